import NFODEngine
import Testing

/// Levels that have gone out already and go out anew: each passes on, and is followed, as if it were the first time
/// (rules 28 to 30, 32).
@Suite struct LadderAnewTests {
    private static func ladder(_ manager: LadderPolicy.Start) -> LadderPolicy {
        LadderPolicy(
            hash: PolicyHash("anew"), name: "adult",
            levels: [
                .init(name: "owner", start: .init(.overdose, .zero), audience: [.owner], isLast: false),
                .init(
                    name: "coordinator", start: .init(.contactDue, -.hours(12)), audience: [.role(.coordinator)],
                    isLast: false),
                .init(name: "manager", start: manager, audience: [.role(RoleID("duty-manager"))], isLast: true),
            ],
            acknowledgementHolds: .hours(4), lastLevelRepeatsEvery: .hours(8), lastLevelRepeatsFor: .hours(24))
    }

    /// Told three hours after the overdose, nobody holding the duty that owns it.
    private func scenario(_ manager: LadderPolicy.Start, empty: Set<RoleID> = [.dutyWorker]) -> CaseScenario {
        var scenario = CaseScenario()
        scenario.ladder = Self.ladder(manager)
        scenario.team = StubTeam(empty: empty)
        scenario.now = CaseScenario.overdose + .hours(3)
        let opening = CaseCommand.Opening(
            id: CaseScenario.id, code: CaseCode("K7Q2X9"), person: nil,
            notification: CaseScenario.notification(1, CaseScenario.facts()), owner: .role(.dutyWorker))
        scenario.run(.open(opening), by: .machine("intake"))
        scenario.fireWhatIsDue()
        return scenario
    }

    /// Nobody can be told of the latest firing of this level.
    private func untold(_ scenario: inout CaseScenario, _ level: String) {
        let latest = scenario.alerts.last { $0.level == level }?.at
        for alert in scenario.alerts where alert.level == level && alert.at == latest {
            let notTold = AlertNotTold(
                alert: alert.id, recipient: alert.recipient, channel: alert.channel, outcome: "refused")
            scenario.run(.markNotTold(notTold), by: .machine("dispatcher"))
        }
        scenario.fireWhatIsDue()
    }

    @Test func rule29_aLevelThatFindsNobodyAtItsOwnInstantPassesOnThoughTheNextWentOutBefore() {
        var scenario = scenario(.init(.contactDue, .zero), empty: [.dutyWorker, .coordinator])
        #expect(scenario.firings == ["3h owner #1 -> ", "3h coordinator #1 -> ", "3h manager #1 -> duty-manager-1"])
        scenario.advance(to: 60)
        #expect(
            scenario.firings.suffix(2) == ["60h coordinator #2 -> ", "60h manager #4 -> duty-manager-1"],
            "\(scenario.firings)")
        scenario.advance(to: 73)
        // Early again, it repeats, and goes out at its own instant all the same.
        #expect(scenario.firings.suffix(1) == ["72h manager #6 -> duty-manager-1"], "\(scenario.firings)")
    }

    @Test func rule32_aLevelNobodyIsToldOfPassesOnThoughTheNextWentOutBefore() {
        var scenario = scenario(.init(.contactDue, .zero))
        untold(&scenario, "coordinator")
        #expect(scenario.firings.last == "3h manager #1 -> duty-manager-1")
        scenario.advance(to: 60)
        #expect(scenario.firings.last == "60h coordinator #2 -> coordinator-1")
        scenario.now = scenario.now + .minutes(10)
        untold(&scenario, "coordinator")
        #expect(scenario.firings.last == "60h10 manager #4 -> duty-manager-1", "\(scenario.firings)")
    }

    @Test func rule28_aRelativeLastLevelFollowsTheLevelBeforeEachTimeItBegins() {
        var scenario = scenario(.init(.levelBefore, .hours(4)))
        scenario.advance(to: 40)
        #expect(
            scenario.firings == [
                "3h owner #1 -> ", "3h coordinator #1 -> coordinator-1", "7h manager #1 -> duty-manager-1",
                "15h manager #2 -> duty-manager-1", "23h manager #3 -> duty-manager-1",
            ])
        scenario.advance(to: 100)
        #expect(
            scenario.firings.dropFirst(5) == [
                "60h coordinator #2 -> coordinator-1", "64h manager #4 -> duty-manager-1",
                "72h manager #5 -> duty-manager-1", "80h manager #6 -> duty-manager-1",
            ], "\(scenario.firings)")
        #expect(scenario.state?.digestFrom(scenario.context()) != nil)
    }

    @Test func anAcknowledgementHoldsTheRelativeOneEachTime() {
        var scenario = scenario(.init(.levelBefore, .hours(4)))
        scenario.advance(to: 62)
        scenario.run(.acknowledge(WorkerID("coordinator-1")))
        scenario.advance(to: 67)
        #expect(scenario.firings.last == "66h manager #4 -> duty-manager-1", "\(scenario.firings)")
    }
}
