import NFODEngine
import Synchronization

/// Cases as they were folded last, with their versions. A case is taken from here only when the log is at that version;
/// only what is committed comes in. Bounded.
final class CaseCache: Sendable {
    private let known = Mutex<[CaseID: FoldedCase]>([:])
    private let most = 20_000

    func get(_ id: CaseID, version: Int64) -> FoldedCase? {
        known.withLock { known in
            guard let found = known[id], found.version == version else { return nil }
            return found
        }
    }

    /// Leaves those that people still work on, which every report wants.
    func forgetEnded() {
        known.withLock { known in known = known.filter { $0.value.state.ending == nil } }
    }

    func put(_ cases: [CaseID: FoldedCase]) {
        known.withLock { known in
            if known.count + cases.count > most { known.removeAll(keepingCapacity: true) }
            known.merge(cases.prefix(most).map { ($0.key, $0.value) }) { _, new in new }
        }
    }
}

/// A case with every event there was.
struct FoldedCase {
    let state: CaseState
    let version: Int64
    /// The latest instant at which any of its events became known: a report for then or later shows this very state.
    let knownThrough: Instant
}
