import Testing

@testable import NFODEngine

private let worker = WorkerID("w-1")
private let assured = ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)

private func contact(at hours: Int64) -> Contact {
    Contact(way: .faceToFace, at: CaseScenario.overdose + .hours(hours), by: worker, outcome: .wantsSupport)
}

private func attempt(_ hours: Int64, _ way: Attempt.Way = .phone) -> CaseCommand {
    .recordAttempt(Attempt(way: way, at: CaseScenario.overdose + .hours(hours), by: worker, outcome: .noAnswer))
}

@Suite struct EndingTests {
    private func end(_ ending: Ending, at hours: Int64 = 6, byHuddle: Bool = false) -> CaseCommand {
        .end(ending, at: CaseScenario.overdose + .hours(hours), byHuddle: byHuddle)
    }

    @Test func rule34_anObjectionStandsAtOnceAndASecondPersonConfirms() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(end(.objects(Objection(scope: .outreach, knownFrom: .spoken))), by: .user("a")) == nil)
        #expect(scenario.state?.awaitsConfirmation == true)
        #expect(scenario.run(.confirmEnding, by: .user("a")) == .sameFirstAndSecondPerson)
        #expect(scenario.run(.confirmEnding, by: .machine("scheduler")) == .ruleNeedsPerson)
        #expect(scenario.run(.confirmEnding, by: .user("b")) == nil)
        #expect(scenario.run(.confirmEnding, by: .user("c")) == .alreadyConfirmed)
    }

    @Test func rule10and34_nobodyIsRemindedToGoAfterADeathOrAnObjection() {
        for ending in [Ending.diedReported, .objects(Objection(scope: .outreach, knownFrom: .spoken))] {
            var scenario = CaseScenario.opened(at: 6)
            scenario.run(.setWhereabouts(.dischargedFromHospital, at: scenario.now))
            #expect(scenario.run(end(ending)) == nil)
            scenario.advance(to: 60)
            #expect(scenario.told(.escalation).contains { $0.contains("follow-up") } == false)
        }
    }

    @Test func rule34_aReportedDeathStopsAllVisitsTellsTheCoordinatorAndMayBeConfirmed() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(end(.diedReported), by: .machine("intake")) == nil)
        #expect(scenario.told(.standDown) == ["6h no need to go -> duty-worker-1"])
        #expect(scenario.told(.escalation).last == "6h look at this now -> coordinator-1")
        #expect(scenario.run(end(.diedConfirmed), by: .machine("intake")) == .ruleNeedsPerson)
        #expect(scenario.run(end(.diedConfirmed)) == nil)
        scenario.advance(to: 100)
        #expect(scenario.firings.count == 1)
    }

    @Test func rule34_notReachedIsForTheHuddleOnlyAndAfterTheMinimumAttempts() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 40)
        let ending = Ending.notReached(planToReopen: VaultID(1))
        #expect(scenario.run(end(ending, at: 40)) == .onlyByHuddle)
        #expect(
            scenario.run(end(ending, at: 40, byHuddle: true))
                == .attemptsMissing([.number, .ways, .partsOfDay, .visits]))
        for hours in [1, 2, 8, 9] as [Int64] { scenario.run(attempt(hours)) }
        #expect(scenario.run(end(ending, at: 40, byHuddle: true)) == .attemptsMissing([.number, .ways, .visits]))
        scenario.run(attempt(10, .visit))
        #expect(scenario.run(end(ending, at: 40, byHuddle: true)) == nil)
    }

    @Test func rule34_aContactIsNotRecordedAsABareEnding() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(end(.reached(contact(at: 5)))) != nil)
    }

    @Test func rule19_theEarlierOpenedCaseAbsorbs() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(end(.mergedInto(CaseID(2)))) == .mergeIntoLater)
        #expect(scenario.run(.absorb(CaseScenario.other(1))) == .mergeIntoItself)
        let told = CaseScenario.facts(.exact(CaseScenario.overdose - .hours(2)))
        #expect(scenario.run(.absorb(CaseScenario.other(2, told))) == nil)
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(70))
        #expect(scenario.state?.absorbed.map(\.id) == [CaseID(2)])
    }

    @Test func nothingButARecordOfWhatHappenedIsTakenAfterTheEnd() {
        var scenario = CaseScenario.opened(at: 6)
        scenario.run(end(.notAnOverdose))
        #expect(scenario.run(end(.wrongOrDoubled)) == .caseEnded(.notAnOverdose))
        #expect(scenario.run(.recordContact(contact(at: 5), assured)) == .caseEnded(.notAnOverdose))
        #expect(scenario.run(.acknowledge(worker)) == .caseEnded(.notAnOverdose))
        #expect(scenario.run(attempt(5)) == nil)
    }
}
