public import NFODEngine

/// Whether a receiver is given ordinary alerts now, or rests. A pure value: time is an argument, and nobody's clock is
/// read. Last levels do not ask it; what they come to is told to it all the same.
///
///     flows --failures in a row--> rests --probeEvery--> one probe --arrives--> flows
///                                    ^------------------------fails---|
///
/// A receiver that answers with `Retry-After` rests for as long as it asks, whatever it answered before. What rests
/// costs its alerts nothing: their fall-back goes out in time, tried or not.
public struct CircuitBreaker: Hashable, Sendable {
    private let settings: BreakerSettings
    private var failuresInARow = 0
    /// Nil while it flows.
    private var nextProbeAt: Instant?
    private var isProbing = false
    /// When it began to be only probed; a probe that fails changes nothing about it. Nil while it flows.
    public private(set) var openSince: Instant?
    /// As the receiver asked.
    private var askedUntil: Instant?

    /// Flows at first: a new process asks each receiver anew.
    public init(_ settings: BreakerSettings = BreakerSettings()) { self.settings = settings }

    /// What an ordinary alert may do.
    public enum Permission: Hashable, Sendable {
        case send
        /// One alert, to see whether the receiver is back; say so with ``begin(at:)``.
        case probe
        /// None before then.
        case rest(until: Instant)
    }

    public func permission(at now: Instant) -> Permission {
        let until = [askedUntil, nextProbeAt].compactMap(\.self).max()
        if let until, now < until { return .rest(until: until) }
        return nextProbeAt == nil ? .send : .probe
    }

    /// It has failed so often in a row that it is only probed; a rest that the receiver asked for is none.
    public var isOpen: Bool { nextProbeAt != nil }

    /// The probe goes out. The next one may go if nothing has been heard of it by then.
    public mutating func begin(at now: Instant) {
        guard nextProbeAt != nil else { return }
        isProbing = true
        nextProbeAt = now + settings.probeEvery
    }

    /// A try came to this. Those that were under way when the receiver was sent to rest say nothing new by failing.
    public mutating func note(_ outcome: DeliveryOutcome, at now: Instant) {
        switch outcome {
        case .delivered, .sent:
            failuresInARow = 0
            nextProbeAt = nil
            openSince = nil
            isProbing = false
        case .retryable(let reason, let retryAfter):
            if let retryAfter { ask(for: retryAfter, at: now) }
            if reason.isReceivers { noteFailure(at: now) }
        case .permanent: break
        }
    }

    private mutating func ask(for span: Span, at now: Instant) {
        let until = now + min(span, settings.restMax)
        askedUntil = max(askedUntil ?? until, until)
    }

    private mutating func noteFailure(at now: Instant) {
        failuresInARow += 1
        if isProbing || (nextProbeAt == nil && failuresInARow >= settings.failuresMax) {
            nextProbeAt = now + settings.probeEvery
            openSince = openSince ?? now
        }
        isProbing = false
    }
}

/// The numbers of ``CircuitBreaker``; all from the configuration.
public struct BreakerSettings: Hashable, Sendable {
    /// So many in a row, and the receiver rests.
    public let failuresMax: Int
    /// Between one probe and the next.
    public let probeEvery: Span
    /// The longest rest that a receiver may ask for.
    public let restMax: Span

    public init(failuresMax: Int = 5, probeEvery: Span = .seconds(60), restMax: Span = .minutes(10)) {
        precondition(
            failuresMax > 0 && probeEvery > .zero, "a receiver that rests without a failure never rests from it")
        self.failuresMax = failuresMax
        self.probeEvery = probeEvery
        self.restMax = restMax
    }
}

extension RetryReason {
    /// It says something about the receiver; the others are this machine's own.
    fileprivate var isReceivers: Bool {
        switch self {
        case .timeOut, .nameNotResolved, .connectionFailed, .tlsFailed, .answered, .redirected, .answerTooLarge,
            .answerCutShort, .answerNotUnderstood:
            true
        case .waitedTooLong, .stopping, .clockNotTrusted, .internalFault: false
        }
    }
}
