import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 25 where a person chooses: what protects the person is kept to, the rest wants a reason.
@Suite struct AssignByPersonTests {
    private func assign(
        _ fixture: DaemonFixture, _ worker: String, reason: String? = nil, partner: String? = nil
    ) throws -> CaseState {
        try fixture.run(.assign, try fixture.onlyCase().code) {
            $0.worker = worker
            $0.reason = reason
            $0.partner = partner
        }
    }

    private func refusal(_ body: () throws -> CaseState) -> CaseRefusal? {
        do {
            _ = try body()
            return nil
        } catch { return error as? CaseRefusal }
    }

    @Test func rule25_aRelativeOnStaffIsNotGivenTheCaseWhateverTheReason() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.run(.wishes, try fixture.onlyCase().code) {
            $0.way = "spoken"
            $0.exclude = "worker-1"
            $0.reason = "relative"
        }
        #expect(refusal { try assign(fixture, "worker-1", reason: "huddleDecided") } == .workerBarred([.excluded]))
        #expect(try fixture.onlyCase().assignment == nil)
        #expect(refusal { try assign(fixture, "worker-2", partner: "worker-1") } == .workerBarred([.excluded]))
        #expect(try assign(fixture, "worker-2").assignment?.worker == WorkerID("worker-2"))
    }

    @Test func rule25_whoObjectsIsLeftInPeaceUntilTheHuddleHasSettledIt() throws {
        let fixture = try DaemonFixture()
        let (first, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.end, first.code) {
            $0.kind = "objects"
            $0.outcome = "outreach"
            $0.way = "spoken"
        }
        try fixture.confirm(review)
        let refused = refusal {
            try fixture.run(.assign, second.code) {
                $0.worker = "worker-1"
                $0.reason = "huddleDecided"
            }
        }
        #expect(refused == .workerBarred([.personObjects]))
    }

    @Test func rule23_aYoungPersonIsGivenToAdultOutreachOnlyWithAReasonAndItStandsInTheEvent() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["DOB": "01/02/2005"])
        let refused = refusal { try assign(fixture, "worker-1") }
        #expect(refused == .assignmentNeedsReason([.notOnDuty(.youngPeopleLead)]))
        #expect(refused?.message.contains("is not on duty as") == true)
        _ = try assign(fixture, "worker-1", reason: "huddleDecided")
        let id = try fixture.onlyCase().id
        let event = try fixture.workflow.read { try $0.tx.events.latest(Assigned.self, of: .case(id)) }
        #expect(event?.explanation.lacked == ["notOnDuty"])
        #expect(event?.explanation.despite == .huddleDecided)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule25_aVisitByTwoIsOfferedToBoth() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.onlyCase()
        try fixture.run(.screen, state.code) {
            $0.worker = "worker-1"
            $0.riskToStaff = "yes"
        }
        let refused = refusal { try assign(fixture, "worker-1") }
        #expect(refused == .assignmentNeedsReason([.noPartner]))
        #expect(try assign(fixture, "worker-1", partner: "worker-2").assignment?.partner == WorkerID("worker-2"))
        try fixture.run(.handBack, state.code) {
            $0.worker = "worker-1"
            $0.reason = "noTime"
        }
        try fixture.daemon.scheduler.tick()
        let hands = try #require(try fixture.onlyCase().assignment)
        let partner = try #require(hands.partner)
        let alerts = try fixture.alerts(state.id)
        #expect(alerts.contains("given to you -> \(hands.worker)"))
        #expect(alerts.contains("go with \(hands.worker) -> \(partner)"))
    }
}
