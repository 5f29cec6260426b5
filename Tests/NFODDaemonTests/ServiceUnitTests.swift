import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

/// What systemd starts after the data were lost.
@Suite struct ServiceUnitTests {
    /// The words of the shipped unit's command.
    private func command() throws -> [Substring] {
        let path = DaemonFixture.root.appendingPathComponent("packaging/nfodd.service").path
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return try #require(lines.first { $0.hasPrefix("ExecStart=") }).split(separator: " ")
    }

    @Test func aServiceWhoseDatabaseIsLostDoesNotBeginAnewBesideTheKey() throws {
        let directory = NSTemporaryDirectory() + "/nfodd-lost-" + UUID().uuidString.prefix(8)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try open(directory, creating: true).close()
        for file in ["nfodd.db", "nfodd.db-wal", "nfodd.db-shm"] {
            try? FileManager.default.removeItem(atPath: directory + "/" + file)
        }
        #expect(FileManager.default.fileExists(atPath: directory + "/vault.key"))
        let creating = try command().contains("--create")
        #expect(throws: StoreError.databaseMissing(directory)) { try open(directory, creating: creating) }
        #expect(!FileManager.default.fileExists(atPath: directory + "/nfodd.db"))
    }

    @discardableResult
    private func open(_ directory: String, creating: Bool) throws -> Daemon {
        let start = Instant(milliseconds: 1_614_592_800_000)
        return try Daemon(
            Daemon.Options(
                dataDirectory: directory, configDirectory: DaemonFixture.config, clock: .simulated(start),
                createIfMissing: creating, delivery: .record, seed: 7))
    }
}
