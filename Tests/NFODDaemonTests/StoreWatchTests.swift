import Foundation
import GRDB
import NFODConfig
import NFODEngine
import NFODStore
import Synchronization
import Testing

@testable import NFODDaemon

/// What the daemon finds when it looks at its disk and its database, and what it does then.
@Suite struct StoreWatchTests {
    private static let megabyte: Int64 = 1_048_576

    @Test func aDiskThatFillsIsLowThenFullThenNeitherWithTheReserveGivenUpAndSetAsideAgain() async throws {
        let fixture = try RealClockFixture(settings: ["reserveMegabytes: 64": "reserveMegabytes: 1"])
        let free = StubDisk()
        fixture.watch { free.megabytes * Self.megabyte }
        let store = fixture.daemon.store
        try await fixture.look()
        #expect(fixture.alarms == [])
        #expect(store.reserve.isSetAside)
        free.megabytes = 1_024
        try await fixture.look()
        #expect(fixture.alarms == ["diskLow"])
        // Between the two levels it stays as it was.
        free.megabytes = 1_200
        try await fixture.look()
        #expect(fixture.alarms == ["diskLow"])
        free.megabytes = 32
        try await fixture.look()
        #expect(fixture.alarms == ["diskFull", "diskLow"])
        #expect(fixture.daemon.alarms.notReady == [.diskFull])
        #expect(throws: DaemonError.intakeClosed(.full)) { try fixture.ambulance() }
        let answer = Failure.answer(DaemonError.intakeClosed(.full))
        #expect((answer.exitCode, answer.errors.first?.contains("[diskFull]")) == (3, true))
        // SQLite meets the end of the disk.
        #expect(throws: (any Error).self) {
            try store.write { _ in throw DatabaseError(resultCode: .SQLITE_FULL) }
        }
        #expect(!store.reserve.isSetAside)
        free.megabytes = 33
        try await fixture.look()
        #expect(fixture.alarms == ["diskFull", "diskLow"])
        free.megabytes = 5_000
        try await fixture.look()
        #expect(fixture.alarms == [])
        #expect(store.reserve.isSetAside)
        #expect(try fixture.ambulance().accepted == 1)
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func aFaultOfTheDiskWhileSomethingIsHandledIsNobodysCase() throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        fixture.machine.pass(.hours(23))
        try fixture.limitPages(to: 0)
        var before = try fixture.story
        var found: StoreFault?
        for _ in 0..<50 where found == nil {
            // What fits into the room there is goes on; the first turn that does not leaves nothing behind.
            before = try fixture.story
            do { try fixture.daemon.scheduler.tick() } catch { found = StoreFault(error) }
            fixture.machine.pass(.hours(2))
        }
        #expect(found == .full)
        #expect(try fixture.story == before)
        try fixture.limitPages(to: 1_000)
        while try fixture.daemon.scheduler.tick() > 0 {}
        #expect(!fixture.alarms.contains { $0.hasPrefix("faultyCase") })
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func aDirectoryThatWasTakenAwayEndsTheDaemon() async throws {
        let fixture = try RealClockFixture()
        try await fixture.look()
        try FileManager.default.removeItem(atPath: fixture.directory)
        await #expect(throws: StoreError.lost(.gone)) { try await fixture.look() }
        #expect(fixture.daemon.store.condition.loss == .gone)
        #expect(throws: StoreError.lost(.gone)) { try fixture.ambulance() }
        let answer = Failure.answer(StoreError.lost(.gone))
        #expect((answer.exitCode, answer.errors.first?.contains("[storeLost]")) == (3, true))
        // Nothing is made in its place.
        #expect(!FileManager.default.fileExists(atPath: fixture.directory))
    }

    @Test func aDatabaseThatIsReadThroughWholeSaysSoInTheStatus() async throws {
        let fixture = try RealClockFixture()
        #expect(fixture.run(.status).output.contains("checked  not yet"))
        try await fixture.check()
        #expect(fixture.run(.status).output.contains("checked  2021-03-01T10:00:00+00:00: whole"))
        fixture.machine.pass(.hours(23))
        try await fixture.check()
        #expect(fixture.run(.status).output.contains("checked  2021-03-01T10:00:00+00:00: whole"))
        fixture.machine.pass(.hours(1))
        try await fixture.check()
        #expect(fixture.run(.status).output.contains("checked  2021-03-02T10:00:00+00:00: whole"))
    }

    @Test func aDamagedDatabaseTakesNothingInAndAlarmsUntilItIsFoundWhole() async throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        let restored = try fixture.scribble()
        try await fixture.check()
        try await fixture.look()
        #expect(fixture.alarms == ["storeCheckFailed"])
        #expect(fixture.daemon.alarms.notReady == [.storeCheckFailed])
        #expect(throws: DaemonError.intakeClosed(.damaged)) { try fixture.ambulance() }
        try restored()
        try await fixture.check()
        try await fixture.look()
        #expect(fixture.alarms == [])
    }

    @Test func aLogThatSomebodyKeepsFromBeingEmptiedIsAlarmed() async throws {
        let fixture = try RealClockFixture(settings: ["logMegabytes: 64": "logMegabytes: 1"])
        var open = Configuration()
        open.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: fixture.directory + "/nfodd.db", configuration: open)
        try reader.inDatabase { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM event")
        }
        try fixture.perform { work in
            for number in 0..<3_000 { try work.tx.meta.set("filler-\(number)", to: String(repeating: "x", count: 700)) }
        }
        try await fixture.look()
        #expect(fixture.alarms == ["walLarge"])
        try reader.inDatabase { try $0.execute(sql: "COMMIT") }
        try await fixture.look()
        #expect(fixture.alarms == [])
        try reader.close()
    }
}

/// A disk of which a test says how much is left.
final class StubDisk: Sendable {
    private let left = Mutex<Int64>(5_000)

    var megabytes: Int64 {
        get { left.withLock { $0 } }
        set { left.withLock { $0 = newValue } }
    }
}

extension RealClockFixture {
    func check() async throws { try await StoreCheckRound(daemon: daemon, log: Self.log).runWhenDue() }

    func limitPages(to more: Int) throws {
        try daemon.store.write { tx in
            let count = try Int.fetchOne(tx.db, sql: "PRAGMA page_count") ?? 0
            try tx.db.execute(sql: "PRAGMA max_page_count = \(count + more)")
        }
    }

    /// Overwrites a page of the reviews' tree in the file, as a failing disk would.
    /// - Returns: what puts it right again.
    func scribble() throws -> () throws -> Void {
        try daemon.store.checkpoint()
        let (page, size) = try daemon.store.read { tx in
            let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'idempotency'"
            return (
                try #require(try Int.fetchOne(tx.db, sql: sql)),
                try #require(try Int.fetchOne(tx.db, sql: "PRAGMA page_size"))
            )
        }
        let place = UInt64((page - 1) * size)
        let file = try #require(FileHandle(forUpdatingAtPath: directory + "/nfodd.db"))
        try file.seek(toOffset: place)
        let whole = try #require(try file.read(upToCount: 100))
        let write = { (bytes: Data) in
            try file.seek(toOffset: place)
            try file.write(contentsOf: bytes)
        }
        try write(Data(repeating: 0xA5, count: 100))
        return { try write(whole) }
    }
}
