import ArgumentParser
import Foundation
import NFODDaemon

/// Standard output, standard error and the exit code.
enum Console {
    static func say(_ text: String) {
        // Not `hasSuffix`: the line end of CSV, CR and LF, is one character and does not end with LF.
        let isWhole = text.utf8.last == 0x0A
        try? FileHandle.standardOutput.write(contentsOf: Data((isWhole ? text : text + "\n").utf8))
    }

    static func complain(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Runs a command; what goes wrong is told in one line each, with the exit code that belongs to it.
    static func reporting(_ body: () throws -> Void) throws {
        do { try body() } catch let error as ExitCode { throw error } catch { try give(Failure.answer(error)) }
    }

    /// Prints an answer and ends with its exit code.
    static func give(_ answer: Answer) throws {
        if !answer.output.isEmpty { say(answer.output) }
        for line in answer.errors { complain("nfodd: " + line) }
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }

    /// Asks the daemon or the directory, and gives the answer.
    static func ask(_ operation: NFODDaemon.Operation, _ places: Places, asJSON: Bool = false) throws {
        try reporting { try give(Client.ask(operation, places.directories, asJSON: asJSON)) }
    }
}
