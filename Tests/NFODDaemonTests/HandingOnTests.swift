import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rules 25 and 27: what comes back is offered on, weighed with everything that is on offer, on a snapshot that is held
/// against the record before anything happens.
@Suite struct HandingOnTests {
    @Test func rule25_anOfferMakesRoomForAMoreUrgentResponseThatOnlyTheyCanTake() throws {
        let crowd = try Crowd()
        try crowd.offerCalm()
        #expect(try crowd.calm.assignment?.worker == WorkerID("worker-2"))
        try crowd.handBackUrgent()
        try crowd.tick()
        #expect(try crowd.urgent.assignment?.worker == WorkerID("worker-2"))
        let calm = try crowd.calm
        #expect(calm.assignment?.basis == .madeRoom)
        #expect(try crowd.fixture.alerts(calm.id).contains("somebody else has it now -> worker-2"))
        #expect(try Verification(crowd.fixture.daemon).run().holds)
    }

    @Test func rule25_whatIsAcceptedOrSomebodysOwnChoiceMakesNoRoomAndAnEventSaysThatNobodyWasFound() throws {
        for isAccepted in [true, false] {
            let crowd = try Crowd()
            if isAccepted {
                try crowd.offerCalm()
                try crowd.run(.accept, crowd.calm) { $0.worker = "worker-2" }
            } else {
                try crowd.run(.assign, crowd.calm) { $0.worker = "worker-2" }
            }
            try crowd.handBackUrgent()
            try crowd.tick()
            #expect(try crowd.calm.assignment?.worker == WorkerID("worker-2"))
            let urgent = try crowd.urgent
            #expect(urgent.owner == .role(.coordinator))
            #expect(urgent.handOn?.lookedAt != nil)
            let event = try crowd.fixture.workflow.read {
                try $0.tx.events.latest(NobodyFound.self, of: .case(urgent.id))
            }
            let full = AssignmentExplanation.PassedOver(worker: WorkerID("worker-2"), lacked: ["atCapacity"])
            #expect(event?.lacking.contains(full) == true)
            #expect(try crowd.fixture.alerts(urgent.id).contains("nobody can take it now -> coordinator-1"))
            #expect(try Verification(crowd.fixture.daemon).run().holds)
        }
    }

    @Test func rule27_whatComesBackWaitsInARowOfItsOwnAndADeathEndsTheWait() throws {
        let crowd = try Crowd()
        try crowd.handBackUrgent()
        #expect(try crowd.urgent.owner == .role(.coordinator))
        func waiting() throws -> [DueRow] {
            try crowd.fixture.workflow.read { try $0.tx.due.due(by: crowd.fixture.now, limit: 9, lane: .handOn) }
        }
        // What the scheduler has to do by then comes first.
        #expect(try waiting() == [])
        try crowd.settle()
        #expect(try waiting().map(\.kind) == ["handOn"])
        try crowd.run(.end, crowd.urgent) { $0.kind = "diedReported" }
        #expect(try waiting() == [])
        try crowd.tick()
        #expect(try crowd.urgent.assignment == nil)
    }

    @Test func rule25_aSnapshotThatDoesNotHoldAnyMoreIsNotActedOn() throws {
        let changes: [(Crowd) throws -> Void] = [
            { crowd in try crowd.run(.accept, crowd.calm) { $0.worker = "worker-2" } },
            { crowd in
                try crowd.run(.wishes, crowd.urgent) {
                    $0.way = "spoken"
                    $0.exclude = "worker-2"
                    $0.reason = "relative"
                }
            },
            { crowd in try crowd.row("SAS-3", surname: "Thirdman", at: "07:00") },
            { crowd in try crowd.run(.end, crowd.calm) { $0.kind = "diedReported" } },
            { crowd in
                try crowd.run(.assign, crowd.urgent) {
                    $0.worker = "worker-2"
                    $0.reason = "huddleDecided"
                }
            },
            { crowd in try crowd.fixture.daemon.scheduler.advance(to: crowd.fixture.now + .minutes(2)) },
        ]
        for (number, change) in changes.enumerated() {
            let crowd = try Crowd()
            try crowd.offerCalm()
            try crowd.handBackUrgent()
            try crowd.settle()
            let handingOn = HandingOn(crowd.fixture.workflow)
            let solved = try #require(try handingOn.solve(try crowd.urgent.id))
            #expect(solved.proposals[solved.id]?.choice == .worker(WorkerID("worker-2")))
            #expect(solved.moved == [try crowd.calm.id])
            try change(crowd)
            try crowd.settle()
            let before = try crowd.fixture.cases()
            #expect(try handingOn.commit(solved) == false, "change \(number)")
            #expect(try crowd.fixture.cases() == before, "change \(number)")
        }
    }

