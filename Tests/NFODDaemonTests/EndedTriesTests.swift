import GRDB
import NFODEngine
import NFODStore
import Notify
import Testing

@testable import NFODDaemon

/// Tries are written down together; one that cannot be written undoes no other.
@Suite struct EndedTriesTests {
    private func dispatcher(of fixture: ThreeDue) throws -> Dispatcher {
        Dispatcher(
            workflow: fixture.daemon.workflow, transport: try CurlTransport(), log: RealClockFixture.log)
    }

    @Test func `a faulty case keeps its own news from being written and no other's; its try is kept`() throws {
        let fixture = try ThreeDue()
        try fixture.daemon.scheduler.tick()
        let dispatcher = try dispatcher(of: fixture)
        let tries = try delivered(of: fixture)
        #expect(tries.count == 3)
        try fixture.plantFault(inCase: 2)
        #expect(try dispatcher.record(tries, limit: GroupLimit(items: 100, holding: .seconds(60))) == 3)
        #expect(try told(in: fixture) == [1, 3])
        #expect(try commands(in: fixture) == 1)
        let states = try fixture.daemon.workflow.read { reading in
            try tries.map { try reading.tx.outbox.entry($0.entry.message.id)?.state }
        }
        #expect(states == [.delivered, .delivered, .delivered])
    }

    @Test func `the writer is given back after a while`() throws {
        let fixture = try ThreeDue()
        try fixture.daemon.scheduler.tick()
        let dispatcher = try dispatcher(of: fixture)
        let tries = try delivered(of: fixture)
        #expect(try dispatcher.record(tries, limit: GroupLimit(items: 100, holding: .zero)) == 1)
        #expect(try dispatcher.record(tries, limit: GroupLimit(items: 2, holding: .seconds(60))) == 2)
    }

    @Test func `what came before the end is written down`() throws {
        let fixture = try ThreeDue()
        try fixture.daemon.scheduler.tick()
        let ended = try EndedTries()
        for one in try delivered(of: fixture) { ended.add(one) }
        ended.end()
        ended.write(with: try dispatcher(of: fixture))
        #expect(try told(in: fixture) == [1, 2, 3])
    }

    private func delivered(of fixture: ThreeDue) throws -> [EndedTry] {
        try fixture.daemon.workflow.read { reading in
            try (1...3).flatMap { try reading.tx.outbox.entries(of: CaseID($0)) }.map { entry in
                EndedTry(
                    entry: entry,
                    attempt: DeliveryTry(
                        startedAt: RealClockFixture.start, endedAt: RealClockFixture.start, outcome: .delivered,
                        code: "ok", status: 204),
                    next: nil)
            }
        }
    }

    private func told(in fixture: ThreeDue) throws -> [Int64] {
        try fixture.daemon.workflow.read { reading in
            try Int64.fetchAll(
                reading.tx.db, sql: "SELECT stream_id FROM event WHERE type = 'told' ORDER BY stream_id")
        }
    }

    private func commands(in fixture: ThreeDue) throws -> Int? {
        try fixture.daemon.workflow.read { reading in
            try Int.fetchOne(
                reading.tx.db, sql: "SELECT count(DISTINCT command_id) FROM event WHERE type = 'told'")
        }
    }
}
