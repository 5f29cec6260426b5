import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

// Foundation and the engine have types of these names too.
typealias Operation = NFODDaemon.Operation
typealias Answer = NFODDaemon.Answer

/// A data directory of its own, with the shipped configuration and a clock that stands still; gone with the test.
final class OperationScratch: Sendable {
    let places: Directories
    let daemon: Daemon
    let root: String

    static let start = Instant(milliseconds: 1_574_157_600_000)  // 2019-11-19T10:00:00Z
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let config = repository + "/config"

    init(clock: Daemon.ClockChoice = .simulated(start)) throws {
        root = OperationScratch.newPath()
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        places = Directories(data: root + "/data", config: OperationScratch.config)
        daemon = try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, clock: clock, createIfMissing: true,
                delivery: .record, seed: 1))
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    static func newPath() -> String { NSTemporaryDirectory() + "/nfod-cli-" + UUID().uuidString.prefix(8) }

    /// - Parameter settings: replaced in the shipped `nfodd.yaml`.
    static func copyConfiguration(to path: String, settings: [String: String]) throws {
        try FileManager.default.copyItem(atPath: config, toPath: path)
        var text = try String(contentsOfFile: path + "/nfodd.yaml", encoding: .utf8)
        for (old, new) in settings {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        try text.write(toFile: path + "/nfodd.yaml", atomically: true, encoding: .utf8)
    }

    func run(_ operation: Operation, asJSON: Bool = false) -> Answer {
        OperationRunner(daemon).run(operation, by: .user("test"), asJSON: asJSON)
    }

    /// A feed with the fixture's header and its first rows, and whatever more is given.
    func feed(_ source: String, rows: Int, more: [UInt8] = []) throws -> String {
        let whole = try String(
            contentsOfFile: OperationScratch.repository + "/Tests/Fixtures/dundee/\(source).csv", encoding: .utf8)
        let lines = whole.split(whereSeparator: \.isNewline).prefix(rows + 1).joined(separator: "\n") + "\n"
        let path = root + "/\(source).csv"
        try Data(Array(lines.utf8) + more).write(to: URL(fileURLWithPath: path))
        return path
    }

    func takeIn(_ source: String, rows: Int) throws {
        let path = try feed(source, rows: rows)
        let answer = run(.ingest(files: [.init(source: source, path: path)], isHistory: false))
        try #require(answer.exitCode == 0, "\(answer.errors)")
    }

    func firstCode() throws -> String {
        try #require(try daemon.workflow.read { try $0.tx.responses.all().first?.code.name })
    }
}
