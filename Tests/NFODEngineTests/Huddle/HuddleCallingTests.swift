import NFODEngine
import Testing

/// One more huddle on one day (issue 5).
@Suite struct HuddleCallingTests {
    let huddles: HuddleCalendar
    /// Thursday 24 December 2026, 09:00: after it the calendar has nothing before Tuesday.
    let now: Instant

    init() throws {
        huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        now = try CalendarFixture.instant("2026-12-24T09:00:00Z")
    }

    private func wall(_ date: String, _ time: String) throws -> CivilDateTime {
        CivilDateTime(date: try CalendarFixture.date(date), time: try CalendarFixture.time(time))
    }

    @Test(arguments: [
        ("2026-12-28", "10:00", nil), ("2026-12-27", "09:30", nil), ("2026-12-24", "14:00", nil),
        ("2026-12-24", "09:00", "huddleInThePast"), ("2026-12-23", "14:00", "huddleInThePast"),
        ("2026-12-24", "09:30", "huddleAlreadyPlanned"), ("2026-12-29", "09:30", "huddleAlreadyPlanned"),
        ("2027-03-26", "14:00", nil), ("2027-03-27", "14:00", "huddleTooFarAhead"),
    ])
    func whatMayBeCalled(date: String, time: String, refusal: String?) throws {
        let at = try wall(date, time)
        let outcome = Result { () throws(HuddleRefusal) in
            try huddles.decideCalling(at, why: .manyWaiting, now: now)
        }
        switch outcome {
        case .success(let called):
            #expect(refusal == nil)
            #expect(called == HuddleCalled(at: CalendarFixture.london.instant(at), why: .manyWaiting))
        case .failure(let error): #expect(error.code == refusal)
        }
    }

    @Test func onlyWhatWasCalledIsCalledOffAndOnlyBeforeIt() throws {
        let monday = try wall("2026-12-28", "10:00")
        let called: Set = [CalendarFixture.london.instant(monday), try CalendarFixture.instant("2026-12-23T10:00:00Z")]
        #expect(
            try huddles.decideCallingOff(monday, called: called, now: now)
                == HuddleCalledOff(at: CalendarFixture.london.instant(monday)))
        #expect(throws: HuddleRefusal.notCalled) {
            try huddles.decideCallingOff(try wall("2026-12-29", "09:30"), called: called, now: now)
        }
        #expect(throws: HuddleRefusal.inThePast) {
            try huddles.decideCallingOff(try wall("2026-12-23", "10:00"), called: called, now: now)
        }
    }

    @Test func thePlanSaysWhatIsHeldAndWhyADayHasNone() throws {
        let extra = try wall("2026-12-26", "11:00")
        let configured = huddles.calling(extra)
        let monday = try wall("2026-12-28", "10:00")
        let at = CalendarFixture.london.instant(monday)
        let plan = HuddlePlan(
            configured.calling(monday), configured: configured, called: [at: .longGap], from: now, days: 6)
        #expect(
            plan.text == """
                Thu 24 Dec 2026 09:30
                Fri 25 Dec 2026 no huddle: Christmas Day
                Sat 26 Dec 2026 11:00 (extra)
                Mon 28 Dec 2026 10:00 (called: a long gap)
                Tue 29 Dec 2026 09:30
                """)
        #expect(plan.json.compact.contains(#""closed":[{"date":"2026-12-25","name":"Christmas Day"}]"#))
        #expect(plan.json.compact.contains(#"{"at":"2026-12-28T10:00:00+00:00","origin":"called","why":"longGap"}"#))
    }

    @Test func aYearNobodyKnowsIsWarnedOf() throws {
        let late = try CalendarFixture.instant("2030-12-30T12:00:00Z")
        let plan = HuddlePlan(huddles, configured: huddles, called: [:], from: late, days: 5)
        #expect(plan.gaps.map(\.year) == [2_031])
        #expect(plan.text.contains("Wed 1 Jan 2031 09:30"))
        #expect(plan.text.hasSuffix(plan.gaps[0].message))
    }

    @Test func theUsualTimeIsThatOfMostDays() throws {
        let (half, three) = (try CalendarFixture.time("09:30"), try CalendarFixture.time("15:00"))
        let mixed = HuddleCalendar(
            times: [.monday: [half], .friday: [half, three], .saturday: [three], .tuesday: []],
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        #expect(mixed.usualTime == half)
        #expect(mixed.weekdays == [.monday, .friday, .saturday])
    }

    /// Somebody who knows of it on Saturday has until the end of the first working day after Sunday.
    @Test func anExtraHuddleMakesNoWorkingDay() throws {
        let saturday = try CalendarFixture.instant("2026-12-26T12:00:00Z")
        let called = huddles.calling(try wall("2026-12-28", "10:00"))
        #expect(called.oneWorkingDay(after: saturday) == huddles.oneWorkingDay(after: saturday))
    }
}
