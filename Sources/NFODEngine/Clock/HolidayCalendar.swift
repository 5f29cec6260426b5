/// The name of a holiday calendar: its file in `config/holidays/` without the ending.
public struct HolidayCalendarID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// The holidays that somebody keeps, and the years for which we know them. In a year nobody knows there are no
/// holidays, so that huddles and working days come out earlier, never later; ``gaps(in:)`` is the warning.
public struct HolidayCalendar: Hashable, Sendable {
    public let id: HolidayCalendarID
    /// Each holiday with its name.
    public let names: [CivilDate: String]
    public let knownYears: Set<Int>

    public init(id: HolidayCalendarID, names: [CivilDate: String], knownYears: Set<Int>) {
        self.id = id
        self.names = names
        self.knownYears = knownYears
    }

    /// Works the rules out for `years`. Days in lieu are given in order of date, after all others are known: of
    /// Saturday 25 and Sunday 26 December the first gets Monday, the second Tuesday.
    public init(
        id: HolidayCalendarID, rules: [HolidayRule], years: ClosedRange<Int>,
        restDays: Set<Weekday> = [.saturday, .sunday]
    ) {
        precondition(restDays.count < 7, "a week of rest days has no day in lieu")
        var names: [CivilDate: String] = [:]
        var moved: [(date: CivilDate, name: String)] = []
        for year in years {
            for rule in rules {
                guard let date = rule.date(in: year) else { continue }
                if rule.movesInLieu, restDays.contains(date.weekday) {
                    moved.append((date, rule.name))
                } else {
                    names[date] = rule.name
                }
            }
        }
        for (date, name) in moved.sorted(by: { ($0.date, $0.name) < ($1.date, $1.name) }) {
            var substitute = date.adding(days: 1)
            while restDays.contains(substitute.weekday) || names[substitute] != nil {
                substitute = substitute.adding(days: 1)
            }
            names[substitute] = name + " (in lieu)"
        }
        self.init(id: id, names: names, knownYears: Set(years))
    }

    public func isHoliday(_ date: CivilDate) -> Bool { names[date] != nil }

    /// The same calendar with single days put in (with their names) and taken out; a day in both is out. Years do not
    /// become known by it.
    public func changed(adding: [CivilDate: String], removing: Set<CivilDate>) -> HolidayCalendar {
        let names = names.merging(adding) { _, new in new }.filter { !removing.contains($0.key) }
        return HolidayCalendar(id: id, names: names, knownYears: knownYears)
    }

    /// The years of the range whose holidays nobody has entered, in order.
    public func gaps(in years: ClosedRange<Int>) -> [HolidayGap] {
        years.filter { !knownYears.contains($0) }.map { HolidayGap(calendar: id, year: $0) }
    }
}

/// A warning: nobody has entered the holidays of this year, so it is reckoned as having none.
public struct HolidayGap: Hashable, Sendable {
    public let calendar: HolidayCalendarID
    public let year: Int

    public var message: String {
        "no holidays are known for \(year) in '\(calendar)', so every weekday counts; add the year to its file"
    }
}
