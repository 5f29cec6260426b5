import NFODEngine

/// London by the rule in force since 1996, and Dundee's holidays by rule, for tests of the engine alone.
enum CalendarFixture {
    static let london: ZoneRules = {
        var changes: [ZoneRules.Change] = []
        for year in 1996...2060 {
            for (month, offset) in [(3, 3_600), (10, 0)] {
                guard var day = CivilDate(year: year, month: month, day: 31) else { continue }
                while day.weekday != .sunday { day = day.adding(days: -1) }
                let from = Instant(seconds: Int64(day.dayNumber) * 86_400 + 3_600)
                changes.append(ZoneRules.Change(from: from, offsetSeconds: offset))
            }
        }
        return ZoneRules(name: "Europe/London", initialOffsetSeconds: 0, changes: changes)
    }()

    static let dundee = HolidayCalendar(
        id: HolidayCalendarID("dundee"),
        rules: [
            HolidayRule(name: "New Year's Day", day: .fixed(month: 1, day: 1, inLieu: true)),
            HolidayRule(name: "Spring holiday", day: .nth(1, .monday, month: 4)),
            HolidayRule(name: "May Day", day: .nth(1, .monday, month: 5)),
            HolidayRule(name: "Victoria Day", day: .last(.monday, month: 5)),
            HolidayRule(name: "Trades holiday", day: .nth(4, .monday, month: 7)),
            HolidayRule(name: "Autumn holiday", day: .nth(1, .monday, month: 10)),
            HolidayRule(name: "Christmas Day", day: .fixed(month: 12, day: 25, inLieu: true)),
            HolidayRule(name: "Boxing Day", day: .fixed(month: 12, day: 26, inLieu: true)),
        ], years: 2019...2030)

    /// Scotland's bank holidays of 2019 to 2028 as gov.uk publishes them, day by day.
    static func scotland() throws -> HolidayCalendar {
        let days = try NaiveHolidays.scotland.map { (try date($0), "bank holiday") }
        return HolidayCalendar(
            id: HolidayCalendarID("scotland"), names: Dictionary(uniqueKeysWithValues: days),
            knownYears: Set(2019...2028))
    }

    static let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]

    static func date(_ text: String) throws -> CivilDate { try required(CivilDate(iso8601: text)) }
    static func time(_ text: String) throws -> CivilTime { try required(CivilTime(iso8601: text)) }
    static func instant(_ text: String) throws -> Instant { try required(Instant(iso8601: text)) }

    static func hours(_ from: String, _ to: String) throws -> LocalHours {
        LocalHours(from: try time(from), to: try time(to))
    }

    struct Misspelled: Error {}
    private static func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Misspelled() }
        return value
    }
}
