import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 27: a response that nobody could take is offered on once somebody can.
@Suite struct LookingAgainTests {
    /// At 11:00 nobody can take the urgent one: its worker gave it back, one is barred, one has no room.
    private func nobodyCan() throws -> Crowd {
        let crowd = try Crowd()
        try crowd.offerCalm()
        try crowd.run(.accept, crowd.calm) { $0.worker = "worker-2" }
        try crowd.handBackUrgent()
        try crowd.tick()
        #expect(try crowd.urgent.owner == .role(.coordinator))
        return crowd
    }

    private func timesTold(_ crowd: Crowd) throws -> Int {
        try crowd.fixture.alerts(crowd.urgent.id).filter { $0.hasPrefix("nobody can take it now") }.count
    }

    @Test func asSomebodysShiftBegins() throws {
        let crowd = try nobodyCan()
        try crowd.fixture.daemon.scheduler.advance(to: crowd.fixture.now + .minutes(59))
        #expect(try crowd.urgent.owner == .role(.coordinator))
        try crowd.fixture.daemon.scheduler.advance(to: crowd.fixture.now + .minutes(1))
        #expect(try crowd.urgent.assignment?.worker == WorkerID("worker-5"))
        #expect(try timesTold(crowd) == 1)
        #expect(try Verification(crowd.fixture.daemon).run().holds)
    }

    @Test func asSomebodyHasRoomAgain() throws {
        let crowd = try nobodyCan()
        try crowd.run(.end, crowd.calm) { $0.kind = "diedReported" }
        try crowd.fixture.daemon.scheduler.advance(to: crowd.fixture.now + .minutes(60))
        #expect(try crowd.urgent.assignment?.worker == WorkerID("worker-2"))
    }

    @Test func asAnExtraShiftThatWasWrittenDownMeanwhileBegins() throws {
        let crowd = try nobodyCan()
        let half = crowd.fixture.now + .minutes(30)
        _ = try crowd.fixture.workflow.perform(as: .user("morag")) {
            try $0.changeRoster([.shift(WorkerID("worker-6"), half..<half + .hours(6))])
        }
        _ = try crowd.fixture.workflow.perform(as: .user("morag")) {
            try $0.changeRoster([.shift(WorkerID("worker-5"), half..<half + .hours(6))])
        }
        try crowd.fixture.daemon.scheduler.advance(to: half)
        #expect(try crowd.urgent.assignment?.worker == WorkerID("worker-5"))
    }

    @Test func notOnceSomebodyHasGivenItToSomeone() throws {
        let crowd = try nobodyCan()
        try crowd.run(.assign, crowd.urgent) {
            $0.worker = "worker-4"
            $0.reason = "extraShift"
        }
        try crowd.run(.accept, crowd.urgent) { $0.worker = "worker-4" }
        try crowd.fixture.daemon.scheduler.advance(to: crowd.fixture.now + .hours(4))
        #expect(try crowd.urgent.assignment?.worker == WorkerID("worker-4"))
        #expect(try crowd.urgent.handOn == nil)
    }
}
