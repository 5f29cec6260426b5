import Foundation
import GRDB
import NFODEngine
import Testing

@testable import NFODStore

@Suite struct OpeningTests {
    @Test func aNewStoreIsPrivate() throws {
        let test = try TestStore()
        #expect(try mode(test.directory) == 0o700)
        for file in ["nfodd.db", "nfodd.db-wal", "nfodd.lock", "vault.key"] {
            #expect(try mode(test.directory + "/" + file) == 0o600, "\(file)")
        }
    }

    @Test func rightsOfOthersAreTakenAwayAtOpen() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try TestStore.open(path, creating: true).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + "/nfodd.db")
        try TestStore.open(path).close()
        #expect(try mode(path) == 0o700)
        #expect(try mode(path + "/nfodd.db") == 0o600)
    }

    @Test func aMissingDirectoryIsNamed() throws {
        let path = TestStore.newPath()
        #expect(try storeError { try TestStore.open(path) } == .directoryMissing(path))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func anEmptyDirectoryIsNotMadeAStoreSilently() throws {
        let path = try emptyDirectory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try storeError { try TestStore.open(path) } == .databaseMissing(path))
        #expect(!FileManager.default.fileExists(atPath: path + "/nfodd.db"))
    }

    @Test func anEmptyFileIsNotADatabase() throws {
        let path = try emptyDirectory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data().write(to: URL(filePath: path + "/nfodd.db"))
        #expect(try storeError { try TestStore.open(path) } == .databaseMissing(path + "/nfodd.db"))
    }

    @Test func aReadOnlyDirectoryIsNamed() throws {
        let path = try emptyDirectory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: path)
        #expect(try storeError { try TestStore.open(path, creating: true) } == .directoryReadOnly(path))
    }

    @Test func aSecondOpenerIsToldWhoHoldsTheDirectory() throws {
        let test = try TestStore()
        let error = try storeError { try TestStore.open(test.directory) }
        #expect(error == .inUse(directory: test.directory, holder: getpid()))
        #expect(error?.message.contains("process \(getpid())") == true)
    }

    @Test func theHolderAndItsSocketCanBeAskedFor() throws {
        let test = try TestStore()
        #expect(ProcessLock.holder(of: test.directory)?.process == getpid())
        test.store.lock.announce(socket: "/run/nfodd/a.sock")
        #expect(ProcessLock.holder(of: test.directory)?.socket == "/run/nfodd/a.sock")
        try test.store.close()
        #expect(ProcessLock.holder(of: test.directory) == nil)
    }

    @Test func aRefusedOpenGivesTheLockBack() throws {
        let path = try emptyDirectory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try storeError { try TestStore.open(path) } != nil)
        #expect(ProcessLock.holder(of: path) == nil)
        try TestStore.open(path, creating: true).close()
    }

    @Test func aClosedStoreRefusesEverythingButClosing() async throws {
        let test = try TestStore()
        try test.store.close()
        try test.store.close()
        let store = test.store
        #expect(try storeError { try store.write { try $0.counters.next("x") } } == .closed)
        #expect(try storeError { try store.read { try $0.counters.last("x") } } == .closed)
        #expect(try storeError { try store.checkpoint() } == .closed)
        #expect(try storeError { try store.verifyChain() } == .closed)
        await #expect(throws: StoreError.closed) { try await store.write { try $0.counters.next("x") } }
        await #expect(throws: StoreError.closed) { try await store.read { try $0.counters.last("x") } }
    }

    @Test func aDatabaseOfANewerProgramIsRefusedAndLeftAlone() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try TestStore.open(path, creating: true).close()
        let file = try DatabaseQueue(path: path + "/nfodd.db")
        try file.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        try file.close()
        #expect(try storeError { try TestStore.open(path) } == .databaseNewer(found: 99, known: 1))
    }

    @Test func aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws {
        let path = try emptyDirectory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try DatabaseQueue(path: path + "/nfodd.db")
        try file.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        try file.close()
        #expect(try storeError { try TestStore.open(path, creating: true) } == .databaseForeign(path + "/nfodd.db"))
        let again = try DatabaseQueue(path: path + "/nfodd.db")
        #expect(try again.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema") } == ["recipe"])
        #expect(try again.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "delete")
    }

    @Test func aFileThatIsNoDatabaseIsCalledDamaged() throws {
        let path = try emptyDirectory()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(repeating: 0x41, count: 8_192).write(to: URL(filePath: path + "/nfodd.db"))
        #expect(try storeError { try TestStore.open(path) } == .databaseDamaged(path + "/nfodd.db"))
    }

    @Test(
        arguments: [
            (0xEF53, .local), (0x0102_1994, .local), (0x794C_7630, .local), (0x5846_5342, .local),
            (0x6969, .remote("nfs")), (0xFF53_4D42, .remote("cifs")), (0xFE53_4D42, .remote("smb2")),
            (0x6573_5546, .remote("fuse")), (0x0102_1997, .remote("9p")),
        ] as [(UInt32, FileSystemKind)])
    func remoteFileSystemsAreToldByTheirNumber(magic: UInt32, kind: FileSystemKind) {
        #expect(FileSystemKind(magic: magic) == kind)
    }

    @Test func theDiskOfTheTestsIsLocal() {
        #expect(FileSystemKind(of: NSTemporaryDirectory()) == .local)
        #expect(FileSystemKind(of: "/there/is/nothing/here") == .local)
    }

    private func emptyDirectory() throws -> String {
        let path = TestStore.newPath()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
