/// Nothing that can stop the daemon by surprise, nothing that is left for later.
enum SafetyRules {
    private static let refused = ["try!", "as!", "fatalError(", "assert(", "assertionFailure("]
    /// They wait for an instant of the wall clock: one that is set back makes them wait for hours.
    private static let byWallClock = ["wait(until:", "wallDeadline", "wallTimeout", "sleep(until: Date"]
    private static let proofNeeded = ["nonisolated(unsafe)", "@unchecked Sendable"]
    private static let proofs = ["Sendable because ", "Proof: "]

    static func check(_ file: StyleFile) -> [Violation] {
        guard file.isSource, file.isSwift else { return [] }
        return file.lines(of: file.code, having: refused) { "no \($0)" }
            + file.lines(of: file.code, having: byWallClock) { "\($0) goes by the wall clock; use ThreadBell" }
            + forceUnwraps(file) + unproven(file)
    }

    /// Also for tests, scripts and configuration.
    static func leftOvers(_ file: StyleFile) -> [Violation] {
        file.lines(of: file.lines, having: ["TODO", "FIXME"]) { "finish it or file an issue; no \($0)" }
    }

    /// `!` right after a name, a bracket or a string, unless it begins `!=`. `try!` and `as!` have a rule of their own.
    private static func forceUnwraps(_ file: StyleFile) -> [Violation] {
        file.code.enumerated().flatMap { number, line -> [Violation] in
            let bytes = Array(line.utf8)
            return bytes.indices.dropFirst().filter { index in
                guard bytes[index] == UInt8(ascii: "!"), closes(bytes[index - 1]) else { return false }
                let isComparison =
                    index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
                    && !(index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: "="))
                let word = String(
                    decoding: bytes[..<index].reversed().prefix { $0.isWordByte }.reversed(), as: UTF8.self)
                return !isComparison && word != "try" && word != "as"
            }
            .map { _ in file.violation(number, "no force unwrap") }
        }
    }

    private static func closes(_ byte: UInt8) -> Bool {
        byte.isWordByte || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "?")
    }

    private static func unproven(_ file: StyleFile) -> [Violation] {
        file.code.enumerated().flatMap { number, line in
            proofNeeded.filter { line.contains($0) && !isProven(file, above: number) }.map {
                file.violation(number, "\($0) needs a comment above it with 'Sendable because ...' or 'Proof: ...'")
            }
        }
    }

    private static func isProven(_ file: StyleFile, above number: Int) -> Bool {
        for line in file.lines[..<number].reversed() {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("@") { continue }
            guard words.hasPrefix("//") else { return false }
            if proofs.contains(where: { words.contains($0) }) { return true }
        }
        return false
    }
}
