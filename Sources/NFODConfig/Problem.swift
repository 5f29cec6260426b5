/// One thing that is wrong with a configuration file: where, and what to do about it.
public struct Problem: Error, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Path of the file, relative to the configuration directory.
    public let file: String
    /// 1-based; 0 when the file as a whole is meant.
    public let line: Int
    /// What was found, what was expected, what to do: one line of plain English.
    public let message: String

    public init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }

    public static func < (left: Problem, right: Problem) -> Bool {
        (left.file, left.line, left.message) < (right.file, right.line, right.message)
    }
}

/// Everything that is wrong with a configuration, all at once.
public struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
    public let problems: [Problem]

    public init(_ problems: [Problem]) { self.problems = problems.sorted() }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
