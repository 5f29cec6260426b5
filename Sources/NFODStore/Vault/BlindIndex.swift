import Synchronization

/// Which notifications were filed under which blinds, in memory: about 24 bytes for each blind of each notification. On
/// disk every record keeps its blinds in one row, in order of receipt; a tree ordered by blind would rewrite a page for
/// nearly every blind of every row. Read from there when it is first needed.
///
/// Holds committed rows only; what a transaction adds is in its ``TransactionMemory`` until then.
final class BlindIndex: Sendable {
    private let known = Mutex<BlindTable?>(nil)

    /// Reads every row there is, unless that was done already.
    func load(_ rows: (_ add: (_ blind: UInt64, _ subject: Int64) -> Void) throws -> Void) rethrows {
        try known.withLock { known in
            guard known == nil else { return }
            var loaded = BlindTable()
            try rows { loaded.add($0, subject: $1) }
            known = loaded
        }
    }

    /// What a transaction added, once it is committed.
    func add(_ new: BlindTable) {
        known.withLock { known in
            for entry in new { known?.add(entry.blind, subject: entry.subject) }
        }
    }

    /// Forgets everything, so that the next look-up reads the rows again: after records were blanked.
    func forget() { known.withLock { $0 = nil } }

    /// The subjects filed under a blind, newest first.
    func subjects(under blind: UInt64) -> [Int64] { known.withLock { $0?.subjects(under: blind) ?? [] } }
}

extension Blind {
    /// The first eight bytes. That many are enough in memory: a chance meeting only makes linkage compare two records
    /// that it would not have compared.
    var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
