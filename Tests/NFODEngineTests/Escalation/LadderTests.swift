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
            level: 0, occurrence: 1, at: CaseScenario.overdose + .hours(3))
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
