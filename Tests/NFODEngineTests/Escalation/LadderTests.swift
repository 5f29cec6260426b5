import Testing

@testable import NFODEngine

@Suite struct LadderTests {
    let worker = WorkerID("w-1")

    @Test func rule28_levelsFireOnceInOrderAtTheirInstants() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 71)
        #expect(
            scenario.firings == [
                "3h owner #1 -> duty-worker-1", "11h owner again #1 -> duty-worker-1",
                "48h coordinator #1 -> coordinator-1", "68h manager #1 -> duty-manager-1",
                "70h manager #2 -> duty-manager-1",
            ])
    }

    @Test func rule28_afterDowntimeEverythingDueFiresOnceOldestFirst() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.sleep(to: 69)
        scenario.fireWhatIsDue()
        #expect(
            scenario.firings == [
                "3h owner #1 -> duty-worker-1", "69h owner again #1 -> duty-worker-1",
                "69h coordinator #1 -> coordinator-1", "69h manager #1 -> duty-manager-1",
            ])
    }

    @Test func rule28_aLevelThatFiredAlreadyAnswersWithNothing() throws {
        let scenario = CaseScenario.opened(at: 3)
        let firing = LadderState.Firing(
            level: 0, occurrence: 1, at: CaseScenario.overdose + .hours(3), begins: true)
        let again = try CaseDecision.decide(.fireLevel(firing), on: scenario.state, in: scenario.context())
        #expect(again.isEmpty)
    }

    @Test func rule4_toldLateStartsAtTheHighestLevelDueAndMarksTheOthers() {
        var scenario = CaseScenario.opened(at: 80)
        #expect(scenario.state?.toldLate == .timeOver)
        #expect(scenario.story == ["caseOpened", "levelsSkipped"])
        scenario.advance(to: 82)
        #expect(scenario.firings == ["80h manager #1 -> duty-manager-1", "82h manager #2 -> duty-manager-1"])
    }

    @Test func rule4_shortNoticeSkipsOnlyWhatIsBelowTheHighestDue() {
        var scenario = CaseScenario.opened(at: 61)
        #expect(scenario.state?.toldLate == .shortNotice)
        scenario.advance(to: 69)
        #expect(scenario.firings == ["61h coordinator #1 -> coordinator-1", "68h manager #1 -> duty-manager-1"])
    }

    @Test func rule29_nobodyOnDutyFiresTheNextLevelAtOnceAndIsAlarmed() {
        var team = StubTeam()
        team.empty = [.dutyWorker]
        let scenario = CaseScenario.opened(at: 3, team: team)
        #expect(
            scenario.firings == ["3h owner #1 -> ", "3h owner again #1 -> ", "3h coordinator #1 -> coordinator-1"])
        #expect(
            scenario.told(.alarm) == [
                "3h nobody on duty for: owner -> coordinator-1", "3h nobody on duty for: owner again -> coordinator-1",
            ])
    }

    @Test func rule29_anAbsoluteLevelThatFiredEarlyFiresAgainAtItsOwnInstant() {
        var scenario = CaseScenario.opened(at: 3, team: StubTeam(empty: [.dutyWorker]))
        scenario.advance(to: 50)
        #expect(
            scenario.firings.suffix(2) == ["3h coordinator #1 -> coordinator-1", "48h coordinator #2 -> coordinator-1"])
    }

    /// The alerts of the latest firing of a level, as the dispatcher knows them.
    private func untold(_ scenario: inout CaseScenario, _ level: String) {
        let latest = scenario.alerts.last { $0.level == level }
        for alert in scenario.alerts where alert.level == level && alert.at == latest?.at {
            let notTold = AlertNotTold(
                alert: alert.id, recipient: alert.recipient, channel: alert.channel, outcome: "refused")
            scenario.run(.markNotTold(notTold), by: .machine("dispatcher"))
        }
    }

    @Test func rule32_aLevelThatNobodyWasToldOfIsUnreachedAndTheNextGoesAtOnce() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 3.25)
        untold(&scenario, "owner")
        scenario.fireWhatIsDue()
        #expect(
            scenario.firings == ["3h owner #1 -> duty-worker-1", "3h15 owner again #1 -> duty-worker-1"])
        // Said again at the next failed try, it is nothing new: each level goes once.
        let before = scenario.events.count
        untold(&scenario, "owner")
        #expect(scenario.events.count == before)
        // The second one arrives: the others wait for their own time.
        scenario.advance(to: 60)
        #expect(scenario.firings.suffix(1) == ["48h coordinator #1 -> coordinator-1"])
    }

    @Test func rule32_whatArrivesAfterAllHoldsTheNextLevelAgain() throws {
        var scenario = CaseScenario.opened(at: 3)
        let alert = try #require(scenario.alerts.first)
        scenario.now = CaseScenario.overdose + .hours(4)
        untold(&scenario, "owner")
        #expect(scenario.state?.untold == [alert.id])
        scenario.run(
            .markTold(AlertTold(alert: alert.id, recipient: alert.recipient, channel: alert.channel)),
            by: .machine("dispatcher"))
        #expect(scenario.state?.untold == [])
        scenario.fireWhatIsDue()
        #expect(scenario.firings.count == 1)
        scenario.advance(to: 11)
        #expect(scenario.firings.last == "11h owner again #1 -> duty-worker-1")
    }

    @Test func rule32_oneOfTwoWhoWasToldIsEnough() {
        var scenario = CaseScenario()
        scenario.ladder = LadderPolicy(
            hash: PolicyHash("two"), name: "adult",
            levels: [
                .init(
                    name: "both", start: .init(.overdose, .zero),
                    audience: [.role(.dutyWorker), .role(.coordinator)], isLast: false),
                .init(name: "next", start: .init(.contactDue, .zero), audience: [.owner], isLast: true),
            ],
            acknowledgementHolds: .hours(4), lastLevelRepeatsEvery: .hours(2), lastLevelRepeatsFor: .hours(24))
        let opening = CaseCommand.Opening(
            id: CaseScenario.id, code: CaseCode("K7Q2X9"), person: nil,
            notification: CaseScenario.notification(1, CaseScenario.facts()), owner: .role(.dutyWorker))
        scenario.now = CaseScenario.overdose + .hours(3)
        scenario.run(.open(opening), by: .machine("intake"))
        scenario.fireWhatIsDue()
        let alerts = scenario.alerts
        for (alert, firings) in zip(alerts, [1, 2]) {
            let notTold = AlertNotTold(
                alert: alert.id, recipient: alert.recipient, channel: alert.channel, outcome: "refused")
            scenario.run(.markNotTold(notTold), by: .machine("dispatcher"))
            scenario.fireWhatIsDue()
            #expect(scenario.firings.count == firings)
        }
    }

    /// Rules 3 and 28: levels count from where the due time counts from.
    @Test func rule3_aSourceThatMovesTheTimeLaterMovesNoLevel() {
        var scenario = CaseScenario()
        scenario.ladder = LadderPolicy(
            hash: PolicyHash("slow"), name: "adult",
            levels: [.init(name: "ten", start: .init(.overdose, .hours(10)), audience: [.owner], isLast: true)],
            acknowledgementHolds: .hours(4), lastLevelRepeatsEvery: .hours(2), lastLevelRepeatsFor: .hours(1))
        let opening = CaseCommand.Opening(
            id: CaseScenario.id, code: CaseCode("K7Q2X9"), person: nil,
            notification: CaseScenario.notification(1, CaseScenario.facts()), owner: .role(.dutyWorker))
        scenario.now = CaseScenario.overdose + .hours(3)
        scenario.run(.open(opening), by: .machine("intake"))
        let later = CaseScenario.facts(.exact(CaseScenario.overdose + .hours(2)))
        scenario.run(.correct(CaseScenario.notification(1, later)), by: .machine("intake"))
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(72))
        scenario.advance(to: 20)
        #expect(scenario.firings == ["10h ten #1 -> duty-worker-1"])
    }

    @Test func rule30_anAcknowledgementHoldsRelativeLevelsUntilItsTimeOut() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 10)
        #expect(scenario.run(.acknowledge(worker)) == nil)
        scenario.advance(to: 20)
        #expect(scenario.firings == ["3h owner #1 -> duty-worker-1", "14h owner again #1 -> duty-worker-1"])
    }

    @Test func rule30_absoluteLevelsAlwaysFireAndEndThePause() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 47)
        scenario.run(.acknowledge(worker))
        scenario.advance(to: 48)
        #expect(scenario.firings.last == "48h coordinator #1 -> coordinator-1")
        #expect(scenario.state?.ladder?.acknowledgement == nil)
    }

    @Test func rule30_theLastLevelRepeatsForADayThenStandsInTheDigestWithoutEnd() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 91)
        #expect(scenario.firings.filter { $0.contains("manager") }.count == 12)
        scenario.advance(to: 24 * 14)
        #expect(scenario.firings.filter { $0.contains("manager") }.count == 12)
        #expect(scenario.state?.nextFirings(scenario.context()) == [])
        #expect(scenario.state?.digestFrom(scenario.context()) == CaseScenario.overdose + .hours(90))
        #expect(Set(scenario.alerts.map(\.id)).count == scenario.alerts.count)
    }

    @Test func rule30_theDigestIsOneMessageForEachRecipientAndHuddle() {
        let sent = DigestSent(
            huddleAt: CaseScenario.overdose, cases: [CaseID(1), CaseID(2)], recipients: [WorkerID("a"), WorkerID("b")])
        let alerts = HuddleDigest.alerts(sent, at: CaseScenario.overdose, directory: StubTeam())
        #expect(alerts.map(\.recipient.name) == ["a", "b"])
        #expect(alerts.allSatisfy { $0.code == nil && $0.isLastLevel && $0.level == "still not reached: 2" })
    }

    @Test func rule30_keepTryingRestsTheRepeatsUntilTheNextLookAndNoLonger() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 72.5)
        let nextHuddle = scenario.huddles.nextHuddle(after: scenario.now)
        #expect(
            scenario.run(.keepTrying(.init(worker: worker, how: [.phone], nextLookAt: nextHuddle + .minutes(1))))
                == .nextLookTooLate(latest: nextHuddle))
        #expect(scenario.run(.keepTrying(.init(worker: worker, how: [.phone], nextLookAt: nextHuddle))) == nil)
        let before = scenario.firings.count
        scenario.advance(to: 96)
        #expect(scenario.firings.count == before)
        scenario.advance(to: 97)
        #expect(scenario.firings.last == "96h30 manager #4 -> duty-manager-1")
    }

    @Test(arguments: [
        (hours: 13, expected: "silenceTooLong"), (hours: 12, expected: nil), (hours: 1, expected: nil),
    ])
    func rule31_aSilenceEndsAfterTwelveHoursAtMost(hours: Int64, expected: String?) {
        var scenario = CaseScenario.opened(at: 3)
        let refusal = scenario.run(.silence(worker, until: scenario.now + .hours(hours), why: .visitUnderWay))
        #expect(refusal?.code == expected)
    }

    @Test func rule31_aSilenceCannotCoverTheDueTime() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 66)
        let dueAt = CaseScenario.overdose + .hours(72)
        #expect(
            scenario.run(.silence(worker, until: dueAt, why: .visitUnderWay)) == .silenceCoversDueTime(dueAt: dueAt))
    }

    @Test func rule33_aRunningLadderKeepsItsPolicyAndARestartTakesTodays() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.ladder = LadderPolicy(
            hash: PolicyHash("p2"), name: "adult",
            levels: [.init(name: "new", start: .init(.overdose, .zero), audience: [.owner], isLast: true)],
            acknowledgementHolds: .hours(1), lastLevelRepeatsEvery: .hours(1), lastLevelRepeatsFor: .hours(2))
        scenario.advance(to: 12)
        #expect(scenario.firings.last == "11h owner again #1 -> duty-worker-1")
        #expect(scenario.run(.restartLadder(why: .policyChanged)) == nil)
        scenario.fireWhatIsDue()
        #expect(scenario.firings.last == "12h new #1 -> duty-worker-1")
        #expect(scenario.state?.ladderRun == 2)
    }

    @Test func rule36_alertIdsAreTheSameOverRestartsAndDifferPerOccurrence() {
        var first = CaseScenario.opened(at: 3)
        var second = CaseScenario.opened(at: 3)
        first.advance(to: 72)
        second.advance(to: 72)
        #expect(first.alerts == second.alerts)
        #expect(first.alerts.map(\.id.name).allSatisfy { id in !id.contains(".") })
    }
}
