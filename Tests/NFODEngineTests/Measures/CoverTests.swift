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

    /// The oracle goes through the year minute by minute and looks at the wall for each.
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
            moment = moment + .minutes(7)
        }
        for (span, number) in over {
            #expect(abs(exact.share(waitingOver: span) - Double(number) / Double(count)) < 0.000_05)
        }
    }

    /// Domain brief, section 7, to the tenth of a per cent and the half hour it gives.
    @Test(arguments: [
        (false, [221, 150, 78], 26.5...27.0, 68.0...68.5, Span.minutes(7_770)),
        (true, [76, 17, 9], 23.5...24.0, 43.5...44.5, .minutes(6_330)),
    ])
    func theNextDayFeedOf2027(
        saturdays: Bool, over: [Int], median: ClosedRange<Double>, ninetieth: ClosedRange<Double>, worst: Span
    ) throws {
        var plan = plan(.nextDay(seven))
        if saturdays {
            plan.looks.append(
                HuddleCalendar(
                    weekdays: [.saturday], time: huddles.time, holidays: huddles.holidays, zone: huddles.zone))
        }
        let look = FirstLook(of: plan, in: year)
        let shares = [48, 60, 72].map { Int((look.share(waitingOver: .hours($0)) * 1_000).rounded()) }
        #expect(shares == over)
        #expect(median.contains(look.wait(notExceededBy: 0.5).hours))
        #expect(ninetieth.contains(look.wait(notExceededBy: 0.9).hours))
        #expect(look.longest == worst)
    }

    @Test func whatIsToldAtOnceWaitsForHolidaysAlone() {
        let look = FirstLook(of: plan(.atOnce), in: year)
        let shares = [48, 60, 72].map { Int((look.share(waitingOver: .hours($0)) * 1_000).rounded()) }
        #expect(shares == [164, 93, 22])
    }

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
        #expect(run.share(reachedWithin: .hours(48)) == 4.0 / 6)
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
        let overdoses = OverdoseSpread.random.overdoses(300, in: year, numbers: &numbers)
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
        let overdoses = OverdoseSpread.even.overdoses(365, in: year, numbers: &numbers)
        #expect(overdoses.first == year.lowerBound + .hours(12))
        #expect(zip(overdoses, overdoses.dropFirst()).allSatisfy { $1 - $0 == .hours(24) })
    }
}
