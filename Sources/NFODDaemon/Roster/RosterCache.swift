import NFODConfig
import NFODEngine
import NFODStore
import Synchronization

/// The roster as it is in the store, so that not every transaction has to read it.
final class RosterCache: Sendable {
    private struct Known {
        let version: Int64
        let from: Instant
        let roster: Roster
    }

    private let known = Mutex<Known?>(nil)
    /// What was over for so long changes nobody's hours: a night that began yesterday is the longest there is.
    private static let past = Span.days(3)

    /// The configuration with what this transaction sees of the roster.
    func applied(to configuration: Configuration, _ tx: Transaction, at now: Instant) throws -> Configuration {
        let version = try tx.roster.version()
        guard version > 0 else { return configuration }
        let from = now - Self.past
        if let last = known.withLock({ $0 }), last.version == version, last.from <= from, from - last.from < .days(1) {
            return configuration.changing(roster: last.roster)
        }
        let roster = try tx.roster.roster(from: from)
        known.withLock { $0 = Known(version: version, from: from, roster: roster) }
        return configuration.changing(roster: roster)
    }

    /// Versions of a transaction that was undone are given out again.
    func forget() { known.withLock { $0 = nil } }
}
