import ArgumentParser
import Foundation

/// Parses and runs. Wrong use ends with 2 and one line, not with the parser's own code and page of help.
@main
enum Entry {
    static func main() async {
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
        let code = NFODD.exitCode(for: error)
        guard code == .validationFailure else { NFODD.exit(withError: error) }
        let lines = NFODD.message(for: error).split(whereSeparator: \.isNewline)
        Console.complain("nfodd: " + lines.joined(separator: " ") + "; see `nfodd help` [usage]")
        exit(wrongUse)
    }

    private static let wrongUse: Int32 = 2
}
