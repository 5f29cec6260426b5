/// What a row is beside what the same source has told before (rule 12).
public enum Recurrence: Sendable, Equatable {
    /// Nothing stored has this reference; or, without a reference, this content and ordinal.
    case new
    /// Told before, word for word: nothing changes.
    case unchanged(NotificationID)
    /// The same person's record with other content: a further version.
    /// - identifiersChanged: something that linkage looks at (names, birth, CHI, sex, phone, places, time) is another.
    case correction(NotificationID, identifiersChanged: Bool)
    /// The reference is known but the row is about somebody else: a record and a case of its own, in doubt with a
    /// review.
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
