import Foundation
import GRDB
import NFODEngine
import Testing

@testable import NFODStore

/// What the store does when the disk is full, fails, or is taken away; and how it keeps itself.
@Suite struct CareTests {
    @Test func aFullDiskGivesUpTheReserveAndTakesNothingBack() throws {
        let test = try TestStore()
        #expect(test.store.reserve.setAside(1 << 20))
        let before = try test.note("before")
        try limitPages(test.store, to: 0)
        let error = try fault { for number in 0..<1_000 { try test.note("more \(number)", on: .system) } }
        #expect(error == .full)
        #expect(test.store.condition.isFull)
        #expect(!test.store.reserve.isSetAside)
        #expect(test.store.condition.loss == nil)
        // The alarm can be written once there is room.
        try limitPages(test.store, to: 1_000)
        #expect(try test.note("alarm", on: .system) > before)
        #expect(try test.store.verifyChain() != .broken(sequence: 1, reason: .missing))
    }

    @Test(arguments: [
        (ResultCode.SQLITE_IOERR_FSYNC, StoreFault.disk), (.SQLITE_IOERR_WRITE, .disk), (.SQLITE_IOERR_READ, .disk),
        (.SQLITE_READONLY, .readOnly), (.SQLITE_READONLY_DBMOVED, .exchanged),
    ])
    func afterAFaultOfTheDiskNothingIsTriedAgain(code: ResultCode, found: StoreFault) throws {
        let test = try TestStore()
        try test.note("before")
        #expect(try fault { try test.store.write { _ in throw DatabaseError(resultCode: code) } } == found)
        #expect(test.store.condition.loss == found)
        #expect(try storeError { try test.note("after") } == .lost(found))
        #expect(try storeError { try test.store.read { try $0.events.head() } } == .lost(found))
        #expect(try storeError { try test.store.checkpoint() } == .lost(found))
        let length = test.store.place.logBytes()
        #expect(length > 0)
        try test.store.close()
        #expect(test.store.place.logBytes() == length, "closing must not sync again")
    }

    @Test(arguments: [ResultCode.SQLITE_CONSTRAINT, .SQLITE_BUSY, .SQLITE_INTERRUPT, .SQLITE_ERROR])
    func aFaultOfOneStatementIsNotTheStores(code: ResultCode) throws {
        let test = try TestStore()
        #expect(try fault { try test.store.write { _ in throw DatabaseError(resultCode: code) } } == nil)
        #expect(test.store.condition.loss == nil)
        try test.note("after")
    }

    @Test func aPlaceThatIsAsItWasHasNoFault() throws {
        let test = try TestStore()
        #expect(test.store.place.fault() == nil)
        #expect((test.store.place.freeBytes() ?? 0) > 0)
    }

    @Test func aRemovedDirectoryIsNoticed() throws {
        let test = try TestStore()
        try FileManager.default.removeItem(atPath: test.directory)
        #expect(test.store.place.fault() == .gone)
        #expect(!FileManager.default.fileExists(atPath: test.directory))
    }

    @Test func anExchangedDirectoryIsNoticed() throws {
        let test = try TestStore()
        let aside = test.directory + "-aside"
        try FileManager.default.moveItem(atPath: test.directory, toPath: aside)
        defer { try? FileManager.default.removeItem(atPath: aside) }
        #expect(test.store.place.fault() == .gone)
        try FileManager.default.createDirectory(atPath: test.directory, withIntermediateDirectories: false)
        #expect(test.store.place.fault() == .exchanged)
    }

    @Test(arguments: ["nfodd.db", "nfodd.db-wal", "nfodd.lock"])
    func aFileThatIsGoneExchangedOrReadOnlyIsNoticed(name: String) throws {
        let test = try TestStore()
        let file = test.directory + "/" + name
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file)
        #expect(test.store.place.fault() == .readOnly)
        try FileManager.default.moveItem(atPath: file, toPath: file + "-aside")
        #expect(test.store.place.fault() == .gone)
        try Data("other".utf8).write(to: URL(fileURLWithPath: file))
        #expect(test.store.place.fault() == .exchanged)
    }

    @Test func theLogIsEmptiedWhenItIsTooLongUnlessSomebodyReads() throws {
        let test = try TestStore()
        for number in 0..<50 { try test.note("n \(number)", on: .system) }
        let length = test.store.place.logBytes()
        #expect(try test.store.keepLog(below: length) == length)
        // Another program that reads: it holds what it saw in the log.
        var open = Configuration()
        open.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: test.directory + "/nfodd.db", configuration: open)
        try reader.inDatabase { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM event")
        }
        #expect(try test.store.keepLog(below: 0) > 0)
        #expect(try test.store.settings()["busy_timeout"] == "5000")
        try reader.inDatabase { try $0.execute(sql: "COMMIT") }
        #expect(try test.store.keepLog(below: 0) == 0)
        try reader.close()
        try test.note("after", on: .system)
    }

    @Test func aWholeDatabaseIsFoundWholeAndADamagedOneDamaged() throws {
        let test = try TestStore()
        for number in 0..<400 { try test.note("n \(number)", on: .system) }
        try test.store.checkpoint()
        let check = try StoreCheck(test.store)
        defer { check.close() }
        let tables = try check.tables()
        #expect(tables.contains("event") && tables.contains("outbox"))
        #expect(try tables.allSatisfy { try check.isWhole($0) })
        try scribble(test)
        let again = try StoreCheck(test.store)
        defer { again.close() }
        #expect(try !tables.allSatisfy { try again.isWhole($0) })
    }

    /// Overwrites a page of the events' tree in the file, as a failing disk would.
    private func scribble(_ test: TestStore) throws {
        let page = try test.store.read {
            try #require(try Int.fetchOne($0.db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"))
        }
        let size = try test.store.read { try #require(try Int.fetchOne($0.db, sql: "PRAGMA page_size")) }
        let file = try #require(FileHandle(forUpdatingAtPath: test.directory + "/nfodd.db"))
        try file.seek(toOffset: UInt64((page - 1) * size + 12))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 200))
        try file.close()
    }

    private func limitPages(_ store: Store, to more: Int) throws {
        try store.write { tx in
            let count = try Int.fetchOne(tx.db, sql: "PRAGMA page_count") ?? 0
            try tx.db.execute(sql: "PRAGMA max_page_count = \(count + more)")
        }
    }

    private func fault(_ body: () throws -> Void) throws -> StoreFault? {
        do { try body() } catch { return StoreFault(error) }
        return nil
    }
}
