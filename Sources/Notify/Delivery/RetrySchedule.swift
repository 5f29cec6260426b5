public import NFODEngine

/// When to try again. Pure: time and the random number come in.
///
/// Every alert of a case is treated as life-critical: our whole clock is 72 hours, while the example schedule of
/// Standard Webhooks takes 75 hours, which suits integrations and not a person who is waiting.
public struct RetrySchedule: Hashable, Sendable {
    private let settings: RetrySettings

    public init(_ settings: RetrySettings = RetrySettings()) { self.settings = settings }

    /// After a try that failed and may be repeated.
    ///
    /// - Parameters:
    ///   - tries: how many have been made, this one included; from 1.
    ///   - firstTryAt: when the first of them was made; the fallback and the end count from it.
    ///   - now: when this one ended.
    ///   - jitter: 0..<1, a new random number for each try, so that a thousand alerts held up by one fault do not all
    ///     come back in the same second.
    ///   - retryAfter: what the receiver asked for; heeded up to ``RetrySettings/retryAfterMax``.
    public func next(
        afterTry tries: Int, firstTryAt: Instant, now: Instant, jitter: Double, retryAfter: Span? = nil
    ) -> NextStep {
        precondition(tries >= 1 && jitter >= 0 && jitter < 1, "tries count from 1, jitter is in 0..<1")
        let end = firstTryAt + settings.giveUpAfter
        let fallbackAt = firstTryAt + settings.fallbackAfter
        if now >= end { return .giveUp(fallbackAt: min(fallbackAt, now)) }
        let delays = settings.firstDelays
        let delay = spread(tries <= delays.count ? delays[tries - 1] : settings.thenEvery, jitter)
        let asked = min(retryAfter ?? .zero, settings.retryAfterMax)
        return .retry(at: min(now + max(delay, asked), end), fallbackAt: fallbackAt)
    }

    /// After a failure that no repetition cures.
    public func afterPermanentFailure(now: Instant) -> NextStep { .giveUp(fallbackAt: now) }

    private func spread(_ delay: Span, _ jitter: Double) -> Span {
        let factor = 1 + (jitter * 2 - 1) * settings.jitterShare
        return Span(milliseconds: Int64((Double(delay.milliseconds) * factor).rounded()))
    }
}

/// What follows a failed try. In both cases the same alert is due on the channel's fallback (if it has one and has not
/// been given it yet) at `fallbackAt`, which may be past after a stop of the daemon: then now. A delivery on the first
/// channel before that instant makes it unnecessary.
public enum NextStep: Hashable, Sendable {
    /// Same bytes, same id, again at `at`. The fallback runs beside it, not instead of it.
    case retry(at: Instant, fallbackAt: Instant)
    /// No more tries here: the alert is *not told* on this channel (rule 32).
    case giveUp(fallbackAt: Instant)

    public var fallbackAt: Instant {
        switch self {
        case .retry(_, let fallbackAt), .giveUp(let fallbackAt): fallbackAt
        }
    }
}

/// The numbers of ``RetrySchedule``; all from the configuration.
public struct RetrySettings: Hashable, Sendable {
    /// Between the first try and the second, the second and the third ...
    public let firstDelays: [Span]
    /// Between all later ones.
    public let thenEvery: Span
    /// 0.1 spreads each delay over +-10 %.
    public let jitterShare: Double
    /// From the first try to the fallback channel.
    public let fallbackAfter: Span
    /// From the first try to the last.
    public let giveUpAfter: Span
    /// The longest that a receiver may put us off.
    public let retryAfterMax: Span

    public init(
        firstDelays: [Span] = [.seconds(5), .seconds(15), .seconds(60)], thenEvery: Span = .minutes(2),
        jitterShare: Double = 0.1, fallbackAfter: Span = .minutes(2), giveUpAfter: Span = .hours(24),
        retryAfterMax: Span = .minutes(10)
    ) {
        precondition(thenEvery > .zero && firstDelays.allSatisfy { $0 > .zero }, "a delay of nothing is a busy loop")
        precondition((0..<1).contains(jitterShare), "jitter is a share of the delay")
        self.firstDelays = firstDelays
        self.thenEvery = thenEvery
        self.jitterShare = jitterShare
        self.fallbackAfter = fallbackAfter
        self.giveUpAfter = giveUpAfter
        self.retryAfterMax = retryAfterMax
    }
}
