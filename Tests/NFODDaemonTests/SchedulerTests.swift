import Foundation
import GRDB
import NFODEngine
import NFODStore
import Synchronization
import Testing

@testable import NFODDaemon

/// What is due together is committed together, and what is faulty stays alone.
@Suite struct SchedulerTests {
    @Test func `levels due at one instant are one transaction`() throws {
        let fixture = try ThreeDue()
        let turn = try fixture.daemon.scheduler.turn()
        #expect((turn.handled, turn.isCut) == (3, false))
        #expect(try fixture.fired() == [[1, 2, 3]])
        #expect(turn.nextWake == (try fixture.daemon.scheduler.nextWake()))
    }

    @Test(arguments: [
        GroupLimit(items: 1, holding: .seconds(60)), GroupLimit(items: 200, holding: .zero),
    ])
    func `a transaction ends when it has held the writer long enough`(limit: GroupLimit) throws {
        let fixture = try ThreeDue()
        let scheduler = Scheduler(fixture.daemon.workflow, limit: limit)
        let turn = try scheduler.turn()
        #expect((turn.handled, turn.isCut) == (1, true))
        #expect(try scheduler.tick() == 2)
        #expect(try fixture.fired() == [[1], [2], [3]], "oldest first")
    }

    /// Told a day late, each case has two levels due at one instant. Where a transaction happens to end, which the
    /// machine's pace decides, must not change the order of what happens.
    @Test(arguments: [
        GroupLimit.standard, GroupLimit(items: 1, holding: .seconds(60)), GroupLimit(items: 2, holding: .seconds(60)),
        GroupLimit(items: 200, holding: .zero),
    ])
    func `what is due at one instant happens in one order, however it is cut into transactions`(
        limit: GroupLimit
    ) throws {
        let fixture = try ThreeDue(callDate: "28/02/2021", hour: "03")
        try Scheduler(fixture.daemon.workflow, limit: limit).tick()
        #expect(try fixture.fired().flatMap { $0 } == [1, 1, 2, 2, 3, 3])
    }

