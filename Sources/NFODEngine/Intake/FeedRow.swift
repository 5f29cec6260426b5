/// One row of a feed after reading: taken, with its doubts, or put aside with a reason (rule 11).
public struct FeedRow: Sendable, Equatable {
    /// 1-based line of the file; 0 for a notification that came alone.
    public let line: Int
    public let content: Content
    /// A row that was put aside as it came, for the vault; nil for one that was read.
    public let received: String?

    init(line: Int, content: Content, received: String? = nil) {
        self.line = line
        self.content = content
        self.received = received
    }

    public enum Content: Sendable, Equatable {
        case read(NotificationReading)
        case quarantined(QuarantineReason)
    }
}
