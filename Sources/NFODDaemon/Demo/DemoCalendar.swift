import NFODEngine

/// The days of the demo, counted from its Friday: -1 is the Thursday before.
struct DemoCalendar: Sendable {
    let zone: ZoneRules
    /// Friday 21 May 2021: no holiday that is shipped lies near it.
    static let friday = CivilDate(dayNumber: 18_768)

    func date(_ day: Int) -> CivilDate { DemoCalendar.friday.adding(days: day) }

    /// - Parameter clock: `HH:mm`, local.
    func local(_ day: Int, _ clock: String) -> CivilDateTime {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        let time = parts.count == 2 ? CivilTime(hour: parts[0], minute: parts[1]) : nil
        return CivilDateTime(date: date(day), time: time ?? .midnight)
    }

    func instant(_ day: Int, _ clock: String) -> Instant { zone.instant(local(day, clock)) }
}
