import Foundation
import Testing

/// The manual page and the README name every command that the program has.
@Suite struct ManualTests {
    /// The commands under one, as the program's own help lists them; the default one has no name of its own to type.
    private func commands(of path: [String]) throws -> [String] {
        let help = try Program.run(path + ["--help"]).output
        guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else { return [] }
        return list.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
            .filter { !$0.contains("(default)") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: DaemonFixture.root.appendingPathComponent(path), encoding: .utf8)
    }

    private func words(_ lines: [Substring]) -> Set<String> {
        Set(lines.joined(separator: " ").split { !$0.isLetter && $0 != "-" }.map(String.init))
    }

    @Test func theManualPageNamesEveryCommand() throws {
        let page = try text("packaging/nfodd.1").replacingOccurrences(of: "\\-", with: "-")
            .replacingOccurrences(of: "\\fR|\\fB", with: " ").split(separator: "\n")
        let all = try commands(of: [])
        #expect(all.count > 15)
        for command in all {
            let beginnings = [".B \(command) ", ".B \(command)\\f", ".BI \"\(command) "]
            let entries = page.filter { line in beginnings.contains { "\(line) ".hasPrefix($0) } }
            #expect(!entries.isEmpty, "the manual page lacks \(command)")
            // The commands on a case are many; its line leads to their help.
            guard command != "case" else { continue }
            for sub in try commands(of: [command]) where !words(entries).contains(sub) {
                Issue.record("the manual page lacks \(command) \(sub)")
            }
        }
    }

    @Test func theTableOfTheReadmeNamesEveryCommand() throws {
        let rows = try text("README.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        for command in try commands(of: []) {
            let entries = rows.filter { $0.contains("`\(command) ") || $0.contains("`\(command)`") }
            #expect(!entries.isEmpty, "the README lacks \(command)")
            for sub in try commands(of: [command]) where !words(entries).contains(sub) {
                Issue.record("the README lacks \(command) \(sub)")
            }
        }
    }
}
