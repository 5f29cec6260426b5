import NFODConfig
import NFODEngine
import Synchronization

/// What notifications tell about who somebody is, folded, so that linkage need not open the vault for the same record
/// again and again. Bounded; a record that is not here is read from the vault.
final class EvidenceCache: Sendable {
    private let known = Mutex<[NotificationID: PersonEvidence]>([:])
    private let most = 50_000

    func put(_ evidence: PersonEvidence, for notification: NotificationID) {
        known.withLock { known in
            if known.count >= most { known.removeAll(keepingCapacity: true) }
            known[notification] = evidence
        }
    }

    func get(_ notification: NotificationID) -> PersonEvidence? { known.withLock { $0[notification] } }

    func forget(_ notifications: [NotificationID]) {
        known.withLock { known in for notification in notifications { known[notification] = nil } }
    }
}
