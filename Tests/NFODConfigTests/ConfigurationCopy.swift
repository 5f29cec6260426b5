import Foundation
import NFODConfig
import NFODEngine
import Testing

/// A copy of the shipped configuration in a scratch directory, for spoiling.
final class ConfigurationCopy {
    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "config")
    static let today = CivilDate(dayNumber: 20_000)

    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "nfodd-config-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: Self.shipped, to: directory)
    }

    deinit {
        do { try FileManager.default.removeItem(at: directory) } catch { Issue.record(error) }
    }

    static func text(_ file: String) throws -> String {
        try String(contentsOf: shipped.appending(path: file), encoding: .utf8)
    }

    /// Replaces the one place where `old` stands. Returns the 1-based line of it.
    @discardableResult
    func replace(_ old: String, with new: String, in file: String) throws -> Int {
        let url = directory.appending(path: file)
        let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: old)
        try #require(parts.count == 2, "'\(old)' stands \(parts.count - 1) times in \(file)")
        try Data(parts.joined(separator: new).utf8).write(to: url)
        return parts[0].components(separatedBy: "\n").count
    }

    func load() throws -> Configuration {
        try Configuration.load(directory: directory.path, today: Self.today)
    }

    /// Every problem named; empty when the configuration is right.
    func problems() -> [Problem] {
        do throws(ConfigurationProblems) {
            _ = try Configuration.load(directory: directory.path, today: Self.today)
            return []
        } catch {
            return error.problems
        }
    }
}
