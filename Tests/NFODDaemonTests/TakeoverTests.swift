import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Whoever has a response and goes home for the last time before contact is due gives it to whoever is there.
@Suite struct TakeoverTests {
    /// Monday 1 March 2021, 10:00; the overdose so many hours before. Given to worker-1, who works from 09:00 to 17:00.
    private func given(
        hoursAgo: (day: String, time: String), _ edits: [DaemonFixture.Edit] = []
    ) throws -> DaemonFixture {
        let fixture = try DaemonFixture(edits)
        try fixture.ambulance(["Call Date": hoursAgo.day, "Call Time": hoursAgo.time])
        try fixture.run(.assign, try fixture.onlyCase().code) { $0.worker = "worker-1" }
        try fixture.run(.accept, try fixture.onlyCase().code) { $0.worker = "worker-1" }
        return fixture
    }

    private func shiftEnd(_ fixture: DaemonFixture) throws -> Instant? {
        let id = try fixture.onlyCase().id
        return try fixture.workflow.read { try $0.tx.due.rows(of: .case(id)) }.first { $0.kind == "shiftEnd" }?.at
    }

    @Test func rule24_dueInTheEveningItGoesAtTheEndOfTheShiftToSomebodyAtWork() throws {
        let fixture = try given(hoursAgo: ("26/02/2021", "20:00"))
        #expect(try shiftEnd(fixture) == Instant(iso8601: "2021-03-01T17:00:00+00:00"))
        try fixture.daemon.scheduler.advance(to: fixture.now + .hours(7) - .minutes(1))
        #expect(try fixture.onlyCase().owner == .worker(WorkerID("worker-1")))
        try fixture.daemon.scheduler.advance(to: fixture.now + .minutes(1))
        let state = try fixture.onlyCase()
        #expect(state.owner == .worker(WorkerID("worker-5")))
        #expect(state.assignment?.basis == .shiftEnded)
        #expect(state.passedOn == [])
        let changed = try fixture.workflow.read { try $0.tx.events.latest(OwnerChanged.self, of: .case(state.id)) }
        #expect(changed?.owner == .role(.dutyWorker))
        let alerts = try fixture.alerts(state.id)
        #expect(alerts.contains("yours for now -> worker-5"))
        #expect(alerts.contains("somebody else has it now -> worker-1"))
        #expect(alerts.contains("given to you -> worker-5"))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule24_withAnotherShiftBeforeItIsDueItStaysOverNight() throws {
        let fixture = try given(hoursAgo: ("27/02/2021", "10:00"))
        #expect(try shiftEnd(fixture) == Instant(iso8601: "2021-03-02T17:00:00+00:00"))
        try fixture.advance(hours: 24)
        #expect(try fixture.onlyCase().owner == .worker(WorkerID("worker-1")))
        try fixture.advance(hours: 7)
        #expect(try fixture.onlyCase().owner != .worker(WorkerID("worker-1")))
    }

    @Test func rule24_whoeverHadNoShiftLeftWhenItWasGivenToThemKeepsIt() throws {
        let fixture = try DaemonFixture(start: "2021-03-01T18:00:00+00:00")
        try fixture.ambulance(["Call Date": "26/02/2021", "Call Time": "23:00"])
        try fixture.run(.assign, try fixture.onlyCase().code) {
            $0.worker = "worker-1"
            $0.reason = "extraShift"
        }
        #expect(try shiftEnd(fixture) == nil)
    }

    @Test func rule24_whereNobodyIsAtWorkTheDutyHasItAndAnEventSaysSo() throws {
        let away = DaemonFixture.Edit(
            file: "team.yaml", from: "    localities: [DD1, DD2]\n    capacity: 8",
            to: "    localities: [DD1, DD2]\n    capacity: 0")
        let fixture = try given(hoursAgo: ("26/02/2021", "20:00"), [away])
        try fixture.advance(hours: 7)
        let state = try fixture.onlyCase()
        #expect(state.owner == .role(.dutyWorker))
        #expect(state.handOn?.lookedAt != nil)
        let told = try fixture.workflow.read { try $0.tx.events.latest(NobodyFound.self, of: .case(state.id)) }
        #expect(told != nil)
        #expect(try fixture.alerts(state.id).contains("nobody can take it now -> coordinator-1"))
    }

    @Test func leaveSaidByCommandMovesTheTakeoverForward() throws {
        let fixture = try given(hoursAgo: ("27/02/2021", "10:00"))
        let tuesday = try #require(Instant(iso8601: "2021-03-02T00:00:00+00:00"))
        _ = try fixture.workflow.perform(as: .user("morag")) {
            try $0.changeRoster([.daysAway(WorkerID("worker-1"), tuesday..<tuesday + .hours(24))])
        }
        #expect(try shiftEnd(fixture) == Instant(iso8601: "2021-03-01T17:00:00+00:00"))
        try fixture.advance(hours: 7)
        #expect(try fixture.onlyCase().owner == .worker(WorkerID("worker-5")))
    }

    @Test func rule24_whoeverGoesHomeSickOnTheDayGivesItToSomebodyAtWorkAtOnce() throws {
        // Due on Tuesday at 10:00; nothing is left of Monday, and Tuesday's shift goes as well.
        let fixture = try given(hoursAgo: ("27/02/2021", "10:00"))
        let monday = try #require(Instant(iso8601: "2021-03-01T00:00:00+00:00"))
        _ = try fixture.workflow.perform(as: .user("morag")) {
            try $0.changeRoster([.daysAway(WorkerID("worker-1"), monday..<monday + .hours(48))])
        }
        #expect(try shiftEnd(fixture) == nil)
        #expect(try fixture.onlyCase().owner == .role(.dutyWorker))
        try fixture.daemon.scheduler.tick()
        let state = try fixture.onlyCase()
        #expect(state.assignment.map { $0.worker != WorkerID("worker-1") } == true, "\(state.owner)")
        let alerts = try fixture.alerts(state.id)
        #expect(alerts.contains("somebody else has it now -> worker-1"))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func leaveThatIsWrittenDownLaterMovesTheTakeoverForward() throws {
        let fixture = try EditableDaemon()
        let state = try fixture.takeIn()
        var request = CaseRequest(action: .assign, code: state.code.name)
        request.worker = "worker-1"
        let filled = request
        _ = try fixture.workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
        func shiftEnd() throws -> Instant? {
            try fixture.workflow.read { try $0.tx.due.rows(of: .case(state.id)) }.first { $0.kind == "shiftEnd" }?.at
        }
        // Due on Thursday at 08:00.
        #expect(try shiftEnd() == Instant(iso8601: "2021-03-03T17:00:00+00:00"))
        try fixture.edit(
            "team.yaml", "name: Isla Example\n", "name: Isla Example\n    leave: [{from: 2021-03-02, to: 2021-03-05}]\n"
        )
        _ = try fixture.daemon.reload()
        #expect(try shiftEnd() == Instant(iso8601: "2021-03-01T17:00:00+00:00"))
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
