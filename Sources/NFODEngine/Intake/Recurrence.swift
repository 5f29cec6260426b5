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
        id: NotificationID, current: NotificationDetails, currentFacts: NotificationFacts, versions: [Version], ordinal: Int
    ) {
        precondition(!versions.isEmpty, "a stored notification has a version")
        self.id = id
        self.current = current
        self.currentFacts = currentFacts
        self.versions = versions
        self.ordinal = ordinal
    }
}

/// What a row is beside what the same source has told before (rule 12).
public enum Recurrence: Sendable, Equatable {
    /// Nothing stored has this reference; or, without a reference, this content and ordinal.
    case new
    /// Told before, word for word: nothing changes.
    case unchanged(NotificationID)
    /// The same person's record with other content: a further version.
    /// - identifiersChanged: something that linkage looks at (names, birth, CHI, sex, phone, places, time) is another.
    case correction(NotificationID, identifiersChanged: Bool)
    /// The reference is known but the row is about somebody else: a record and a case of its own; in doubt with a review.
    case anotherPerson(doubt: Bool)

    /// - Parameters:
    ///   - row: the row as read.
    ///   - content: the row's content text, or the digest of it that the stored versions carry.
    ///   - stored: what the same source has under the same reference; for a row without a reference, what it has with
    ///     the same content.
    ///   - canBePerIncident: ``SourceProfile/canBePerIncident``.
    public static func of(
        _ row: NotificationReading, content: String, among stored: [StoredNotification], canBePerIncident: Bool
    ) -> Recurrence {
        let isToldApart = row.details.reference != nil && !(canBePerIncident && row.details.isUnidentified)
        for known in stored where isToldApart || known.ordinal == row.ordinal {
            if known.repeats(content, sentAt: row.facts.sentAt) { return .unchanged(known.id) }
        }
        guard row.details.reference != nil, !stored.isEmpty else { return .new }
        let judged = stored.map {
            ($0, PersonAgreement($0.current, row.details, canBePerIncident: canBePerIncident))
        }
        let same = judged.filter { $0.1 == .samePerson }.map(\.0)
        guard let first = same.first else { return .anotherPerson(doubt: judged.contains { $0.1 == .doubtful }) }
        // Two records that both could be meant: changing the wrong one would lose somebody.
        guard same.count == 1 else { return .anotherPerson(doubt: true) }
        return .correction(first.id, identifiersChanged: first.identifiersDiffer(from: row))
    }
}

extension StoredNotification {
    /// The current content again; or an earlier version again that was not sent after the current one (an old file fed
    /// twice does not undo its own corrections).
    fileprivate func repeats(_ content: String, sentAt: Instant) -> Bool {
        guard let last = versions.last else { return false }
        return last.content == content || (sentAt <= last.sentAt && versions.contains { $0.content == content })
    }

    fileprivate func identifiersDiffer(from row: NotificationReading) -> Bool {
        let new = row.details
        return current.forename != new.forename || current.surname != new.surname || current.otherNames != new.otherNames
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
