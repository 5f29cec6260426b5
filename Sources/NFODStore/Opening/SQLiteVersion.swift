/// A release of SQLite.
public struct SQLiteVersion: Hashable, Sendable {
    private let parts: [Int]

    /// `3.40.1`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, !parts.contains(nil) else { return nil }
        self.parts = parts.compactMap { $0 }
    }

    /// Two connections that write and checkpoint at the same time can no longer lose commits: mended in 3.51.3, and
    /// carried back to 3.50.7 and 3.44.6. Without it one connection must do both, and here one does.
    public var hasWALResetFix: Bool {
        let line = Array(parts.prefix(2))
        switch line {
        case [3, 44]: return parts[2] >= 6
        case [3, 50]: return parts[2] >= 7
        case [3, 51]: return parts[2] >= 3
        default: return line.lexicographicallyPrecedes([3, 51]) == false
        }
    }
}
