import Testing

@testable import NFODEngine

/// The goals beside the 72 hours. The overdose of a scenario is on Monday 1 March 2021 at 09:00.
@Suite struct ResponseGoalTests {
    private static let start = CaseScenario.overdose

    private static func team() throws -> Team { try TeamFixture.team([TeamFixture.worker("w-1")]) }

    private static func goals(_ scenario: CaseScenario) throws -> [ResponseGoal] {
        try #require(scenario.state).goals(policy: CasePolicy(), team: try team())
    }

    private static func assign(_ worker: String, at now: Instant) -> CaseCommand {
        .assign(
            .init(
                worker: WorkerID(worker), kind: .outreach, acceptBy: now + .hours(1),
                explanation: AssignmentExplanation(basis: .person)))
    }

    private static func contact(at hours: Int64) -> CaseCommand {
        .recordContact(
            Contact(way: .phone, at: start + .hours(hours), by: WorkerID("w-1"), outcome: .wantsSupport),
            ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true))
    }

    @Test func rule4_toldLateHasTheGoalOfADayFromTheNotificationAndKeepsItsDueTime() throws {
        var scenario = CaseScenario.opened(at: 70, facts: CaseScenario.facts(sentAt: Self.start + .hours(69)))
        let goal = try #require(try Self.goals(scenario).first)
        #expect((goal.kind, goal.dueAt) == (.contactAfterNotification, Self.start + .hours(93)))
        #expect(scenario.state?.contactDueAt == Self.start + .hours(72))
        #expect(goal.standing(at: Self.start + .hours(93)) == .running)
        #expect(goal.standing(at: Self.start + .hours(93) + .seconds(1)) == .missed)
        scenario.advance(to: 80)
        scenario.run(Self.contact(at: 79))
        #expect(try Self.goals(scenario).map { $0.standing(at: scenario.now) } == [.met])
    }

    @Test func rule4_toldInTimeHasNoSuchGoal() throws {
        #expect(try Self.goals(CaseScenario.opened(at: 3)).isEmpty)
    }

    /// Friday 18:00 is outside the agency's hours: it counts from Monday 09:00.
    @Test func rule5_oneWorkingDayRunsFromTheFirstAssignmentByTheAgencysCalendar() throws {
        var scenario = CaseScenario.opened(at: 100)
        scenario.sleep(to: 4 * 24 + 9)
        scenario.run(Self.assign("w-1", at: scenario.now))
        let due = Instant(iso8601: "2021-03-09T09:00:00Z")
        #expect(try Self.goals(scenario).map(\.kind) == [.contactAfterNotification, .contactAfterReferral])
        #expect(try Self.goals(scenario).last?.dueAt == due)
        // A hand-over starts no new clock; the referral was the first.
        scenario.sleep(to: 4 * 24 + 48)
        scenario.run(Self.assign("w-2", at: scenario.now))
        #expect(try Self.goals(scenario).last?.dueAt == due)
        scenario.sleep(to: 200)
        scenario.run(Self.contact(at: 199))
        #expect(try Self.goals(scenario).last?.standing(at: scenario.now) == .metLate)
    }

    @Test func rule5_redHasASameDayGoalForTheFirstTryFromWhenItWasKnownToBeRed() throws {
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(.triage(Triage(level: .amber, reasons: [])))
        #expect(try Self.goals(scenario).isEmpty)
        scenario.sleep(to: 26)
        scenario.run(.triage(Triage(level: .red, reasons: [])))
        scenario.sleep(to: 27)
        let goal = try #require(try Self.goals(scenario).first)
        #expect((goal.kind, goal.dueAt) == (.sameDayAttempt, Instant(iso8601: "2021-03-03T00:00:00Z")))
        #expect(goal.standing(at: scenario.now) == .running)
        let attempt = Attempt(way: .phone, at: scenario.now, by: WorkerID("w-1"), outcome: .noAnswer)
        scenario.run(.recordAttempt(attempt))
        #expect(try Self.goals(scenario).map { $0.standing(at: scenario.now) } == [.met])
    }

    @Test func rule5_aResponseThatEndedInAnotherWayHasMissedNothingThatWasStillToCome() throws {
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(.triage(Triage(level: .red, reasons: [])))
        scenario.run(.end(.diedReported, at: scenario.now, byHuddle: false))
        #expect(try Self.goals(scenario).map { $0.standing(at: scenario.now + .days(9)) } == [.ended])
    }
}
