import GRDB
import Synchronization

/// Where the daemon's parts report that they have got something done.
public final class ProgressBoard: Sendable {
    /// A part that is silent for longer is named in the log, in `/metrics` and to systemd. The longest sleep of any
    /// part is a quarter of it.
    public static let patience = Duration.seconds(20)

    private let ledger = Mutex(ProgressLedger())

    public init() {}

    /// From now on these parts must report before the daemon is ready, and before the watchdog is fed.
    public func expect(_ parts: Set<Part>) { ledger.withLock { $0.expect(parts) } }

    /// The part has really done something: not only waited for another.
    public func note(_ part: Part, at now: ContinuousClock.Instant = .now) {
        ledger.withLock { $0.note(part, at: now) }
    }

    /// Parts that have not begun yet.
    public var notBegun: [Part] { ledger.withLock { $0.notBegun } }

    /// Parts that were at work and are not heard of any more.
    public func silent(at now: ContinuousClock.Instant = .now) -> [Part] {
        ledger.withLock { $0.silent(at: now, patience: ProgressBoard.patience) }
    }

    func takeFeed() -> Bool { ledger.withLock { $0.takeFeed() } }
}

extension Error {
    /// The transaction did not happen, and yet the store does its work: the rules said no, or the disk is full, against
    /// which starting again is no help. After any other fault of SQLite's it may be one.
    var leavesStoreAtWork: Bool {
        guard let fault = self as? DatabaseError else { return true }
        return fault.resultCode == .SQLITE_FULL
    }
}
