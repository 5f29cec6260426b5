import Foundation

/// One advance of the simulated clock at a time; the next one waits for its turn.
final class AdvanceLock: Sendable {
    private let lock = NSLock()

    func hold<Result>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }
}
