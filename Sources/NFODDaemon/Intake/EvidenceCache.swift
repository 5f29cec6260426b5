import NFODConfig
import NFODEngine
import Synchronization

/// What notifications tell about who somebody is, folded, so that linkage need not open the vault for the same record
/// again and again. Bounded: what was not asked for lately goes, and is read from the vault when it is needed again.
final class EvidenceCache: Sendable {
    private let known: Mutex<Generations>

    private struct Generations {
        let most: Int
        var young: [NotificationID: PersonEvidence] = [:]
        var old: [NotificationID: PersonEvidence] = [:]

        mutating func put(_ evidence: PersonEvidence, for notification: NotificationID) {
            if young.count >= most / 2 { (old, young) = (young, [:]) }
            young[notification] = evidence
        }
    }

    /// - Parameter most: so many notifications are remembered at once.
    init(most: Int = 200_000) { known = Mutex(Generations(most: most)) }

    func put(_ evidence: PersonEvidence, for notification: NotificationID) {
        known.withLock { $0.put(evidence, for: notification) }
    }

    func get(_ notification: NotificationID) -> PersonEvidence? {
        known.withLock { known in
            if let found = known.young[notification] { return found }
            guard let found = known.old[notification] else { return nil }
            known.put(found, for: notification)
            return found
        }
    }

    func forgetAll() { known.withLock { $0 = Generations(most: $0.most) } }

    func forget(_ notifications: [NotificationID]) {
        known.withLock { known in
            for notification in notifications {
                known.young[notification] = nil
                known.old[notification] = nil
            }
        }
    }
}
