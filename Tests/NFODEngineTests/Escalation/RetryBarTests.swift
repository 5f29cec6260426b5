import Testing

@testable import NFODEngine

/// What is not sent again: somebody could act on what is not so any more.
@Suite struct RetryBarTests {
    private static let written = CaseScenario.overdose + .hours(4)
    private let morag = WorkerID("morag")

    private func bar(
        _ state: CaseState, _ kind: Alert.Kind, id: String = "K7Q2X9-r1-e4-x", at: Instant = written,
        hands: Set<WorkerID>
    ) -> RetryBar? {
        state.barToRetry(AlertID(id), kind: kind, recipient: morag, writtenAt: at, hands: hands)
    }

    private func ended() throws -> CaseState {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 6)
        let contact = Contact(way: .faceToFace, at: scenario.now, by: WorkerID("ewan"), outcome: .wantsSupport)
        let assured = ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)
        #expect(scenario.run(.recordContact(contact, assured)) == nil)
        let state = try #require(scenario.state)
        try #require(!state.isOpen)
        return state
    }

    @Test func ofAnOpenCaseWhatSendsSomebodyOutGoesOnlyToWhoeverHasIt() throws {
        let state = try #require(CaseScenario.opened(at: 3).state)
        let somebody: Set<WorkerID> = [WorkerID("ewan")]
        #expect(bar(state, .assignment, hands: somebody) == .elsewhere)
        #expect(bar(state, .assignment, hands: [morag]) == nil)
        #expect(bar(state, .escalation, hands: somebody) == nil)
        #expect(bar(state, .alarm, hands: somebody) == nil)
    }

    @Test func aStandDownDoesNotGoToWhoeverHasTheCaseAgain() throws {
        let state = try #require(CaseScenario.opened(at: 3).state)
        #expect(bar(state, .standDown, hands: [morag]) == .theirsAgain)
        #expect(bar(state, .standDown, hands: []) == nil)
    }

    @Test func ofAnEndedCaseOnlyWhatIsAboutItsEndingGoesOut() throws {
        let state = try ended()
        for kind in [Alert.Kind.escalation, .assignment, .alarm] { #expect(bar(state, kind, hands: [morag]) == .ended) }
        #expect(bar(state, .standDown, hands: [morag]) == nil)
        let end = try #require(state.ending).knownAt
        #expect(bar(state, .escalation, at: end, hands: []) == nil, "written as it ended")
        // No follow-up is open: what asked for one is over too.
        #expect(bar(state, .escalation, id: "K7Q2X9-followup-r1-e4-x", hands: []) == .ended)
    }

    @Test func rule10_aFollowUpThatIsStillOpenOutlivesTheLadder() throws {
        var state = try ended()
        state.followUp = FollowUp(cause: .dischargedFromHospital, dueAt: Self.written + .hours(24))
        try #require(state.openFollowUp != nil)
        #expect(bar(state, .escalation, id: "K7Q2X9-followup-r1-e4-x", hands: []) == nil)
        #expect(bar(state, .escalation, hands: []) == .ended)
    }
}
