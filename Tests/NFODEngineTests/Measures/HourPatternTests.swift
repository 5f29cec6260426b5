import NFODEngine
import Testing

/// Overdoses that happen at some hours of the week more than at others, against a walk through the year by minutes.
@Suite struct HourPatternTests {
    private let year: Range<Instant>
    private let plan: CoverPlan

    init() throws {
        year = try CalendarFixture.instant("2027-01-01T00:00:00Z")..<CalendarFixture.instant("2028-01-01T00:00:00Z")
        let huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        plan = CoverPlan(
            name: "as configured", feed: .nextDay(try CalendarFixture.time("07:00")), looks: [huddles],
            contactWithin: .hours(72))
    }

    private func pattern(_ counts: [Weekday: [Int: Int64]]) throws -> HourPattern { try #require(HourPattern(counts)) }

    @Test func nothingAtAllIsNoPattern() {
        #expect(HourPattern([:]) == nil)
        #expect(HourPattern([.monday: [3: 0]]) == nil)
        #expect(HourPattern([.monday: [3: -1, 4: 5]]) == nil)
        #expect(HourPattern([.monday: [3: 1_000_001]]) == nil)
    }

    @Test func equalHoursAreTheEvenSpread() throws {
        let all = Dictionary(uniqueKeysWithValues: (0..<24).map { ($0, Int64(7)) })
        let equal = try pattern(Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, all) }))
        #expect(FirstLook(of: plan, in: year, pattern: equal) == FirstLook(of: plan, in: year))
    }

    @Test func theShareIsThatOfAWalkThroughTheYearByMinutes() throws {
        let counts: [Weekday: [Int: Int64]] = [
            .friday: [21: 9, 22: 14, 23: 11], .saturday: [0: 12, 1: 8, 20: 3], .sunday: [1: 5, 12: 1],
            .tuesday: [9: 2], .thursday: [0: 1],
        ]
        let look = FirstLook(of: plan, in: year, pattern: try pattern(counts))
        for hours in [24, 48, 60, 72] as [Int64] {
            var (late, all) = (Int64(0), Int64(0))
            for minute in 0..<Int64(365 * 24 * 60) {
                let overdose = year.lowerBound + .minutes(minute)
                let local = CalendarFixture.london.local(overdose)
                guard let weight = counts[local.date.weekday]?[local.time.hour] else { continue }
                all += weight
                let told = plan.feed.toldAt(overdose, in: CalendarFixture.london)
                if plan.looks[0].nextHuddle(after: told) - overdose > .hours(hours) { late += weight }
            }
            let expected = Double(late) / Double(all)
            #expect(abs(look.share(waitingOver: .hours(hours)) - expected) < 0.000_1, "over \(hours) h")
        }
    }

    @Test(arguments: OverdoseSpread.allCases)
    func overdosesLieInTheHoursThatHaveAnyAndAsOften(spread: OverdoseSpread) throws {
        var numbers = SeededNumbers(seed: 5)
        let friday = try pattern([.friday: [22: 3], .saturday: [1: 1]])
        let overdoses = spread.overdoses(
            4_000, in: year, pattern: friday, zone: CalendarFixture.london, numbers: &numbers)
        #expect(overdoses.count == 4_000 && overdoses == overdoses.sorted())
        let places = overdoses.map { CalendarFixture.london.local($0) }.map {
            "\($0.date.weekday.rawValue) \($0.time.hour)"
        }
        #expect(Set(places) == ["friday 22", "saturday 1"])
        let fridays = places.count { $0 == "friday 22" }
        #expect((2_850...3_150).contains(fridays), "\(fridays)")
    }

    @Test func anHourThatAClockChangeTakesAwayHasNone() throws {
        var numbers = SeededNumbers(seed: 5)
        let gone = try pattern([.sunday: [1: 1]])
        let night =
            try CalendarFixture.instant("2027-03-28T00:00:00Z")..<CalendarFixture.instant("2027-03-28T06:00:00Z")
        let overdoses = OverdoseSpread.even.overdoses(
            5, in: night, pattern: gone, zone: CalendarFixture.london, numbers: &numbers)
        #expect(overdoses == [])
    }
}
