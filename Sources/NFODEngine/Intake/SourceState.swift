/// A source's standing, as its feeds have made it.
public struct SourceState: Hashable, Sendable {
    public private(set) var lastFeedAt: Instant?
    /// The same without notifications that came alone (rule 2).
    public private(set) var lastWholeFeedAt: Instant?
    /// When it is alarmed unless something comes; nil when it has no rhythm or was alarmed already.
    public private(set) var expectedBy: Instant?
    /// Since when it has been silent; nil when it is not.
    public private(set) var silentSince: Instant?

    public init(
        lastFeedAt: Instant? = nil, lastWholeFeedAt: Instant? = nil, expectedBy: Instant? = nil,
        silentSince: Instant? = nil
    ) {
        self.lastFeedAt = lastFeedAt
        self.lastWholeFeedAt = lastWholeFeedAt
        self.expectedBy = expectedBy
        self.silentSince = silentSince
    }

    public mutating func apply(_ recorded: RecordedEvent<SourceEvent>) {
        switch recorded.event {
        case .notificationReceived, .rowQuarantined, .feedRefused: break
        case .feedReceived(let event):
            // An old list says nothing about when the source sent last, and does not end its silence.
            guard let expectedBy = event.expectedBy else { break }
            lastFeedAt = recorded.happenedAt
            if event.isWhole { lastWholeFeedAt = recorded.happenedAt }
            (self.expectedBy, silentSince) = (expectedBy, nil)
        case .wentSilent(let event):
            (expectedBy, silentSince) = (nil, event.expectedBy)
        case .nilReturnDeclared(let event):
            (expectedBy, silentSince) = (event.expectedBy, nil)
        case .watched(let event): (expectedBy, silentSince) = (event.expectedBy, nil)
        }
    }

    /// The due row's kind.
    public static let silenceDue = "feedSilence"

    public var nextDue: Instant? { expectedBy }

    /// Alarms once for each silence.
    public func decideSilence(at now: Instant) -> [Decided<SourceEvent>] {
        guard let expectedBy, expectedBy <= now else { return [] }
        return [Decided(.wentSilent(SourceWentSilent(expectedBy: expectedBy)), happenedAt: expectedBy)]
    }

    /// A source that is new to the configuration.
    public func beginWatch(at now: Instant, expectEvery: Span) -> [Decided<SourceEvent>] {
        [Decided(.watched(SourceWatched(expectedBy: now + expectEvery)), happenedAt: now)]
    }

    /// Nothing to send: silence is counted from now on.
    public func declareNilReturn(at now: Instant, expectEvery: Span?) -> [Decided<SourceEvent>] {
        [Decided(.nilReturnDeclared(NilReturnDeclared(expectedBy: expectEvery.map { now + $0 })), happenedAt: now)]
    }
}
