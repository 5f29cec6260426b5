/// One holiday of every year, said by rule.
public struct HolidayRule: Hashable, Sendable {
    public let name: String
    public let day: Day

    /// How the day is found in a year.
    public enum Day: Hashable, Sendable {
        /// The first (1) to fifth (5) such weekday of the month; a fifth that a year does not have is no holiday.
        case nth(Int, Weekday, month: Int)
        case last(Weekday, month: Int)
        /// The same date each year. With `inLieu`, one that falls on a rest day is kept on the next working day that is
        /// not itself a holiday, and the rest day is then none.
        case fixed(month: Int, day: Int, inLieu: Bool)
    }

    public init(name: String, day: Day) {
        self.name = name
        self.day = day
    }

    /// The day in `year`, before any move in lieu; nil when that year has none.
    public func date(in year: Int) -> CivilDate? {
        switch day {
        case .fixed(let month, let day, _):
            return CivilDate(year: year, month: month, day: day)
        case .nth(let count, let weekday, let month):
            guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
            let day = 1 + first.daysUntil(weekday) + 7 * (count - 1)
            return CivilDate(year: year, month: month, day: day)
        case .last(let weekday, let month):
            let days = CivilDate.daysIn(month: month, year: year)
            guard let weekBefore = CivilDate(year: year, month: month, day: days - 6) else { return nil }
            return weekBefore.adding(days: weekBefore.daysUntil(weekday))
        }
    }

    var movesInLieu: Bool { if case .fixed(_, _, inLieu: true) = day { true } else { false } }
}

extension CivilDate {
    /// 0 when this day is such a weekday, else the days to the next one.
    fileprivate func daysUntil(_ weekday: Weekday) -> Int {
        var days = 0
        while adding(days: days).weekday != weekday { days += 1 }
        return days
    }
}
