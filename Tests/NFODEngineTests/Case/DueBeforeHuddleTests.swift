import Testing

@testable import NFODEngine

/// What no huddle sees in time goes to whoever has it at once (issue 5).
@Suite struct DueBeforeHuddleTests {
    let london = CalendarFixture.london
    let huddles: HuddleCalendar

    init() throws {
        huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
    }

    private func context(_ now: Instant, team: StubTeam = StubTeam(), huddles: HuddleCalendar? = nil) -> CaseContext {
        CaseContext(
            now: now, actor: .machine("intake"), policy: CasePolicy(), ladders: CaseScenario.book,
            huddles: huddles ?? self.huddles, directory: team, zone: london)
    }

    private func opening(_ overdose: Instant, owner: RoleID = .dutyWorker) -> CaseCommand {
        .open(
            .init(
                id: CaseScenario.id, code: CaseCode("K7Q2X9M"), person: nil,
                notification: AttachedNotification(
                    id: NotificationID(1), source: SourceID("ambulance"),
                    facts: CaseScenario.facts(.exact(overdose), sentAt: overdose)),
                owner: .role(owner)))
    }

    private func opened(
        _ overdose: String, told: String, owner: RoleID = .dutyWorker, team: StubTeam = StubTeam()
    ) throws -> (state: CaseState?, events: [CaseEvent], alerts: [Alert], context: CaseContext) {
        let context = context(try CalendarFixture.instant(told), team: team)
        let decided = try CaseDecision.decide(
            opening(try CalendarFixture.instant(overdose), owner: owner), on: nil, in: context)
        var state: CaseState?
        var alerts: [Alert] = []
        for (number, event) in decided.enumerated() {
            let recorded = RecordedEvent(
                event.event, happenedAt: event.happenedAt, knownAt: context.now, actor: context.actor)
            let before = state
            state = CaseState.applying(recorded, to: state, id: CaseScenario.id)
            guard let state else { continue }
            alerts += CaseAlerts.alerts(
                for: recorded, before: before, after: state, streamVersion: number + 1, directory: team, zone: london)
        }
        return (state, decided.map(\.event), alerts, context)
    }

    /// The words at intake, on the night before Christmas and over both clock changes.
    @Test(arguments: [
        ("2026-12-24T12:00:00Z", "2026-12-25T07:00:00Z", "due Sun 12:00, no huddle before then"),
        ("2027-03-25T18:00:00Z", "2027-03-26T10:00:00Z", "due Sun 19:00, no huddle before then"),
        ("2026-10-22T18:00:00+01:00", "2026-10-23T10:00:00+01:00", "due Sun 17:00, no huddle before then"),
        // At the very time of the huddle it is too late for it.
        ("2026-06-05T09:30:00+01:00", "2026-06-05T10:00:00+01:00", "due Mon 09:30, no huddle before then"),
    ])
    func theDutyWorkerIsToldAtOnce(overdose: String, told: String, words: String) throws {
        let opened = try opened(overdose, told: told)
        #expect(opened.alerts.map(\.level) == [words])
        #expect(opened.alerts.map(\.kind) == [.assignment])
        #expect(opened.alerts.map(\.recipient) == [WorkerID("duty-worker-1")])
        #expect(opened.state?.toldDueBeforeHuddle == opened.state?.contactDueAt)
        #expect(opened.state?.told == [WorkerID("duty-worker-1")])
    }

    @Test(arguments: [
        // A minute before the huddle; a huddle comes first; the time is over already (rule 4 begins at the top).
        ("2026-06-05T09:31:00+01:00", "2026-06-05T10:00:00+01:00"),
        ("2026-12-23T12:00:00Z", "2026-12-23T20:00:00Z"), ("2026-12-21T06:00:00Z", "2026-12-24T07:00:00Z"),
    ])
    func nothingIsSaidWhereAHuddleComesFirstOrTheTimeIsOver(overdose: String, told: String) throws {
        let opened = try opened(overdose, told: told)
        #expect(!opened.events.contains { if case .dueBeforeHuddle = $0 { true } else { false } })
        #expect(opened.alerts.isEmpty)
    }

    /// Rule 23: what is not the duty worker's goes to whoever it belongs to.
    @Test func itGoesToTheOneWhoHasIt() throws {
        let opened = try opened("2026-12-24T12:00:00Z", told: "2026-12-25T07:00:00Z", owner: .youngPeopleLead)
        #expect(opened.alerts.map(\.recipient) == [WorkerID("young-people-lead-1")])
    }

    @Test func nobodyOnDutyIsAGap() throws {
        var team = StubTeam()
        team.empty = [.dutyWorker]
        let opened = try opened("2026-12-24T12:00:00Z", told: "2026-12-25T07:00:00Z", team: team)
        #expect(opened.alerts.map(\.kind) == [.alarm])
        #expect(opened.alerts.map(\.recipient) == [WorkerID("coordinator-1")])
        let said = try #require(opened.events.last)
        let state = try #require(opened.state)
        #expect(CaseAlerts.gap(in: said, ladders: CaseScenario.book, of: state) == [.owner])
    }

