import Foundation

/// The repository's own files, read once.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Everything the rules look at: code, tests, configuration, words for people.
    static let files: [StyleFile] =
        read(["Sources", "Tests", "config", "docs", "packaging", "script"])
        + ["Package.swift", "README.md", "ARCHITECTURE.md", "CHANGELOG.md"].compactMap { file($0) }

    static let swift = files.filter(\.isSwift)
    static let sources = swift.filter(\.isSource)

    private static func read(_ directories: [String]) -> [StyleFile] {
        directories.flatMap { directory in
            let names = FileManager.default.enumerator(atPath: root.appending(path: directory).path) ?? .init()
            return names.compactMap { $0 as? String }.sorted().compactMap { file(directory + "/" + $0) }
        }
    }

    /// Nil for a directory, a file that is not there, and one that is not text.
    private static func file(_ path: String) -> StyleFile? {
        guard let data = try? Data(contentsOf: root.appending(path: path)) else { return nil }
        return String(data: data, encoding: .utf8).map { StyleFile(path, $0) }
    }
}