    @Test func `a faulty case in a group backs off alone`() throws {
        let fixture = try ThreeDue()
        try fixture.plantFault(inCase: 2)
        #expect(try fixture.daemon.scheduler.tick() == 3)
        #expect(try fixture.fired() == [[1, 3]])
        let second = try fixture.daemon.workflow.read { try #require(try $0.loadCase(CaseID(2))) }
        #expect(second.state.ladder?.levels.first == .waiting, "what was undone is not remembered")
        #expect(fixture.real.alarms.contains { $0.hasPrefix("faultyCase") })
        try fixture.real.perform { try $0.tx.db.execute(sql: "DROP TRIGGER fault") }
        #expect(try fixture.daemon.scheduler.tick() == 0)
        fixture.real.machine.pass(.minutes(5))
        try fixture.daemon.scheduler.tick()
        #expect(try fixture.fired() == [[1, 3], [2]])
        #expect(fixture.real.run(.verify).exitCode == 0)
    }

    @Test func `what an item undid is not seen by the next one of its transaction`() throws {
        let fixture = try ThreeDue()
        try fixture.real.perform { work in
            let before = try work.loadCase(CaseID(1))
            let failure = try work.item {
                try work.handle(.doubtOverdose([CaseID(2)]), on: CaseID(1))
                throw CaseRefusal.noPlan
            }
            #expect(failure as? CaseRefusal == .noPlan)
            #expect(try work.loadCase(CaseID(1))?.state == before?.state)
            #expect(try work.item { try work.handle(.doubtOverdose([CaseID(3)]), on: CaseID(1)) } == nil)
        }
        let after = try fixture.daemon.workflow.read { try $0.loadCase(CaseID(1)) }
        #expect(after?.state.mayBeSameAs == [CaseID(3)])
        #expect(fixture.real.run(.verify).exitCode == 0)
    }

    @Test func `without anything due nothing is written`() throws {
        let fixture = try ThreeDue()
        try fixture.daemon.scheduler.tick()
        let commands = try fixture.daemon.workflow.read { try $0.tx.counters.last("command") }
        #expect(try fixture.daemon.scheduler.tick() == 0)
        #expect(try fixture.daemon.workflow.read { try $0.tx.counters.last("command") } == commands)
    }

    @Test func `after a start the cases that are due next are folded ahead`() throws {
        let fixture = try ThreeDue()
        try fixture.daemon.scheduler.tick()
        try fixture.real.reopen()
        let workflow = fixture.daemon.workflow
        let ids = (1...3).map { CaseID($0) }
        let versions = try workflow.store.read { tx in try ids.map { try tx.events.version(of: .case($0)) } }
        let known = { zip(ids, versions).map { workflow.cases.get($0, version: $1) != nil } }
        #expect(known() == [false, false, false])
        try FoldAhead(workflow).run { true }
        #expect(known() == [false, false, false], "in eight hours they are due again: that is far")
        fixture.real.machine.pass(.hours(8) - .minutes(5))
        try FoldAhead(workflow).run { false }
        #expect(known() == [false, false, false], "nobody wanted it any more")
        try FoldAhead(workflow).run { true }
        #expect(known() == [true, true, true])
    }

    /// The service would sleep for an hour: only the change that writes the earlier row can wake it.
    @Test(.timeLimit(.minutes(10)))
    func `an earlier due row wakes the scheduler`() async throws {
        let real = try RealClockFixture()
        let service = SchedulerService(real.daemon, log: RealClockFixture.log, longest: .hours(1))
        let (changes, change) = AsyncStream.makeStream(of: Void.self)
        real.daemon.workflow.onChange { change.yield() }
        real.daemon.workflow.progress.expect([.scheduler])
        let running = Task { try await service.run() }
        while real.daemon.workflow.progress.notBegun.contains(.scheduler) { await Task.yield() }
        // A notification of an overdose two hours ago: the first level is due at once.
        _ = try real.ambulance()
        for await _ in changes {
            if try ThreeDue.fired(real.daemon) == [[1]] { break }
        }
        running.cancel()
        try await running.value
    }
}

/// Three overdoses of three people at one time, their first levels due.
final class ThreeDue {
    let real: RealClockFixture

    var daemon: Daemon { real.daemon }

    init(callDate: String = "01/03/2021", hour: String = "08") throws {
        real = try RealClockFixture()
        for number in 1...3 {
            let surname = ["Quartzmoor", "Fernbrook", "Holloway"][number - 1]
            _ = try real.daemon.intake.ingest(
                SourceID("ambulance"),
                cells: [
                    "Incident No": "SAS-\(number)", "Call Date": callDate, "Call Time": "\(hour):0\(number)",
                    "Forename": "Ailsa\(number)", "Surname": surname, "DOB": "0\(number)/02/198\(number)", "Sex": "F",
                    "Home Postcode": "DD\(number) 1AA", "Naloxone": "Y", "Sent": "2021-03-01",
                ], by: .source(SourceID("ambulance")))
        }
    }

    /// Whatever is wrong with it, its row cannot be written.
    func plantFault(inCase number: Int64) throws {
        try real.perform { work in
            try work.tx.db.execute(
                sql: """
                    CREATE TEMP TRIGGER fault BEFORE UPDATE ON main.response WHEN NEW.id = \(number)
                    BEGIN SELECT raise(ABORT, 'planted'); END
                    """)
        }
    }

    /// Cases whose level fired, by transaction.
    func fired() throws -> [[Int64]] { try Self.fired(daemon) }

    static func fired(_ daemon: Daemon) throws -> [[Int64]] {
        try daemon.workflow.read { reading in
            let rows = try Row.fetchAll(
                reading.tx.db,
                sql: """
                    SELECT group_concat(stream_id) FROM (SELECT * FROM event ORDER BY sequence)
                    WHERE type = 'levelFired' GROUP BY command_id ORDER BY command_id
                    """)
            return rows.map { row in (row[0] as String).split(separator: ",").compactMap { Int64($0) } }
        }
    }
}
