import NFODEngine
import Testing

/// Issue 5: how long overdoses wait, who is reached how soon, at what load.
@Suite struct CoverTests {
    let year: Range<Instant>
    let huddles: HuddleCalendar
    let seven: CivilTime

    init() throws {
        year = try CalendarFixture.instant("2027-01-01T00:00:00Z")..<CalendarFixture.instant("2028-01-01T00:00:00Z")
        huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        seven = try CalendarFixture.time("07:00")
    }

    private func plan(_ feed: FeedPattern, staff: [CoverStaff] = []) -> CoverPlan {
        CoverPlan(name: "x", feed: feed, looks: [huddles], staff: staff, contactWithin: .hours(72))
    }

    /// The oracle goes through the year minute by minute and looks at the wall for each. All that changes anything
    /// changes on a minute, so the two agree exactly.
    @Test(arguments: [FeedPattern.atOnce, .nextDay(.midnight)])
    func everyMinuteAgreesWithANaiveOracle(feed: FeedPattern) throws {
        let exact = FirstLook(of: plan(feed), in: year)
        var looks: [Instant] = []
        var midnights: [Instant] = []
        for minute in 0..<Int64(400 * 1_440) {
            let moment = year.lowerBound + .minutes(minute)
            let wall = CalendarFixture.london.local(moment)
            if wall.time == .midnight { midnights.append(moment) }
            if wall.time.hourAndMinute == "09:30", wall.date.weekday != .saturday, wall.date.weekday != .sunday,
                CalendarFixture.dundee.names[wall.date] == nil
            {
                looks.append(moment)
            }
        }
        var over = [Span.hours(24): 0, .hours(48): 0, .hours(60): 0, .hours(72): 0]
        var count = 0
        var moment = year.lowerBound
        var (next, day) = (0, 0)
        while moment < year.upperBound {
            if midnights[day] <= moment { day += 1 }
            let told = feed == .atOnce ? moment : midnights[day]
            while looks[next] <= told { next += 1 }
            for span in over.keys where looks[next] - moment > span { over[span, default: 0] += 1 }
            count += 1
            moment = moment + .minutes(1)
        }
        for (span, number) in over {
            #expect(abs(exact.share(waitingOver: span) - Double(number) / Double(count)) < 0.000_000_1)
        }
    }

    /// One arrangement of the table in the domain brief, section 7, and the figures that stand there.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var isToldNextDay = false
        var holidays = Kept.dundee
        var days = CalendarFixture.weekdays
        var alsoOn: Set<Weekday> = []
        /// Per mille of the overdoses that wait over 48, 60 and 72 hours.
        let over: [Int]
        /// Median, ninetieth centile, longest, in half hours.
        var waits: [Int]?

