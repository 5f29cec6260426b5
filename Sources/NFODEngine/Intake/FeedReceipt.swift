/// When a feed came in.
public struct FeedReceipt: Sendable, Equatable {
    public let receivedAt: Instant
    /// When the same source's feed before this one was received; nil for its first.
    public let previousFeedAt: Instant?

    public init(receivedAt: Instant, previousFeedAt: Instant?) {
        self.receivedAt = receivedAt
        self.previousFeedAt = previousFeedAt
    }
}
