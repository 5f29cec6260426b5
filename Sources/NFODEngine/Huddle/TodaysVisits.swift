/// One visit to everybody nobody has reached, by whoever has the response or is proposed for it, one after another, the
/// most urgent first: who can be visited in today's shifts, and for whom no time is left. A computed view, never an
/// event; what the huddle makes of it is a decision of its own.
public struct TodaysVisits: Hashable, Sendable {
    /// A response that asks for a visit.
    public struct Wanted: Hashable, Sendable {
        public let code: CaseCode
        public let level: TriageLevel
        public let contactDueAt: Instant
        /// Whoever goes; two for a visit by two. Empty where nobody can.
        public let workers: [WorkerID]

        public init(code: CaseCode, level: TriageLevel, contactDueAt: Instant, workers: [WorkerID]) {
            self.code = code
            self.level = level
            self.contactDueAt = contactDueAt
            self.workers = workers
        }
    }

    /// Why somebody will not be visited today.
    public enum Obstacle: Hashable, Sendable {
        /// This worker is not at work any more today.
        case notAtWork(WorkerID)
        /// The rest of the shift goes to so many more urgent visits.
        case noTimeLeft(WorkerID, visits: Int)
    }

    /// When each visit begins.
    public private(set) var starts: [CaseCode: Instant] = [:]
    public private(set) var obstacles: [CaseCode: Obstacle] = [:]

    /// - Parameters:
    ///   - shifts: what is left of today's, in order.
    ///   - visit: one visit with its way.
    public init(_ wanted: [Wanted], shifts: [WorkerID: [Range<Instant>]], visit: Span, from now: Instant) {
        var free: [WorkerID: Instant] = [:]
        var given: [WorkerID: Int] = [:]
        for item in wanted.filter({ !$0.workers.isEmpty }).sorted(by: { $0.precedes($1) }) {
            let staff = item.workers.map { CoverStaff(name: $0.name, shifts: shifts[$0] ?? []) }
            let soonest = item.workers.map { free[$0] ?? now }.max() ?? now
            guard let start = TodaysVisits.start(of: visit, by: staff, from: soonest) else {
                obstacles[item.code] = TodaysVisits.obstacle(item.workers, shifts: shifts, given: given, from: now)
                continue
            }
            starts[item.code] = start
            for worker in item.workers {
                free[worker] = start + visit
                given[worker, default: 0] += 1
            }
        }
    }

    /// The first instant at which all of them have so much of a shift left.
    private static func start(of visit: Span, by staff: [CoverStaff], from now: Instant) -> Instant? {
        var at = now
        while true {
            let starts = staff.map { $0.start(of: visit, from: at) }
            guard !starts.contains(nil), let latest = starts.compactMap({ $0 }).max() else { return nil }
            if latest == at { return at }
            at = latest
        }
    }

    /// Of two the one with less time is said.
    private static func obstacle(
        _ workers: [WorkerID], shifts: [WorkerID: [Range<Instant>]], given: [WorkerID: Int], from now: Instant
    ) -> Obstacle {
        let gone = workers.first { worker in !(shifts[worker] ?? []).contains { $0.upperBound > now } }
        if let gone { return .notAtWork(gone) }
        let busiest = workers.max { (given[$0] ?? 0, $1) < (given[$1] ?? 0, $0) } ?? workers[0]
        return .noTimeLeft(busiest, visits: given[busiest] ?? 0)
    }
}

extension TodaysVisits.Wanted {
    /// Priority first, then the least time left (rule 25).
    fileprivate func precedes(_ other: Self) -> Bool {
        if level != other.level { return level < other.level }
        return (contactDueAt, code) < (other.contactDueAt, other.code)
    }
}

extension TodaysVisits.Obstacle {
    /// For people, as a sentence without its end.
    public func words(label: (WorkerID) -> String) -> String {
        switch self {
        case .notAtWork(let worker): "\(label(worker)) is not at work any more today"
        case .noTimeLeft(let worker, let visits):
            visits == 0
                ? "what is left of \(label(worker))'s shift is too short for a visit"
                : "\(label(worker)) has no time left after \(PageText.count(visits, "more urgent visit"))"
        }
    }
}

extension Team {
    /// What is left of each worker's shifts that have begun, or begin, on the local day of `now`.
    public func shiftsLeftToday(from now: Instant) -> [WorkerID: [Range<Instant>]] {
        let today = zone.local(now).date
        let pairs = allAsked.map { worker in
            let shifts = shifts(of: worker, beginningIn: today.adding(days: -1)...today)
            let left = shifts.filter { $0.upperBound > now }.map { max($0.lowerBound, now)..<$0.upperBound }
            return (worker.id, left)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Somebody who has a shift with the time for a visit that ends by then.
    public func canVisit(_ worker: WorkerID, from now: Instant, by then: Instant, visit: Span) -> Bool {
        guard let member = workers[worker] else { return false }
        let days = zone.local(now).date.adding(days: -1)...zone.local(then).date
        return shifts(of: member, beginningIn: days).contains { shift in
            let inside = shift.clamped(to: now..<then)
            return inside.upperBound - inside.lowerBound >= visit
        }
    }
}
