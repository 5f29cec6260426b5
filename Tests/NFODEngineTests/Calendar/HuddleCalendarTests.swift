import NFODEngine
import Testing

@Suite struct HuddleCalendarTests {
    let calendar: HuddleCalendar

    init() throws {
        calendar = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
    }

    @Test(arguments: [
        // at, previous, next: both strict
        ("2021-03-01T09:30:00Z", "2021-02-26T09:30:00Z", "2021-03-02T09:30:00Z"),
        // Dundee does not keep Good Friday, but its spring holiday, Monday 5 April.
        ("2021-04-06T09:30:00+01:00", "2021-04-02T09:30:00+01:00", "2021-04-07T09:30:00+01:00"),
        ("2021-04-06T09:29:59+01:00", "2021-04-02T09:30:00+01:00", "2021-04-06T09:30:00+01:00"),
        ("2026-12-24T12:00:00Z", "2026-12-24T09:30:00Z", "2026-12-29T09:30:00Z"),
        // Over the clock changes of 2027: Friday's and Monday's huddles have other offsets.
        ("2027-03-27T12:00:00Z", "2027-03-26T09:30:00Z", "2027-03-29T09:30:00+01:00"),
        ("2027-10-30T12:00:00+01:00", "2027-10-29T09:30:00+01:00", "2027-11-01T09:30:00Z"),
    ])
    func previousAndNext(at: String, previous: String, next: String) throws {
        let now = try CalendarFixture.instant(at)
        #expect(calendar.previousHuddle(before: now) == (try CalendarFixture.instant(previous)))
        #expect(calendar.nextHuddle(after: now) == (try CalendarFixture.instant(next)))
    }

    /// The oracle looks at the wall every half hour and notes when it shows a huddle.
    @Test func everyHourOf2019To2028AgreesWithANaiveOracle() throws {
        let start = try CalendarFixture.instant("2018-12-01T00:00:00Z").milliseconds
        let end = try CalendarFixture.instant("2029-02-01T00:00:00Z").milliseconds
        let halfHours = stride(from: start, to: end, by: Int64.Stride(1_800_000))
        let held = halfHours.map { (moment: Int64) in Instant(milliseconds: moment) }.filter { moment in
            let wall = CalendarFixture.london.local(moment)
            return wall.time.hourAndMinute == "09:30" && wall.date.weekday != .saturday && wall.date.weekday != .sunday
                && CalendarFixture.dundee.names[wall.date] == nil
        }
        var past = 0
        var now = try CalendarFixture.instant("2019-01-01T00:00:00Z")
        let last = try CalendarFixture.instant("2029-01-01T00:00:00Z")
        var hours = 0
        while now < last {
            while held[past] < now { past += 1 }
            let next = held[past] == now ? held[past + 1] : held[past]
            if calendar.nextHuddle(after: now) != next || calendar.previousHuddle(before: now) != held[past - 1] {
                Issue.record("wrong at \(CalendarFixture.london.iso8601(now))")
                return
            }
            hours += 1
            now = now + .minutes(hours.isMultiple(of: 2) ? 30 : 90)
        }
        #expect(hours == 87_672)
    }

    @Test func anExtraHuddleIsHeldOnAHoliday() throws {
        let monday = try CalendarFixture.date("2021-04-05")
        let called = calendar.calling(CivilDateTime(date: monday, time: try CalendarFixture.time("14:00")))
        #expect(!calendar.isHuddleDay(monday))
        #expect(called.isHuddleDay(monday))
        let extra = try CalendarFixture.instant("2021-04-05T14:00:00+01:00")
        #expect(called.nextHuddle(after: try CalendarFixture.instant("2021-04-02T09:30:00+01:00")) == extra)
        #expect(called.previousHuddle(before: try CalendarFixture.instant("2021-04-06T09:30:00+01:00")) == extra)
        let twice = called.calling(CivilDateTime(date: monday.adding(days: 1), time: try CalendarFixture.time("09:30")))
        #expect(twice.huddles(on: monday.adding(days: 1)).count == 1)
    }

    @Test func aYearNobodyKnowsIsToldAndHasHuddlesOnItsHolidays() throws {
        let before = try CalendarFixture.instant("2030-12-31T12:00:00Z")
        #expect(calendar.nextHuddle(after: before) == (try CalendarFixture.instant("2031-01-01T09:30:00Z")))
        #expect(calendar.holidayGaps(from: before, through: before + .days(2)).map(\.year) == [2031])
        #expect(calendar.holidayGaps(from: before, through: before).isEmpty)
    }
}
