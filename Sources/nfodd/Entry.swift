import ArgumentParser
import Foundation
import NFODDaemon

/// Parses and runs. Wrong use ends with 2 and one line, not with the parser's own code and page of help.
@main
enum Entry {
    static func main() async {
        if let number = Daemon.forbidDumps() {
            // Memory is as safe then as the system's own limit makes it, and whoever waits is served all the same.
            Console.complain("nfodd: this process's memory can be dumped (errno \(number))")
        }
        do {
            var command = try NFODD.parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        switch NFODD.exitCode(for: error) {
        case .validationFailure:
            let lines = NFODD.message(for: error).split(whereSeparator: \.isNewline)
            refuse(lines.joined(separator: " "))
        case .success where !wantsHelp: refuse("say which command")
        default: NFODD.exit(withError: error)
        }
    }

    /// The parser takes a command that is only half there for a request for help.
    private static var wantsHelp: Bool {
        CommandLine.arguments.dropFirst().contains { word in
            ["help", "-h", "--version"].contains(word) || word.hasPrefix("--help") || word.hasPrefix("--generate-")
                || word.hasPrefix("--experimental-")
        }
    }

    private static func refuse(_ message: String) -> Never {
        Console.complain("nfodd: \(message); see `nfodd help` [usage]")
        exit(wrongUse)
    }

    private static let wrongUse: Int32 = 2
}
