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

    public init(
        notification: NotificationID, source: SourceID, overdose: OverdoseInterval, scene: FoldedPlace,
        home: FoldedPlace = .unknown, person: PersonID?, sex: Sex?
    ) {
        self.notification = notification
        self.source = source
        self.overdose = overdose
        self.scene = scene
        self.home = home
        self.person = person
        self.sex = sex
    }

    public init(_ evidence: PersonEvidence, person: PersonID?) {
        self.init(
            notification: evidence.notification, source: evidence.source, overdose: evidence.overdose,
            scene: evidence.scene, home: evidence.home, person: person, sex: evidence.sex)
    }

    /// The same scene; or where one source tells no scene, the other's scene is the home it tells.
    func isAtOnePlace(with other: IncidentTelling) -> Bool {
        if scene.isSameScene(as: other.scene) { return true }
        if scene == .unknown { return home.isSameScene(as: other.scene) }
        return other.scene == .unknown && other.home.isSameScene(as: scene)
    }
}

/// An overdose known already: its case and every notification of it.
public struct KnownIncident: Hashable, Sendable, PersonalData {
    public let caseID: CaseID
    public let tellings: [IncidentTelling]

    public init(caseID: CaseID, tellings: [IncidentTelling]) {
        self.caseID = caseID
        self.tellings = tellings
    }
}

/// Is it the same overdose (rule 19)?
public enum IncidentMatch: Hashable, Sendable {
    /// `absorbing`: overdoses at the same time and place of which nobody knew whose they are, and now one does.
    case joins(CaseID, Why, absorbing: [CaseID])
    /// A new case.
    case new
    /// It fits several, best first: a new case and a question for a human.
    case doubtful([CaseID])

    /// Why a notification joined an overdose.
    public enum Why: String, Codable, Sendable {
        /// The same person, at times that meet.
        case samePersonSameTime
        /// Nobody named on one side; the same scene, at times that meet.
        case sameSceneSameTime
        /// As the two above; another overdose fits too, but its time is clearly further off.
        case samePersonNearestTime, sameSceneNearestTime

        public var sentence: String {
            switch self {
            case .samePersonSameTime: "same person; the times fit"
            case .sameSceneSameTime: "nobody is named in one record; same place, and the times fit"
            case .samePersonNearestTime: "same person; the nearest of several times"
            case .sameSceneNearestTime: "nobody is named in one record; same place, the nearest of several times"
            }
        }
    }

    /// `candidates`: incidents of the person, and incidents at the scene where nobody is named on either side. Each
    /// source tells of an overdose once: an incident that this source has told of already is another one (rule 19).
    public static func decide(
        _ telling: IncidentTelling, candidates: [KnownIncident], settings: IncidentSettings
    ) -> IncidentMatch {
        let all = candidates.compactMap { IncidentFit(telling, $0, settings: settings) }
            .sorted { ($0.gap, $0.caseID) < ($1.gap, $1.caseID) }
        let own = all.filter(\.isByPerson)
        let fits = own.isEmpty ? all : own
        guard let nearest = fits.first else { return .new }
        let isOnlyOne = fits.count == 1
        guard isOnlyOne || fits[1].gap - nearest.gap >= settings.clearlyNearer else {
            return .doubtful(fits.map(\.caseID))
        }
        let nameless = own.isEmpty ? [] : all.filter { !$0.isByPerson && $0.incident.mayBe(nearest.incident, settings) }
        return .joins(nearest.caseID, nearest.why(isOnlyOne: isOnlyOne), absorbing: nameless.map(\.caseID))
    }
}

extension KnownIncident {
    /// Every source tells of an overdose once, and all the times meet.
    fileprivate func mayBe(_ other: KnownIncident, _ settings: IncidentSettings) -> Bool {
        tellings.allSatisfy { mine in
            other.tellings.allSatisfy {
                $0.source != mine.source
                    && $0.overdose.meets(mine.overdose, slack: settings.slack($0.source, mine.source))
                    && FieldComparison.sex($0.sex, mine.sex) != .differ
            }
        }
    }
}

/// A known overdose that a notification could be about.
private struct IncidentFit {
    let incident: KnownIncident
    var caseID: CaseID { incident.caseID }
    /// Elapsed time between the intervals that lie furthest apart; zero where all overlap.
    let gap: Span
    let isByPerson: Bool

    /// Nil where it cannot be the same overdose.
    init?(_ telling: IncidentTelling, _ incident: KnownIncident, settings: IncidentSettings) {
        let known = incident.tellings
        let timesMeet = known.allSatisfy {
            $0.source != telling.source
                && $0.overdose.meets(telling.overdose, slack: settings.slack($0.source, telling.source))
        }
        guard timesMeet, !known.isEmpty else { return nil }
        let people = known.compactMap(\.person)
        if let person = telling.person, !people.isEmpty {
            guard people.contains(person) else { return nil }
            isByPerson = true
        } else {
            let sceneAgrees = known.contains { $0.isAtOnePlace(with: telling) }
            let sexDiffers = known.contains { FieldComparison.sex($0.sex, telling.sex) == .differ }
            guard sceneAgrees, !sexDiffers else { return nil }
            isByPerson = false
        }
        self.incident = incident
        gap = known.map { $0.overdose.gap(to: telling.overdose) }.max() ?? .zero
    }

    func why(isOnlyOne: Bool) -> IncidentMatch.Why {
        switch (isByPerson, isOnlyOne) {
        case (true, true): .samePersonSameTime
        case (true, false): .samePersonNearestTime
        case (false, true): .sameSceneSameTime
        case (false, false): .sameSceneNearestTime
        }
    }
}

extension OverdoseInterval {
    /// Elapsed time between two intervals; zero where they overlap.
    func gap(to other: OverdoseInterval) -> Span {
        max(.zero, max(earliest, other.earliest) - min(latest, other.latest))
    }
}
