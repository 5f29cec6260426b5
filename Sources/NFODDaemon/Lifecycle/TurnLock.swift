import Foundation

/// One at a time; the next one waits for its turn.
final class TurnLock: Sendable {
    private let lock = NSLock()

    func hold<Result>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }
}
