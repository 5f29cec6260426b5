/// A notification as read: what goes to the vault, what may stand in an event, and what tells it from another.
public struct NotificationReading: Sendable, Equatable, PersonalData {
    public var details: NotificationDetails
    public var facts: NotificationFacts
    /// The mapped cells, without the date of sending, in one canonical text: equal texts are one content (rule 12).
    public var contentText: String
    /// 1 for the first of several rows of one file with the same content and no reference (or, where one reference may
    /// stand for several people, nobody named), 2 for the next one.
    public var ordinal: Int

    public init(details: NotificationDetails, facts: NotificationFacts, contentText: String, ordinal: Int = 1) {
        self.details = details
        self.facts = facts
        self.contentText = contentText
        self.ordinal = ordinal
    }
}
