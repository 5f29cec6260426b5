/// When a feed came in.
public struct FeedReceipt: Sendable, Equatable {
    public let receivedAt: Instant
    /// When the same source's whole feed before this one was received; nil for its first, and for a notification that
    /// came alone.
    public let previousFeedAt: Instant?
    /// An old list: a row that does not tell when it was sent counts as sent when the overdose was.
    public let isHistory: Bool

    public init(receivedAt: Instant, previousFeedAt: Instant?, isHistory: Bool = false) {
        self.receivedAt = receivedAt
        self.previousFeedAt = previousFeedAt
        self.isHistory = isHistory
    }
}
