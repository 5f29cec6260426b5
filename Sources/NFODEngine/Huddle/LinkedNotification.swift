/// How one notification of a response came to its person, as people are shown it.
public struct LinkedNotification: Hashable, Sendable {
    public var notification: NotificationID
    public var source: SourceID
    /// The id that the person goes by now; nil where the notification names nobody.
    public var person: PersonID?
    /// Nil where the notification names nobody: it belongs to the overdose only.
    public var status: LinkStatus?
    /// Nil where there was nothing to weigh: the first that was heard of somebody, or a human's word.
    public var evidence: EvidenceWords?
    /// The version of the stream that a command about this link is checked against.
    public var version: Int64

    public init(
        notification: NotificationID, source: SourceID, person: PersonID?, status: LinkStatus?,
        evidence: EvidenceWords?, version: Int64
    ) {
        self.notification = notification
        self.source = source
        self.person = person
        self.status = status
        self.evidence = evidence
        self.version = version
    }

    /// `N00012, Police Scotland: about P0042, linked by weight of evidence: same birth date; ...`
    public func sentence(_ text: PageText) -> String {
        let head = "\(PageText.label(of: notification)), \(text.source(source)): "
        guard let status else { return head + "names nobody; told of the same place and time" }
        let why = evidence.map { ": \($0.whole) (\($0.weightWords))" } ?? ""
        return head + "about \(text.person(person)), \(status.words)\(why)"
    }

    /// `{notification, source, person, status, version, evidence}`
    public func json(_ text: PageText) -> JSONValue {
        .object([
            "notification": .string(PageText.label(of: notification)), "source": .string(source.name),
            "person": .string(person.map(PageText.label)), "status": .string(status?.rawValue),
            "version": .integer(version), "evidence": evidence.map { .object($0.members) } ?? .null,
        ])
    }
}

extension LinkStatus {
    /// For people.
    public var words: String {
        switch self {
        case .exact: "linked by the machine, by identifiers that agree as they stand"
        case .automatic: "linked by the machine, by weight of evidence"
        case .confirmed: "confirmed by a person"
        case .new: "the first that was heard of this person"
        case .review: "waits until somebody has checked who this is"
        }
    }
}

extension PageText {
    /// `N00012`
    public static func label(of notification: NotificationID) -> String {
        let digits = String(notification.number)
        return "N" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
    }
}
