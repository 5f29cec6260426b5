import Foundation
import Testing

/// The `nfodd` that was built beside these tests.
enum Program {
    struct Run {
        let code: Int32
        let output: String
        /// Lines of standard error.
        let errors: [String]
    }

    /// A program that goes on.
    struct Started {
        let process: Process
        let errors: FileHandle

        /// Reads standard error until it says so; false when the program ends first.
        func waitForError(containing word: String) -> Bool {
            var seen = ""
            while case let piece = errors.availableData, !piece.isEmpty {
                seen += String(decoding: piece, as: UTF8.self)
                if seen.contains(word) { return true }
            }
            return false
        }
    }

    static func run(_ arguments: [String]) throws -> Run {
        let (process, output, errors) = (try process(arguments), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Run(
            code: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    static func start(_ arguments: [String]) throws -> Started {
        let (process, errors) = (try process(arguments), Pipe())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        return Started(process: process, errors: errors.fileHandleForReading)
    }

    static func process(_ arguments: [String]) throws -> Process {
        let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let program = beside.appendingPathComponent("nfodd")
        try #require(FileManager.default.isExecutableFile(atPath: program.path), "build the program first")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        return process
    }
}
