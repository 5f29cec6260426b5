/// A stretch of wall-clock time that begins on some day: working hours, a shift, a turn on the duty rota.
public struct LocalHours: Hashable, Sendable {
    public let from: CivilTime
    /// First moment after the stretch. At or before `from` it lies on the next day: 22:00 to 06:00 is a night, 17:00 to
    /// 00:00 an evening, 00:00 to 00:00 a whole day.
    public let to: CivilTime

    public init(from: CivilTime, to: CivilTime) {
        self.from = from
        self.to = to
    }

    public static let wholeDay = LocalHours(from: .midnight, to: .midnight)

    public var runsOverMidnight: Bool { to <= from }

    /// The stretch that begins on `date`, its end excluded. Empty where a clock change swallows it.
    public func stretch(from date: CivilDate, in zone: ZoneRules) -> Range<Instant> {
        let start = zone.instant(CivilDateTime(date: date, time: from))
        let lastDay = runsOverMidnight ? date.adding(days: 1) : date
        let end = zone.instant(CivilDateTime(date: lastDay, time: to))
        return start..<max(start, end)
    }
}
