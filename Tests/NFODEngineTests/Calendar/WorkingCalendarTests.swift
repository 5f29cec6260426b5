import NFODEngine
import Testing

@Suite struct WorkingCalendarTests {
    let office: WorkingCalendar
    let roundTheClock: WorkingCalendar
    let night: WorkingCalendar

    init() throws {
        func calendar(_ days: Set<Weekday>, _ hours: LocalHours) -> WorkingCalendar {
            WorkingCalendar(
                weekdays: days, hours: hours, holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        }
        office = calendar(CalendarFixture.weekdays, try CalendarFixture.hours("09:00", "17:00"))
        roundTheClock = calendar(Set(Weekday.allCases), .wholeDay)
        night = calendar(CalendarFixture.weekdays, try CalendarFixture.hours("22:00", "06:00"))
    }

    /// Rule 5, the softer clock.
    @Test(arguments: [
        ("2027-06-07T14:00:00+01:00", "2027-06-08T14:00:00+01:00"),
        ("2027-06-07T09:00:00+01:00", "2027-06-08T09:00:00+01:00"),
        ("2027-06-07T05:00:00+01:00", "2027-06-08T09:00:00+01:00"),
        ("2027-06-07T17:00:00+01:00", "2027-06-09T09:00:00+01:00"),
        ("2027-06-11T16:59:00+01:00", "2027-06-14T16:59:00+01:00"),
        ("2027-06-11T18:00:00+01:00", "2027-06-15T09:00:00+01:00"),
        ("2027-06-12T12:00:00+01:00", "2027-06-15T09:00:00+01:00"),
        // Friday before the spring holiday, and Christmas with its days in lieu.
        ("2027-04-02T10:00:00+01:00", "2027-04-06T10:00:00+01:00"),
        ("2027-12-24T10:00:00Z", "2027-12-29T10:00:00Z"),
        // Over a clock change the wall shows the same time.
        ("2027-03-26T10:00:00Z", "2027-03-29T10:00:00+01:00"),
    ])
    func oneWorkingDay(referral: String, due: String) throws {
        let expected = try CalendarFixture.instant(due)
        #expect(office.oneWorkingDay(after: try CalendarFixture.instant(referral)) == expected)
    }

    @Test func oneWorkingDayOfAgenciesWithOtherHours() throws {
        let saturday = try CalendarFixture.instant("2027-06-12T03:00:00+01:00")
        #expect(roundTheClock.oneWorkingDay(after: saturday) == saturday + .hours(24))
        // 03:00 on Saturday is still Friday's night; the next one begins on Monday.
        #expect(night.oneWorkingDay(after: saturday) == (try CalendarFixture.instant("2027-06-15T03:00:00+01:00")))
    }

    /// From the moment a referral counts as received, exactly one day's working hours pass.
    @Test func oneWorkingDayHoldsOneDayOfWorkingTime() throws {
        var now = try CalendarFixture.instant("2027-01-01T00:00:00Z")
        while now < (try CalendarFixture.instant("2028-01-01T00:00:00Z")) {
            let due = office.oneWorkingDay(after: now)
            #expect(office.workingTime(between: now, and: due) == .hours(8))
            now = now + .minutes(47)
        }
    }

    /// The oracle looks at the wall every quarter of an hour.
    @Test func workingTimeAgreesWithANaiveOracle() throws {
        let start = try CalendarFixture.instant("2027-03-20T00:00:00Z")
        for offset in 0..<40 {
            let from = start + .minutes(Int64(offset) * 15 * 7)
            let to = from + .hours(Int64(offset) * 9 + 100)
            var counted = Span.zero
            var moment = from
            while moment < to {
                let wall = CalendarFixture.london.local(moment)
                if CalendarFixture.weekdays.contains(wall.date.weekday), !CalendarFixture.dundee.isHoliday(wall.date),
                    (9..<17).contains(wall.time.hour)
                {
                    counted = counted + .minutes(15)
                }
                moment = moment + .minutes(15)
            }
            #expect(office.workingTime(between: from, and: to) == counted)
        }
        #expect(office.workingTime(between: start + .hours(90), and: start) == .zero)
    }

    @Test(arguments: [
        // Night of the spring change has 7 hours, of the autumn change 9; a stretch inside the skipped hour is empty.
        ("2027-03-27", "22:00", "06:00", 420), ("2027-10-30", "22:00", "06:00", 540),
        ("2027-03-28", "00:00", "00:00", 1_380), ("2027-03-28", "01:30", "02:00", 0),
        ("2027-06-01", "17:00", "00:00", 420),
    ])
    func localHoursAcrossClockChanges(date: String, from: String, to: String, minutes: Int) throws {
        let stretch = try CalendarFixture.hours(from, to)
            .stretch(from: try CalendarFixture.date(date), in: CalendarFixture.london)
        #expect(stretch.upperBound - stretch.lowerBound == .minutes(Int64(minutes)))
    }
}
