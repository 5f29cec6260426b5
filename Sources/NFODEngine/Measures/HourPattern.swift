/// At which hours of the week overdoses happen, as somebody has counted them: Friday nights are not Tuesday mornings.
public struct HourPattern: Hashable, Sendable {
    /// By local hour, Monday 00:00 first. Only their proportions matter.
    private let counts: [Int64]

    /// Every hour like any other.
    public static let even = HourPattern(counts: Array(repeating: 1, count: 168))

    private init(counts: [Int64]) { self.counts = counts }

    /// - Parameter counts: overdoses by day and local hour (0...23), each 0...1,000,000; an hour that is not named has
    ///   none. Nil where none is above 0.
    public init?(_ counts: [Weekday: [Int: Int64]]) {
        let all = Weekday.allCases.flatMap { day in (0..<24).map { counts[day]?[$0] ?? 0 } }
        guard all.contains(where: { $0 > 0 }), all.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
        self.counts = all
    }

    /// In how many hours of the week any happen.
    public var hoursNamed: Int { counts.count { $0 > 0 } }
    public var total: Int64 { counts.reduce(0, +) }

    /// A time in which they are equally likely throughout.
    struct Stretch: Hashable {
        let time: Range<Instant>
        let weight: Int64
        var mass: Int64 { (time.upperBound - time.lowerBound).milliseconds * weight }
    }

    /// The parts of `period` in which any happen, in order.
    func stretches(of period: Range<Instant>, in zone: ZoneRules) -> [Stretch] {
        guard Set(counts).count > 1 else { return [Stretch(time: period, weight: 1)] }
        var stretches: [Stretch] = []
        var start = period.lowerBound
        while start < period.upperBound {
            let local = zone.local(start)
            // A clock is changed on the quarter of an hour, so no quarter lies in two hours of the day.
            let intoQuarter = Int64(local.time.millisecondOfDay % 900_000)
            let end = min(start + Span(milliseconds: 900_000 - intoQuarter), period.upperBound)
            let day = Weekday.allCases.firstIndex(of: local.date.weekday) ?? 0
            let weight = counts[day * 24 + local.time.hour]
            if let last = stretches.last, last.weight == weight, last.time.upperBound == start {
                stretches[stretches.count - 1] = Stretch(time: last.time.lowerBound..<end, weight: weight)
            } else if weight > 0 {
                stretches.append(Stretch(time: start..<end, weight: weight))
            }
            start = end
        }
        return stretches
    }
}
