import NFODEngine

/// Tokens that come in steadily and are spent on beginning a request; a tenth of a second's worth may pile up, so that
/// nothing comes in bursts that a receiver would count as too many. Pure: time is an argument.
struct SendRate: Hashable {
    private(set) var perSecond: Double
    private var tokens: Double
    private var countedAt: Instant

    /// Full at the beginning.
    init(perSecond: Double, at now: Instant) {
        self.perSecond = perSecond
        tokens = SendRate.most(perSecond)
        countedAt = now
    }

    /// How many may begin now.
    mutating func available(at now: Instant) -> Int {
        count(until: now)
        return max(0, Int(tokens))
    }

    mutating func spend(_ count: Int) { tokens -= Double(count) }

    /// Spent by somebody who does not wait for it: those who do wait longer, by a second at most.
    mutating func owe(_ count: Int) { tokens = max(tokens - Double(count), -perSecond) }

    /// When the next one may begin.
    func nextAt() -> Instant {
        guard tokens < 1 else { return countedAt }
        return countedAt + Span(milliseconds: Int64(((1 - tokens) / perSecond * 1_000).rounded(.up)))
    }

    /// Another number from now on: the configuration was read again.
    mutating func change(to perSecond: Double, at now: Instant) {
        count(until: now)
        self.perSecond = perSecond
        tokens = min(tokens, SendRate.most(perSecond))
    }

    /// Nothing was spent that has not come in again: it may be forgotten.
    func isFull(at now: Instant) -> Bool {
        var later = self
        later.count(until: now)
        return later.tokens >= SendRate.most(perSecond)
    }

    private mutating func count(until now: Instant) {
        let elapsed = Double(max(Span.zero, now - countedAt).milliseconds) / 1_000
        tokens = min(tokens + elapsed * perSecond, SendRate.most(perSecond))
        countedAt = max(countedAt, now)
    }

    private static func most(_ perSecond: Double) -> Double { max(1, perSecond / 10) }
}
