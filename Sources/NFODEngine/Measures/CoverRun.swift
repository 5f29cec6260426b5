/// Overdoses that happen, and the team that goes out to them, visit by visit: who is reached how soon, and what each
/// worker has to do for it. Whoever has the least time left comes first; the worker who can be there soonest goes, of
/// several the one with the fewest visits so far.
public struct CoverRun: Sendable {
    /// How the visits go.
    public struct Visits: Hashable, Sendable {
        /// One visit with its way.
        public var length: Span
        /// Per cent of tries that reach the person. Nobody knows the true figure: at 100 the shares say how soon
        /// somebody could have been there.
        public var reachedPerTry: Int
        /// After a try in vain.
        public var againAfter: Span

        public init(length: Span, reachedPerTry: Int, againAfter: Span) {
            precondition(length > .zero && (1...100).contains(reachedPerTry))
            self.length = length
            self.reachedPerTry = reachedPerTry
            self.againAfter = againAfter
        }
    }

    /// What became of one overdose.
    public struct Outcome: Hashable, Sendable {
        public let overdose: Instant
        /// The end of the visit at which the person was reached; nil when no shift was left for it.
        public internal(set) var reachedAt: Instant?
        public internal(set) var tries = 0
    }

    /// In order of the overdoses.
    public private(set) var outcomes: [Outcome]
    /// Starts of visits, in order, by place in the plan's staff.
    public private(set) var visits: [[Instant]]

    private let plan: CoverPlan
    private let how: Visits
    private var freeFrom: [Instant]
    /// Those who wait, soonest last.
    private var waiting: [(from: Instant, index: Int)]
    private var ready: Set<Int> = []

    /// - Parameters:
    ///   - overdoses: in order.
    ///   - numbers: decides which tries reach somebody; not asked at 100 per cent.
    public init(
        _ overdoses: [Instant], plan: CoverPlan, visits how: Visits, numbers: inout some RandomNumberGenerator
    ) {
        self.plan = plan
        self.how = how
        outcomes = overdoses.map { Outcome(overdose: $0) }
        visits = Array(repeating: [], count: plan.staff.count)
        freeFrom = Array(repeating: Instant(milliseconds: .min / 2), count: plan.staff.count)
        waiting = overdoses.enumerated().map { (plan.workableFrom($1), $0) }
            .sorted { ($0.from, $0.index) > ($1.from, $1.index) }
        while let next = nextVisit() { visit(next, &numbers) }
    }

    /// Who can go first from when on, to any who wait then; nil when nobody waits or no shift is left.
    private func nextVisit() -> (worker: Int, at: Instant)? {
        let soonest = Instant(milliseconds: .min / 2)
        guard let from = ready.isEmpty ? waiting.last?.from : soonest else { return nil }
        return plan.staff.indices.compactMap { worker in
            plan.staff[worker].start(of: how.length, from: max(from, freeFrom[worker], now)).map { (worker, $0) }
        }
        .min { ($0.1, visits[$0.0].count, $0.0) < ($1.1, visits[$1.0].count, $1.0) }
    }

    /// The start of the visit before; no later one starts sooner.
    private var now = Instant(milliseconds: .min / 2)

    private mutating func visit(_ next: (worker: Int, at: Instant), _ numbers: inout some RandomNumberGenerator) {
        now = next.at
        while let soonest = waiting.last, soonest.from <= now {
            ready.insert(soonest.index)
            waiting.removeLast()
        }
        // All have the same time to go, so the oldest overdose has the least of it left.
        guard let chosen = ready.min() else { return }
        ready.remove(chosen)
        let end = now + how.length
        visits[next.worker].append(now)
        freeFrom[next.worker] = end
        outcomes[chosen].tries += 1
        if how.reachedPerTry == 100 || Int(numbers.next() % 100) < how.reachedPerTry {
            outcomes[chosen].reachedAt = end
        } else {
            waitAgain(chosen, from: end + how.againAfter)
        }
    }

    private mutating func waitAgain(_ index: Int, from: Instant) {
        var low = 0
        var high = waiting.count
        while low < high {
            let middle = (low + high) / 2
            if (waiting[middle].from, waiting[middle].index) > (from, index) { low = middle + 1 } else { high = middle }
        }
        waiting.insert((from, index), at: low)
    }

    /// The part reached within so long of the overdose: 0...1.
    public func share(reachedWithin span: Span) -> Double {
        guard !outcomes.isEmpty else { return 0 }
        let reached = outcomes.count { outcome in outcome.reachedAt.map { $0 - outcome.overdose <= span } ?? false }
        return Double(reached) / Double(outcomes.count)
    }
}
