import GRDB
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// `nfodd verify` folds the roster from its events: what waits for a shift is held to it, and so is the roster's table.
@Suite struct RosterVerificationTests {
    private static let one = WorkerID("worker-1")

    /// Worker-1 has it until Tuesday, 17:00; on Wednesday they are away, which the roster says and no shift does.
    private func waitingForShiftEnd() throws -> DaemonFixture {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        for action in [CaseRequest.Action.assign, .accept] {
            try fixture.run(action, try fixture.onlyCase().code) { $0.worker = "worker-1" }
        }
        try change(fixture, [.daysAway(Self.one, try day("2021-03-03"))])
        #expect(try row(fixture, .shiftEnd) == Instant(iso8601: "2021-03-02T17:00:00+00:00"))
        #expect(try verify(fixture) == [])
        return fixture
    }

    private func day(_ date: String) throws -> Range<Instant> {
        let start = try #require(Instant(iso8601: date + "T00:00:00+00:00"))
        return start..<start + .days(1)
    }

    private func change(_ fixture: DaemonFixture, _ changes: [RosterChange]) throws {
        _ = try fixture.workflow.perform(as: .user("morag")) { try $0.changeRoster(changes) }
    }

    private func row(_ fixture: DaemonFixture, _ kind: CaseDue.Kind) throws -> Instant? {
        let id = try fixture.onlyCase().id
        return try fixture.workflow.read { try $0.tx.due.rows(of: .case(id)) }.first { $0.kind == kind.rawValue }?.at
    }

    private func move(_ fixture: DaemonFixture, _ id: CaseID, _ kind: CaseDue.Kind, by span: Span) throws {
        try fixture.workflow.perform(as: .user("morag")) { work in
            let rows = try work.tx.due.rows(of: .case(id)).map {
                DueTable.Entry(kind: $0.kind, at: $0.kind == kind.rawValue ? $0.at + span : $0.at)
            }
            try work.tx.due.replace(.case(id), with: rows)
        }
    }

    /// What does not hold.
    private func verify(_ fixture: DaemonFixture) throws -> [String] {
        let report = try Verification(fixture.daemon).run()
        let wrong = report.lines.filter { !$0.contains("hold") && !$0.contains("agree") && !$0.hasPrefix("every ") }
        #expect(report.holds == wrong.isEmpty)
        return wrong
    }

