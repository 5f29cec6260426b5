import NFODEngine
import Synchronization

/// Cases as they were folded last, with their versions. A case is taken from here only when the log is at that version;
/// only committed states come in. Bounded.
final class CaseCache: Sendable {
    private let known = Mutex<[CaseID: (state: CaseState, version: Int64)]>([:])
    private let most = 20_000

    func get(_ id: CaseID, version: Int64) -> CaseState? {
        known.withLock { known in
            guard let found = known[id], found.version == version else { return nil }
            return found.state
        }
    }

    func put(_ cases: [CaseID: (state: CaseState, version: Int64)]) {
        known.withLock { known in
            if known.count + cases.count > most { known.removeAll(keepingCapacity: true) }
            known.merge(cases) { _, new in new }
        }
    }
}
