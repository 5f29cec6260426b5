import Testing

@testable import NFODEngine

/// Rule 29 beyond the ladder: whoever is to be told and is not there is a gap, never a thing done.
@Suite struct RosterGapTests {
    @Test(arguments: [
        (Whereabouts.inHospital, RoleID.hospitalLiaison), (.inCustody, .custodyContact),
    ])
    func rule29_aDutyThatGetsACaseAndHasNobodyIsAGapAndTheCoordinatorIsTold(place: Whereabouts, duty: RoleID) {
        var scenario = CaseScenario.opened(at: 3, team: StubTeam(empty: [duty]))
        scenario.run(.setWhereabouts(place, at: scenario.now))
        #expect(scenario.state?.owner == .role(duty))
        #expect(scenario.told(.alarm) == ["3h nobody on duty for: \(duty) -> coordinator-1"])
    }

    @Test func rule29_aFollowUpThatNobodyCouldBeRemindedOfIsAskedForAgainAtTheNextHuddle() throws {
        var scenario = CaseScenario.opened(at: 3, team: StubTeam(empty: [.dutyWorker, .coordinator]))
        scenario.run(.setWhereabouts(.dischargedFromHospital, at: scenario.now))
        // Tuesday 12:00, three hours after Tuesday's huddle.
        scenario.advance(to: 28)
        #expect(scenario.story.last == "followUpReminded")
        #expect(scenario.state?.followUp?.remindedAt == nil)
        scenario.team.empty = []
        // Wednesday's huddle.
        scenario.advance(to: 49)
        #expect(scenario.state?.followUp?.remindedAt == Instant(iso8601: "2021-03-03T09:30:00Z"))
        #expect(scenario.told(.escalation).contains("48h30 second follow-up due -> coordinator-1"))
        #expect(scenario.story.filter { $0 == "followUpReminded" }.count == 2)
    }

    @Test func rule29_aConfirmationThatNobodyCouldBeRemindedOfIsAskedForAgainAtTheNextHuddle() {
        var scenario = CaseScenario.opened(at: 3, team: StubTeam(empty: [.coordinator]))
        let objection = Objection(scope: .thisOverdose, knownFrom: .spoken)
        scenario.run(.end(.objects(objection), at: scenario.now, byHuddle: false))
        scenario.advance(to: 40)
        #expect(scenario.story.filter { $0 == "confirmationReminded" }.count == 1)
        scenario.team.empty = []
        scenario.advance(to: 60)
        #expect(scenario.told(.escalation).last == "48h30 an objection waits for a second person -> coordinator-1")
    }
}
