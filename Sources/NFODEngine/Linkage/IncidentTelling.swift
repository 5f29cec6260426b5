/// What one notification tells about when and where, and whom it is thought to be about. Personal, because of the
/// place.
public struct IncidentTelling: Hashable, Sendable, PersonalData {
    public let notification: NotificationID
    public let source: SourceID
    public let overdose: OverdoseInterval
    public let scene: FoldedPlace
    public let home: FoldedPlace
    /// Nil when nobody is named; the root of any aliases.
    public let person: PersonID?
    public let sex: Sex?
    /// The source says that it took the person to hospital.
    public let isConveyed: Bool

    public init(
        notification: NotificationID, source: SourceID, overdose: OverdoseInterval, scene: FoldedPlace,
        home: FoldedPlace = .unknown, person: PersonID?, sex: Sex?, isConveyed: Bool = false
    ) {
        self.notification = notification
        self.source = source
        self.overdose = overdose
        self.scene = scene
        self.home = home
        self.person = person
        self.sex = sex
        self.isConveyed = isConveyed
    }

    public init(_ evidence: PersonEvidence, person: PersonID?) {
        self.init(
            notification: evidence.notification, source: evidence.source, overdose: evidence.overdose,
            scene: evidence.scene, home: evidence.home, person: person, sex: evidence.sex,
            isConveyed: evidence.isConveyed)
    }

    /// The same scene; or where one source tells no scene, the other's scene is the home it tells.
    func isAtOnePlace(with other: IncidentTelling) -> Bool {
        if scene.isSameScene(as: other.scene) { return true }
        if scene == .unknown { return home.isSameScene(as: other.scene) }
        return other.scene == .unknown && other.home.isSameScene(as: scene)
    }
}

extension IncidentTelling {
    /// An arrival in hospital, of which no scene is told, that can be from this call: somebody unknown was taken there,
    /// and the call lies in the hours before.
    func isArrival(of call: IncidentTelling) -> Bool {
        overdose.origin == .arrival && scene == .unknown && call.person == nil && call.isConveyed
            && overdose.meets(call.overdose)
    }
}
