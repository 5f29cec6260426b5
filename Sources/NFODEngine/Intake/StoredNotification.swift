/// What is stored of a notification, as far as a row that comes again must be held against it.
public struct StoredNotification: Sendable, PersonalData {
    public let id: NotificationID
    /// The version that counts now.
    public let current: NotificationDetails
    public let currentFacts: NotificationFacts
    /// Every version so far, the current one last.
    public let versions: [Version]
    /// ``NotificationReading/ordinal`` of its first version.
    public let ordinal: Int

    /// One version's content and when the source sent it.
    public struct Version: Sendable, Equatable {
        /// ``NotificationReading/contentText``, or any digest of it, as long as the row's is made alike.
        public let content: String
        public let sentAt: Instant

        public init(content: String, sentAt: Instant) {
            self.content = content
            self.sentAt = sentAt
        }
    }

    public init(
        id: NotificationID, current: NotificationDetails, currentFacts: NotificationFacts, versions: [Version],
        ordinal: Int
    ) {
        precondition(!versions.isEmpty, "a stored notification has a version")
        self.id = id
        self.current = current
        self.currentFacts = currentFacts
        self.versions = versions
        self.ordinal = ordinal
    }
}

extension StoredNotification {
    /// The current content again; or an earlier version again that was not sent after the current one (an old file fed
    /// twice does not undo its own corrections).
    func repeats(_ content: String, sentAt: Instant) -> Bool {
        guard let last = versions.last else { return false }
        return last.content == content || (sentAt <= last.sentAt && versions.contains { $0.content == content })
    }

    func identifiersDiffer(from row: NotificationReading) -> Bool {
        let new = row.details
        return current.forename != new.forename || current.surname != new.surname
            || current.otherNames != new.otherNames
            || current.birthDate != new.birthDate || current.birthYear != new.birthYear || current.chi != new.chi
            || current.sex != new.sex || current.phone != new.phone || current.home != new.home
            || current.scene != new.scene || isMoved(to: row.facts.overdose)
    }

    /// An interval that rests on receipt alone moves with each sending and says nothing new.
    private func isMoved(to interval: OverdoseInterval) -> Bool {
        let old = currentFacts.overdose
        if old.origin == .receipt && interval.origin == .receipt { return false }
        return old.earliest != interval.earliest || old.precision != interval.precision
    }
}