    @Test func rule25_aSnapshotHoldsWhereWhatHappenedAsksForNothingElse() throws {
        let crowd = try Crowd()
        try crowd.offerCalm()
        try crowd.handBackUrgent()
        try crowd.settle()
        let handingOn = HandingOn(crowd.fixture.workflow)
        let solved = try #require(try handingOn.solve(try crowd.urgent.id))
        for state in try crowd.fixture.cases() {
            try crowd.fixture.workflow.perform(as: .machine("intake")) {
                _ = try $0.handle(.doubtOverdose([CaseID(99)]), on: state.id)
            }
        }
        #expect(try handingOn.commit(solved))
        #expect(try crowd.urgent.assignment?.worker == WorkerID("worker-2"))
    }

    @Test func rule25_aProposalIsTakenAsItStandsAndAsItWasSeen() throws {
        let crowd = try Crowd()
        func refusal(_ fill: (inout CaseRequest) -> Void) -> CaseRefusal? {
            do {
                try crowd.run(.assign, crowd.calm) {
                    $0.proposed = true
                    fill(&$0)
                }
                return nil
            } catch { return error as? CaseRefusal }
        }
        #expect(refusal { $0.worker = "worker-3" } == .proposalChanged([WorkerID("worker-2")]))
        #expect(refusal { $0.worker = "worker-2" } == nil)
        let calm = try crowd.calm
        #expect(calm.assignment?.worker == WorkerID("worker-2"))
        let event = try crowd.fixture.workflow.read { try $0.tx.events.latest(Assigned.self, of: .case(calm.id)) }
        #expect(event?.explanation.basis == .proposal)
        #expect(event?.explanation.because.contains("meetsWishes") == true)
        try crowd.run(.accept, calm) { $0.worker = "worker-2" }
        #expect(refusal { _ in } == .nobodyProposed)
    }

    @Test func rule27_aVisitByTwoThatLosesItsSecondGoesToTheCoordinatorBeforeTheOtherGoesAlone() throws {
        let fixture = try EditableDaemon()
        try fixture.addWorker()
        _ = try fixture.daemon.reload()
        let state = try fixture.takeIn()
        func run(_ action: CaseRequest.Action, _ fill: (inout CaseRequest) -> Void) throws {
            var request = CaseRequest(action: action, code: state.code.name)
            fill(&request)
            let filled = request
            _ = try fixture.workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
        }
        try run(.screen) {
            $0.worker = "worker-1"
            $0.riskToStaff = "yes"
        }
        try run(.assign) {
            $0.worker = "worker-1"
            $0.partner = "worker-9"
        }
        let held = try fixture.workflow.read { try $0.tx.responses.held() }
        #expect(held == [WorkerID("worker-1"): 1, WorkerID("worker-9"): 1])
        try fixture.disableWorker()
        _ = try fixture.daemon.reload()
        #expect(try fixture.cases().first?.owner == .role(.coordinator))
        let told = try fixture.workflow.read { try $0.tx.outbox.entries(of: state.id) }.map(\.message)
        #expect(told.contains { $0.kind == .standDown && $0.recipient == WorkerID("worker-1") })
        #expect(try fixture.workflow.read { try $0.tx.responses.held() } == [:])
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