        enum Kept: Sendable { case none, dundee, dundeeAndScotland }
    }

    static let table = [
        Row(testDescription: "at once, no holidays", holidays: .none, over: [144, 73, 0]),
        Row(testDescription: "at once, Dundee's holidays", over: [164, 93, 22]),
        Row(testDescription: "at once, bank holidays also kept", holidays: .dundeeAndScotland, over: [173, 101, 30]),
        Row(
            testDescription: "next-day feed, Dundee's holidays", isToldNextDay: true, over: [221, 150, 78],
            waits: [54, 137, 259]),
        Row(
            testDescription: "the same with a Saturday look", isToldNextDay: true, alsoOn: [.saturday],
            over: [76, 17, 9], waits: [48, 88, 211]),
        Row(
            testDescription: "the same every day", isToldNextDay: true, holidays: .none, days: Set(Weekday.allCases),
            over: [0, 0, 0], waits: [43, 62, 69]),
    ]

    /// To the tenth of a per cent, and to the half hour.
    @Test(arguments: CoverTests.table)
    func theTableOf2027(row: Row) throws {
        var plan = plan(row.isToldNextDay ? .nextDay(seven) : .atOnce)
        let scotland = try CalendarFixture.scotland()
        let holidays =
            switch row.holidays {
            case .none: HolidayCalendar(id: CalendarFixture.dundee.id, names: [:], knownYears: [2_027, 2_028])
            case .dundee: CalendarFixture.dundee
            case .dundeeAndScotland: CalendarFixture.dundee.changed(adding: scotland.names, removing: [])
            }
        plan.looks = [row.days, row.alsoOn].filter { !$0.isEmpty }.map { days in
            HuddleCalendar(weekdays: days, time: huddles.usualTime, holidays: holidays, zone: huddles.zone)
        }
        let look = FirstLook(of: plan, in: year)
        #expect([48, 60, 72].map { CoverTests.perMille(look.share(waitingOver: .hours($0))) } == row.over)
        guard let waits = row.waits else { return }
        let found = [look.wait(notExceededBy: 0.5), look.wait(notExceededBy: 0.9), look.longest]
        #expect(found.map { Int(($0.hours * 2).rounded()) } == waits)
    }

    private static func perMille(_ share: Double) -> Int { Int((share * 1_000).rounded()) }

    @Test func whoCannotBeReachedInOneShiftWaitsForTheNext() throws {
        let shift = try ["2027-03-01", "2027-03-02"].map { day in
            try CalendarFixture.hours("09:00", "12:30")
                .stretch(from: try CalendarFixture.date(day), in: CalendarFixture.london)
        }
        let staff = [CoverStaff(name: "one", shifts: shift), CoverStaff(name: "two", shifts: [shift[1]])]
        let overdoses = try [
            "2027-02-27T10:00:00Z", "2027-02-28T10:00:00Z", "2027-02-28T11:00:00Z", "2027-02-28T12:00:00Z",
            "2027-02-28T13:00:00Z", "2027-03-01T09:00:00Z",
        ].map(CalendarFixture.instant)
        let how = CoverRun.Visits(length: .minutes(90), reachedPerTry: 100, againAfter: .hours(24))
        var numbers = SeededNumbers(seed: 1)
        let run = CoverRun(overdoses, plan: plan(.nextDay(seven), staff: staff), visits: how, numbers: &numbers)
        let reached = run.outcomes.map { $0.reachedAt.map(CalendarFixture.london.iso8601) ?? "never" }
        #expect(
            reached == [
                // Monday: from the huddle on, two fit before 12:30; Tuesday: two of each worker's.
                "2027-03-01T11:00:00+00:00", "2027-03-01T12:30:00+00:00", "2027-03-02T10:30:00+00:00",
                "2027-03-02T10:30:00+00:00", "2027-03-02T12:00:00+00:00", "2027-03-02T12:00:00+00:00",
            ])
        #expect(run.share(reachedWithin: .hours(24)) == 0)
        // The first of them by an hour not.
        #expect(run.share(reachedWithin: .hours(48)) == 5.0 / 6)
        let loads = run.loads(of: plan(.nextDay(seven), staff: staff), visits: how, in: year)
        #expect(loads.map(\.visits) == [4, 2])
        #expect(loads.map(\.busiestWeek) == [4, 2])
        #expect(loads.map(\.usedPerMille) == [857, 857])
    }

    @Test func whatNoLookWillSeeInTimeGoesOutAsSoonAsItIsTold() throws {
        var plan = plan(.nextDay(seven), staff: [CoverStaff(name: "one", shifts: [year])])
        let how = CoverRun.Visits(length: .minutes(60), reachedPerTry: 100, againAfter: .hours(24))
        var numbers = SeededNumbers(seed: 1)
        let overdose = [try CalendarFixture.instant("2027-12-24T12:00:00Z")]
        let waits = CoverRun(overdose, plan: plan, visits: how, numbers: &numbers)
        #expect(waits.outcomes.map(\.reachedAt) == [try CalendarFixture.instant("2027-12-29T10:30:00Z")])
        plan.dutyTakesUnseen = true
        let goes = CoverRun(overdose, plan: plan, visits: how, numbers: &numbers)
        #expect(goes.outcomes.map(\.reachedAt) == [try CalendarFixture.instant("2027-12-25T08:00:00Z")])
    }

    @Test func triesInVainAreMadeAgainAndSomeAreNeverReached() throws {
        var numbers = SeededNumbers(seed: 7)
        let overdoses = OverdoseSpread.random.overdoses(
            300, in: year, pattern: .even, zone: CalendarFixture.london, numbers: &numbers)
        #expect(overdoses == overdoses.sorted() && overdoses.allSatisfy(year.contains))
        let staff = [CoverStaff(name: "one", shifts: [year])]
        let how = CoverRun.Visits(length: .minutes(90), reachedPerTry: 40, againAfter: .hours(6))
        let run = CoverRun(overdoses, plan: plan(.atOnce, staff: staff), visits: how, numbers: &numbers)
        let tries = run.outcomes.reduce(0) { $0 + $1.tries }
        #expect(tries == run.visits[0].count)
        #expect((600...900).contains(tries), "\(tries)")
        #expect(zip(run.visits[0], run.visits[0].dropFirst()).allSatisfy { $1 - $0 >= .minutes(90) })
        #expect(run.outcomes.allSatisfy { $0.reachedAt.map(year.contains) ?? true })
    }

    @Test func evenOverdosesLieAtOneDistance() {
        var numbers = SeededNumbers(seed: 1)
        let overdoses = OverdoseSpread.even.overdoses(
            365, in: year, pattern: .even, zone: CalendarFixture.london, numbers: &numbers)
        #expect(overdoses.first == year.lowerBound + .hours(12))
        #expect(zip(overdoses, overdoses.dropFirst()).allSatisfy { $1 - $0 == .hours(24) })
    }
}
