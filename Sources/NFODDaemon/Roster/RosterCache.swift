import NFODConfig
import NFODEngine
import NFODStore
import Synchronization

/// The roster as it is in the store, so that not every transaction has to read it.
final class RosterCache: Sendable {
    /// A configuration with the roster, as far back as anybody asks.
    struct Applied {
        let configuration: Configuration
        /// Of cases opened since then, every hour that can matter is in it.
        let since: Instant
    }

    private struct Known {
        let version: Int64
        let since: Instant
        let madeAt: Instant
        let roster: Roster
    }

    private let known = Mutex<Known?>(nil)
    /// What was over so long before a case was opened changes nobody's hours in it: a night that began the day before
    /// is the longest there is.
    static let past = Span.days(3)
    /// After this long what is over by then is forgotten.
    private static let keptFor = Span.days(1)

    /// The configuration with what this transaction sees of the roster, from before the first opening of all open cases
    /// on: shifts since then say when a worker's last one ends.
    ///
    /// - Parameter opening: of a case that is not open in the store yet.
    func applied(
        to configuration: Configuration, _ tx: Transaction, at now: Instant, reaching opening: Instant? = nil
    ) throws -> Applied {
        let version = try tx.roster.version()
        guard version > 0 else { return Applied(configuration: configuration, since: Instant(milliseconds: 0)) }
        let asked = min(now, opening ?? now)
        if let last = known.withLock({ $0 }), last.version == version, last.since <= asked,
            now - last.madeAt < Self.keptFor
        {
            return Applied(configuration: configuration.changing(roster: last.roster), since: last.since)
        }
        let since = min(asked, try tx.responses.firstOpeningOfOpen() ?? asked)
        let roster = try tx.roster.roster(from: since - Self.past)
        keep(Known(version: version, since: since, madeAt: now, roster: roster))
        return Applied(configuration: configuration.changing(roster: roster), since: since)
    }

    /// A snapshot from before a case was opened again reaches less far back than what the writer has kept since.
    private func keep(_ made: Known) {
        known.withLock { known in
            if let last = known, last.version == made.version, last.since <= made.since,
                made.madeAt - last.madeAt < Self.keptFor
            {
                return
            }
            known = made
        }
    }

    /// Versions of a transaction that was undone are given out again.
    func forget() { known.withLock { $0 = nil } }
}
