import NFODEngine
import Testing

@Suite struct HolidayCalendarTests {
    @Test(arguments: [
        (2025, "01-01 04-07 05-05 05-26 07-28 10-06 12-25 12-26"),
        (2026, "01-01 04-06 05-04 05-25 07-27 10-05 12-25 12-28"),
        (2027, "01-01 04-05 05-03 05-31 07-26 10-04 12-27 12-28"),
        // Sunday the 25th: Boxing Day keeps its Monday, Christmas moves behind it.
        (2022, "01-03 04-04 05-02 05-30 07-25 10-03 12-26 12-27"),
    ])
    func dundeeByRule(year: Int, expected: String) {
        let found = CalendarFixture.dundee.names.keys.filter { $0.year == year }.sorted()
        #expect(found.map { String($0.iso8601.dropFirst(5)) }.joined(separator: " ") == expected)
    }

    @Test func aFifthWeekdayThatAMonthLacksIsNoHoliday() {
        let rule = HolidayRule(name: "fifth Monday", day: .nth(5, .monday, month: 2))
        #expect(rule.date(in: 2027) == nil)
        #expect(rule.date(in: 2044)?.iso8601 == "2044-02-29")
    }

    @Test func aLeapDayIsKeptInLeapYearsOnly() {
        let rule = HolidayRule(name: "leap day", day: .fixed(month: 2, day: 29, inLieu: false))
        #expect(rule.date(in: 2027) == nil)
        #expect(rule.date(in: 2028)?.iso8601 == "2028-02-29")
    }

    @Test func daysInLieuCrossTheYear() throws {
        let calendar = HolidayCalendar(
            id: HolidayCalendarID("x"),
            rules: [
                HolidayRule(name: "Hogmanay", day: .fixed(month: 12, day: 31, inLieu: true)),
                HolidayRule(name: "New Year's Day", day: .fixed(month: 1, day: 1, inLieu: true)),
            ], years: 2022...2023)
        #expect(calendar.names[try CalendarFixture.date("2023-01-02")] == "Hogmanay (in lieu)")
        #expect(calendar.names[try CalendarFixture.date("2023-01-03")] == "New Year's Day (in lieu)")
    }

    @Test func singleDaysComeAndGo() throws {
        let extra = try CalendarFixture.date("2026-06-15")
        let gone = try CalendarFixture.date("2026-04-06")
        let changed = CalendarFixture.dundee.changed(adding: [extra: "World Cup"], removing: [gone])
        #expect(changed.isHoliday(extra))
        #expect(!changed.isHoliday(gone))
        #expect(changed.knownYears == CalendarFixture.dundee.knownYears)
    }

    @Test func aYearNobodyKnowsHasNoHolidaysAndAWarning() throws {
        #expect(!CalendarFixture.dundee.isHoliday(try CalendarFixture.date("2031-12-25")))
        let gaps = CalendarFixture.dundee.gaps(in: 2029...2032)
        #expect(gaps.map(\.year) == [2031, 2032])
        #expect(gaps.first?.message.contains("2031") == true)
    }
}
