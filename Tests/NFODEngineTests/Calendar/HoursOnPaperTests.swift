import NFODEngine
import Testing

/// The examples worked out on paper before there was a program (issue 5), to the second.
@Suite struct HoursOnPaperTests {
    let huddles: HuddleCalendar

    init() throws {
        huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
    }

    private func local(_ text: String) throws -> Instant {
        let halves = text.split(separator: " ").map(String.init)
        return CalendarFixture.london.instant(
            CivilDateTime(date: try CalendarFixture.date(halves[0]), time: try CalendarFixture.time(halves[1])))
    }

    /// 72 elapsed hours, whatever holidays and clocks do (rule 1).
    @Test(arguments: [
        ("2027-03-26 10:00", "2027-03-29T11:00:00+01:00"), ("2027-10-29 10:00", "2027-11-01T09:00:00+00:00"),
        ("2026-12-24 16:00", "2026-12-27T16:00:00+00:00"), ("2026-12-24 12:00", "2026-12-27T12:00:00+00:00"),
        ("2026-10-23 18:00", "2026-10-26T17:00:00+00:00"), ("2027-03-26 18:00", "2027-03-29T19:00:00+01:00"),
    ])
    func seventyTwoHoursEnd(overdose: String, due: String) throws {
        #expect(CalendarFixture.london.iso8601(try local(overdose) + .hours(72)) == due)
    }

    /// Overdose, first huddle, minutes between them, minutes then left of the 72 hours.
    static let firstHuddles: [(overdose: String, huddle: String, after: Int64, left: Int64)] = [
        ("2026-06-05 18:00", "2026-06-08T09:30:00+01:00", 3_810, 510),
        // Before a local Monday holiday: already fifteen and a half hours late.
        ("2026-07-24 18:00", "2026-07-28T09:30:00+01:00", 5_250, -930),
        ("2026-12-24 12:00", "2026-12-29T09:30:00+00:00", 7_050, -2_730),
        // Over the clock changes: an hour less of the weekend, and an hour more.
        ("2027-03-26 18:00", "2027-03-29T09:30:00+01:00", 3_750, 570),
        ("2026-10-23 18:00", "2026-10-26T09:30:00+00:00", 3_870, 450),
    ]

    @Test(arguments: HoursOnPaperTests.firstHuddles)
    func theFirstHuddle(overdose: String, huddle: String, after: Int64, left: Int64) throws {
        let overdose = try local(overdose)
        let first = huddles.nextHuddle(after: overdose)
        #expect(CalendarFixture.london.iso8601(first) == huddle)
        #expect(first - overdose == .minutes(after))
        #expect(overdose + .hours(72) - first == .minutes(left))
    }

    /// 2027 has no one-off of its own; 15 June 2026 is Scotland's, and not Dundee's.
    @Test func theOneOffOf2026IsScotlandsAndNotDundees() throws {
        let oneOff = try CalendarFixture.date("2026-06-15")
        #expect(try CalendarFixture.scotland().isHoliday(oneOff))
        #expect(!CalendarFixture.dundee.isHoliday(oneOff))
        #expect(huddles.isHuddleDay(oneOff))
    }
}
