/// What everything that was told about the time of one overdose comes to (rule 3). The order in which it was told does
/// not matter.
struct OverdoseReading: Hashable, Sendable {
    let interval: OverdoseInterval
    /// Two sources cannot both be right: no exact time lies inside what was estimated, or two estimates have no moment
    /// in common. Nothing is thrown away then; a human says which is right.
    let isContradicted: Bool

    /// An exact time inside the estimate replaces it; of several exact ones the earliest counts. Where no exact time
    /// lies inside, the interval spans both: due as the earliest demands, covered only by a contact after the latest.
    init?(_ told: [OverdoseInterval]) {
        let exact = told.filter { $0.precision == .exact }.sorted { $0.earliest < $1.earliest }
        let estimates = told.filter { $0.precision != .exact }.sorted { $0.precedes($1) }
        guard let estimate = estimates.first.map({ estimates.dropFirst().reduce($0) { $0.refined(by: $1) } }) else {
            guard let first = exact.first else { return nil }
            (interval, isContradicted) = (first, false)
            return
        }
        let disagree = estimates.contains { one in estimates.contains { !one.meets($0) } }
        if let first = exact.first, exact.contains(where: { estimate.meets($0) }) {
            (interval, isContradicted) = (first, disagree)
        } else {
            interval = exact.reduce(estimate) { $0.spanning($1) }
            isContradicted = disagree || !exact.isEmpty
        }
    }

    init(interval: OverdoseInterval, isContradicted: Bool) {
        self.interval = interval
        self.isContradicted = isContradicted
    }
}

extension OverdoseInterval {
    fileprivate func precedes(_ other: OverdoseInterval) -> Bool {
        (earliest, latest, precision.rawValue, origin.rawValue)
            < (other.earliest, other.latest, other.precision.rawValue, other.origin.rawValue)
    }

    /// Two estimates that overlap narrow each other; two that do not are taken together.
    fileprivate func refined(by other: OverdoseInterval) -> OverdoseInterval {
        guard meets(other) else { return spanning(other) }
        return OverdoseInterval(
            earliest: max(earliest, other.earliest), latest: min(latest, other.latest),
            precision: narrower(other).precision, origin: narrower(other).origin)
    }

    /// Both are possible.
    fileprivate func spanning(_ other: OverdoseInterval) -> OverdoseInterval {
        OverdoseInterval(
            earliest: min(earliest, other.earliest), latest: max(latest, other.latest), precision: .estimated,
            origin: narrower(other).origin)
    }

    private func narrower(_ other: OverdoseInterval) -> OverdoseInterval {
        (latest - earliest) <= (other.latest - other.earliest) ? self : other
    }
}

/// A time of the overdose that a named person set, beside what sources had told by then: only what they tell later can
/// speak against it.
public struct FixedOverdose: Hashable, Sendable {
    public let interval: OverdoseInterval
    /// What the person knew when setting it.
    let known: [NotificationID: OverdoseInterval]

    init(_ interval: OverdoseInterval, knowing notifications: [AttachedNotification]) {
        self.interval = interval
        known = Dictionary(notifications.map { ($0.id, $0.facts.overdose) }) { _, new in new }
    }

    /// A person's word stands, except that an earlier exact time told since still counts: earlier is always safer.
    func reading(of notifications: [AttachedNotification]) -> OverdoseReading {
        let fresh = notifications.filter { known[$0.id] != $0.facts.overdose }.map(\.facts.overdose)
        let earlier = fresh.filter { $0.precision == .exact && $0.earliest < interval.earliest }
            .min { $0.earliest < $1.earliest }
        return OverdoseReading(
            interval: earlier ?? interval, isContradicted: fresh.contains { !$0.meets(interval) })
    }
}

extension CaseState {
    /// What all these notifications say, and the person who fixed the time, if anybody did.
    func overdoseReading(of notifications: [AttachedNotification]) -> OverdoseReading {
        reading(of: notifications, fixed: overdoseTimeFixedByPerson)
    }

    func reading(of notifications: [AttachedNotification], fixed: FixedOverdose?) -> OverdoseReading {
        if let fixed { return fixed.reading(of: notifications) }
        guard let reading = OverdoseReading(notifications.map(\.facts.overdose)) else {
            preconditionFailure("a case has a notification")
        }
        return reading
    }

    /// What was told about the time of the overdose cannot all be right: somebody has to ask, and set it (rule 3).
    public var isOverdoseTimeContradicted: Bool { overdoseReading(of: notifications).isContradicted }
}