    @Test func aDueTimeThatMovesEarlierIsToldOnceMoreAndOnlyOnce() throws {
        // Told on Friday evening: due on Monday evening, after the huddle.
        var (state, events, _, _) = try opened("2026-06-05T18:00:00+01:00", told: "2026-06-05T20:00:00+01:00")
        #expect(events.count == 1)
        let later = context(try CalendarFixture.instant("2026-06-06T10:00:00+01:00"))
        let earlier = AttachedNotification(
            id: NotificationID(2), source: SourceID("police"),
            facts: CaseScenario.facts(
                .exact(try CalendarFixture.instant("2026-06-05T08:00:00+01:00")), sentAt: later.now))
        for (command, isTold) in [(CaseCommand.attach(earlier), true), (.lookAhead, false)] {
            let decided = try CaseDecision.decide(command, on: state, in: later)
            #expect(decided.contains { if case .dueBeforeHuddle = $0.event { true } else { false } } == isTold)
            for event in decided {
                let recorded = RecordedEvent(
                    event.event, happenedAt: event.happenedAt, knownAt: later.now, actor: later.actor)
                state = CaseState.applying(recorded, to: state, id: CaseScenario.id)
            }
        }
    }

    @Test func aHuddleThatIsCalledOffLeavesItToTheDutyWorker() throws {
        let called = huddles.calling(
            CivilDateTime(
                date: try CalendarFixture.date("2026-12-26"), time: try CalendarFixture.time("10:00")))
        let now = try CalendarFixture.instant("2026-12-25T07:00:00Z")
        let decided = try CaseDecision.decide(
            opening(try CalendarFixture.instant("2026-12-24T12:00:00Z")), on: nil, in: context(now, huddles: called))
        #expect(decided.count == 1)
        let state = CaseState.folding(
            CaseScenario.id,
            decided.map { RecordedEvent($0.event, happenedAt: $0.happenedAt, knownAt: now, actor: .machine("x")) })
        #expect(try CaseDecision.decide(.lookAhead, on: state, in: context(now, huddles: called)).isEmpty)
        #expect(try CaseDecision.decide(.lookAhead, on: state, in: context(now + .hours(1))).count == 1)
    }

    @Test func anOldListTellsNobody() throws {
        let now = try CalendarFixture.instant("2026-12-25T07:00:00Z")
        let quiet = CaseContext(
            now: now, actor: .machine("intake"), policy: CasePolicy(), ladders: CaseScenario.book, huddles: huddles,
            directory: StubTeam(), zone: london, isHistory: true)
        let overdose = try CalendarFixture.instant("2026-12-24T12:00:00Z")
        #expect(try CaseDecision.decide(opening(overdose), on: nil, in: quiet).count == 1)
    }
}

/// On a Monday with ten, a decision that is minuted (issue 5).
@Suite struct NotTodayTests {
    private func decision(_ scenario: CaseScenario, hours: Int64) -> NotTodayDecided {
        NotTodayDecided(
            instead: .phone, worker: WorkerID("duty-worker-1"), nextLookAt: scenario.now + .hours(hours), note: nil)
    }

    @Test func itStandsUntilSomebodyHasTriedAndTheLadderGoesOn() {
        var scenario = CaseScenario.opened(at: 3)
        let before = scenario.state?.ladder
        #expect(scenario.run(.notToday(decision(scenario, hours: 1))) == nil)
        #expect(scenario.state?.notToday?.decision.instead == .phone)
        #expect(scenario.state?.notToday?.at == scenario.now)
        #expect(scenario.reasons.last == "phone")
        #expect(scenario.state?.ladder == before)
        _ = scenario.run(
            .recordAttempt(
                Attempt(way: .phone, at: scenario.now, by: WorkerID("duty-worker-1"), outcome: .noAnswer)))
        #expect(scenario.state?.notToday == nil)
    }

    @Test func itIsAPersonsAndLooksAgainAtTheNextHuddleAtTheLatest() {
        var scenario = CaseScenario.opened(at: 3)
        let latest = scenario.huddles.nextHuddle(after: scenario.now)
        #expect(scenario.run(.notToday(decision(scenario, hours: 500))) == .nextLookTooLate(latest: latest))
        #expect(scenario.run(.notToday(decision(scenario, hours: 0))) == .nextLookPassed)
        #expect(scenario.run(.notToday(decision(scenario, hours: 1)), by: .machine("scheduler")) == .ruleNeedsPerson)
        let gone = decision(scenario, hours: 1)
        scenario.team.disabled = [gone.worker]
        #expect(scenario.run(.notToday(gone)) == .workerUnknown(gone.worker))
    }
}
