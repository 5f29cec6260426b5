import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 40: shifts, duties and declared hours in a report for an earlier instant are as they were known then; so is the
/// team in proposals that stand still under a huddle (rule 25).
@Suite struct PastRosterTests {
    private static let two = WorkerID("worker-2")

    private func instant(_ time: String) throws -> Instant {
        try #require(Instant(iso8601: "2021-03-01T\(time):00+00:00"))
    }

    private func move(_ fixture: DaemonFixture, to time: String) throws {
        try fixture.daemon.scheduler.advance(to: try instant(time))
    }

    @discardableResult
    private func change(_ fixture: DaemonFixture, _ changes: RosterChange...) throws -> RosterEntryID {
        try fixture.workflow.perform(as: .user("morag")) { try $0.changeRoster(changes) }
    }

    private func report(
        _ fixture: DaemonFixture, at time: String?, _ kind: Operation.ReportRequest.Kind = .huddle
    ) throws -> String {
        let request = Operation.ReportRequest(
            kind: kind, at: try time.map(instant), format: "json", withNames: false)
        return try ReportService(fixture.workflow).render(request, by: .user("morag"))
    }

    private func reports(_ fixture: DaemonFixture) throws -> [String] {
        try ["09:26", "09:30", "09:32"].flatMap { time in
            try Operation.ReportRequest.Kind.allCases.map { try report(fixture, at: time, $0) }
        }
    }

    private func declare(_ fixture: DaemonFixture) throws {
        var request = RosterRequest(action: .declare)
        (request.role, request.signedBy) = ("duty-worker", "coordinator-2")
        (request.days, request.fromTime, request.toTime) = ("monday", "09:00", "17:00")
        (request.from, request.to) = ("2021-03-01", "2021-03-01")
        let filled = request
        _ = try fixture.workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
    }

    @Test func `what is said of the roster later changes no earlier report`() throws {
        let crowd = try Crowd(start: "2021-03-01T09:25:00+00:00")
        let fixture = crowd.fixture
        try move(fixture, to: "09:33")
        let known = try reports(fixture)
        let morning = try instant("09:00")..<instant("17:00")
        let override = RosterChange.duty(.dutyWorker, WorkerID("worker-3"), morning)
        let shift = RosterChange.shift(WorkerID("worker-4"), morning)
        let away = RosterChange.hoursAway(Self.two, morning)
        let entry = try change(fixture, override, shift, away)
        try declare(fixture)
        let read = RotaCalendarRead(
            calendar: RotaCalendarID("on-call"), role: nil,
            shifts: [CalendarShift(worker: WorkerID("worker-6"), hours: morning)], through: fixture.now + .days(42))
        try fixture.workflow.perform(as: .machine("roster")) { try $0.tellRoster(.rotaCalendarRead(read)) }
        try move(fixture, to: "09:34")
        #expect(try reports(fixture) == known)
        try fixture.reopen()
        #expect(try reports(fixture) == known)
        // From then on it is known.
        let now = try report(fixture, at: "09:33")
        #expect(now.contains("Duty worker (Ailsa Instance)") && now.contains(#""signedBy": "coordinator-2""#))
        #expect(known.allSatisfy { !$0.contains("worker (Ailsa") && !$0.contains("signedBy") })
        // Taken back, it still was known in between.
        try fixture.workflow.perform(as: .user("morag")) { try $0.endRosterEntry(entry, at: nil) }
        try move(fixture, to: "09:36")
        #expect(try report(fixture, at: "09:33") == now)
        #expect(try report(fixture, at: "09:35").contains("Ailsa Instance)") == false)
        #expect(try reports(fixture) == known)
    }

    @Test func `each reading of a rota tool's calendar holds until the next`() throws {
        let fixture = try DaemonFixture(start: "2021-03-01T09:25:00+00:00")
        let hours = try instant("09:00")..<instant("17:00")
        for worker in ["worker-3", "worker-6"] {
            let read = RotaCalendarRead(
                calendar: RotaCalendarID("on-call"), role: .dutyWorker,
                shifts: [CalendarShift(worker: WorkerID(worker), hours: hours)], through: fixture.now + .days(42))
            try fixture.workflow.perform(as: .machine("roster")) { try $0.tellRoster(.rotaCalendarRead(read)) }
            try fixture.daemon.scheduler.advance(to: fixture.now + .minutes(5))
        }
        let noon = try instant("12:00")
        func holders(knownAt time: String) throws -> [String] {
            try fixture.workflow.read { reading in
                let then = try reading.asKnown(at: try instant(time))
                return then.configuration.team.holders(of: .dutyWorker, at: noon).map(\.name)
            }
        }
        #expect(try holders(knownAt: "09:24") == ["worker-1"])
        #expect(try holders(knownAt: "09:25") == ["worker-1", "worker-3"])
        #expect(try holders(knownAt: "09:29") == ["worker-1", "worker-3"])
        #expect(try holders(knownAt: "09:30") == ["worker-1", "worker-6"])
    }

    @Test func `what was proposed as the huddle began goes by the team as it was known then`() throws {
        let crowd = try Crowd(start: "2021-03-01T09:25:00+00:00")
        let fixture = crowd.fixture
        func proposed() throws -> WorkerID? {
            let id = try crowd.calm.id
            return try fixture.workflow.read {
                try $0.proposal(for: id, at: fixture.now)?.choice.workers.first
            }
        }
        try crowd.run(.accept, crowd.urgent) { $0.worker = "worker-1" }
        #expect(try proposed() == Self.two)
        // The one whom the person asked for is away.
        let away = try change(fixture, .hoursAway(Self.two, try instant("09:00")..<instant("17:00")))
        let other = try proposed()
        #expect(other != nil && other != Self.two)
        try move(fixture, to: "09:31")
        // Nobody has looked at the proposals of this huddle yet.
        try fixture.workflow.perform(as: .user("morag")) { try $0.endRosterEntry(away, at: nil) }
        #expect(try proposed() == other)
        try fixture.reopen()
        #expect(try proposed() == other)
        try move(fixture, to: "10:30")
        #expect(try proposed() == Self.two)
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
