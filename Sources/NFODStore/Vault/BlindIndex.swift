import Synchronization

/// Which notifications were filed under which blinds, in memory: about 28 bytes for each blind of each notification. On
/// disk every record keeps its blinds in one row, in order of receipt; a tree ordered by blind would rewrite a page for
/// nearly every blind of every row. Read from there when it is first needed.
///
/// Holds committed rows only; what a transaction adds is in its ``TransactionMemory`` until then.
final class BlindIndex: Sendable {
    private let known = Mutex<BlindTable?>(nil)

    /// Takes what `read` makes, unless there is something already.
    func load(_ read: () throws -> BlindTable) rethrows {
        try known.withLock { known in if known == nil { known = try read() } }
    }

    /// What a transaction added, once it is committed.
    func add(_ new: BlindTable) {
        known.withLock { known in
            for entry in new { known?.add(entry.blind, subject: entry.subject) }
        }
    }

    /// Forgets everything, so that the next look-up reads the rows again: after records were blanked.
    func forget() { known.withLock { $0 = nil } }

    func count(under blind: UInt64) -> Int { known.withLock { $0?.count(under: blind) ?? 0 } }

    /// The subjects filed under a blind, newest first.
    func subjects(under blind: UInt64) -> [Int64] { known.withLock { $0?.subjects(under: blind) ?? [] } }
}