    @Test func `the end of a shift that is off by a minute is named`() throws {
        let fixture = try waitingForShiftEnd()
        let state = try fixture.onlyCase()
        try move(fixture, state.id, .shiftEnd, by: .minutes(1))
        let wrong = try verify(fixture)
        #expect(wrong.count == 1)
        #expect(
            wrong.first?.hasPrefix("case \(state.code) waits for something else than its events say (shiftEnd)")
                == true, "\(wrong)")
        // The next change of the roster puts it right.
        try change(fixture, [.hoursAway(WorkerID("worker-4"), try day("2021-03-03"))])
        #expect(try verify(fixture) == [])
    }

    @Test func `another look for somebody that is off by a minute is named`() throws {
        let crowd = try Crowd()
        try crowd.offerCalm()
        try crowd.run(.accept, crowd.calm) { $0.worker = "worker-2" }
        try crowd.handBackUrgent()
        try crowd.tick()
        // Rather than at noon, as a shift begins, somebody is there in half an hour.
        let half = crowd.fixture.now + .minutes(30)
        try change(crowd.fixture, [.shift(WorkerID("worker-5"), half..<half + .hours(1))])
        #expect(try verify(crowd.fixture) == [])
        try move(crowd.fixture, try crowd.urgent.id, .handOn, by: .minutes(-1))
        #expect(try verify(crowd.fixture).first?.contains("(handOn)") == true)
    }

    @Test func `a roster that was changed behind the events is named, and what was made by it`() throws {
        let fixture = try waitingForShiftEnd()
        let wednesday = try day("2021-03-03")
        let (from, to) = (wednesday.lowerBound.milliseconds, wednesday.upperBound.milliseconds)
        try fixture.workflow.perform(as: .user("morag")) { work in
            let tuesday = "replace(replace(body, '\(from)', '\(from - 86400000)'), '\(to)', '\(to - 86400000)')"
            try work.tx.db.execute(sql: "UPDATE roster_entry SET body = \(tuesday)")
            #expect(work.tx.db.changesCount == 1)
        }
        #expect(try verify(fixture) == ["roster_entry 1: changed"])
        // After a restart the daemon goes by what it finds.
        try fixture.reopen()
        try fixture.workflow.perform(as: .user("morag")) { try $0.renewShifts() }
        #expect(try row(fixture, .shiftEnd) != Instant(iso8601: "2021-03-02T17:00:00+00:00"))
        let wrong = try verify(fixture)
        #expect(wrong.first == "roster_entry 1: changed")
        #expect(wrong.last?.contains("(shiftEnd)") == true && wrong.count == 2, "\(wrong)")
    }

    @Test func `a calendar that was changed behind the events is named with its reading`() throws {
        let fixture = try DaemonFixture()
        for hours: Int64 in [4, 6] {
            let shift = CalendarShift(worker: Self.one, hours: fixture.now..<fixture.now + .hours(hours))
            let read = RotaCalendarRead(
                calendar: RotaCalendarID("on-call"), role: .dutyWorker, shifts: [shift],
                through: fixture.now + .days(42))
            try fixture.workflow.perform(as: .machine("roster")) { try $0.tellRoster(.rotaCalendarRead(read)) }
            try fixture.advance(hours: 1)
        }
        #expect(try verify(fixture) == [])
        let first: Int64 = try fixture.workflow.perform(as: .user("morag")) { work in
            let version = try Int64.fetchOne(work.tx.db, sql: "SELECT min(version) FROM rota_calendar") ?? 0
            try work.tx.db.execute(sql: "DELETE FROM rota_calendar WHERE version = ?", arguments: [version])
            return version
        }
        #expect(try verify(fixture) == ["rota_calendar on-call/\(first): onlyInLog"])
    }

    /// Whoever had no shift left when it was given to them keeps it, however long ago the leave is over by now.
    @Test func `a leave that is long over still says that there was no shift left`() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let start = try day("2021-03-01").lowerBound
        try change(fixture, [.daysAway(Self.one, start..<start + .days(4))])
        let code = try fixture.onlyCase().code
        try fixture.run(.assign, code) {
            $0.worker = "worker-1"
            $0.reason = "extraShift"
        }
        try fixture.run(.accept, code) { $0.worker = "worker-1" }
        #expect(try row(fixture, .shiftEnd) == nil)
        try fixture.advance(hours: 24 * 9)
        try change(fixture, [.hoursAway(WorkerID("worker-4"), fixture.now..<fixture.now + .hours(1))])
        #expect(try row(fixture, .shiftEnd) == nil)
        #expect(try verify(fixture) == [])
        try fixture.advance(hours: 1)
        #expect(try fixture.onlyCase().owner == .worker(Self.one))
    }

    /// It was ended while nobody else's response was open, so that nothing else kept the roster of its days in sight.
    @Test func `a response that is open again after long goes by the roster of its days`() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let start = try day("2021-03-01").lowerBound
        try change(fixture, [.daysAway(Self.one, start..<start + .days(4))])
        let code = try fixture.onlyCase().code
        try fixture.run(.assign, code) {
            $0.worker = "worker-1"
            $0.reason = "extraShift"
        }
        try fixture.run(.accept, code) { $0.worker = "worker-1" }
        try fixture.run(.end, code) { $0.kind = "diedReported" }
        try fixture.advance(hours: 24 * 9)
        try fixture.reopen()
        try fixture.run(.reopen, code) { $0.reason = "mistake" }
        #expect(try fixture.onlyCase().isOpen)
        #expect(try row(fixture, .shiftEnd) == nil)
        #expect(try verify(fixture) == [])
    }
}
