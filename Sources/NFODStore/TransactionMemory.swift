import GRDB
import Glibc
import NFODEngine

/// What one transaction has read or given out already, so that it need not ask the database for every event again: the
/// end of the chain, versions of streams, numbers of named streams, counters. What a savepoint undoes is forgotten.
final class TransactionMemory {
    private(set) var head: ChainHead?
    private var versions: [StreamKey: Int64] = [:]
    private var names: [String: Int64] = [:]
    private var counters: [String: Counted] = [:]
    private var randomness: [UInt8] = []
    let json = CanonicalJSON()
    /// People and everybody absorbed into them, as asked for; forgotten when any of them changes.
    var groups: [PersonID: [PersonID]] = [:]
    var roots: [PersonID: PersonID] = [:]
    /// What this transaction added to the blind index.
    var blinds = BlindTable()
    /// Something was taken out of the blind index.
    var didBlank = false

    private struct Counted {
        var value: Int64
        var isWritten: Bool
    }

    /// Forgets everything; the database says again. Numbers that were not written are given out again.
    func forget() {
        head = nil
        versions.removeAll()
        names.removeAll()
        counters.removeAll()
        forgetGroups()
    }

    func forgetGroups() {
        groups.removeAll()
        roots.removeAll()
    }

    // MARK: the log

    func version(of key: StreamKey) -> Int64? { versions[key] }

    func know(version: Int64, of key: StreamKey) { versions[key] = version }

    func know(head: ChainHead) { self.head = head }

    func number(ofName name: String) -> Int64? { names[name] }

    func know(number: Int64, ofName name: String) { names[name] = number }

    // MARK: counters

    func counter(_ series: String) -> Int64? { counters[series]?.value }

    func count(_ series: String, at value: Int64) { counters[series] = Counted(value: value, isWritten: false) }

    /// Writes down the counters that moved: before the commit, and before a savepoint that may be undone.
    func write(to db: Database) throws {
        for (series, counted) in counters where !counted.isWritten {
            try db.run(
                """
                INSERT INTO counter (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, .string(series), .integer(counted.value))
            counters[series]?.isWritten = true
        }
    }

    // MARK: randomness

    /// So many bytes from the kernel's generator, fetched in larger pieces: a call for each salt costs more than the
    /// hashing.
    func random(_ count: Int) -> [UInt8] {
        if randomness.count < count { refill() }
        let taken = Array(randomness.suffix(count))
        randomness.removeLast(count)
        return taken
    }

    /// At most 256 bytes, which the kernel gives whole or not at all.
    private func refill() {
        var fresh = [UInt8](repeating: 0, count: 256)
        precondition(getentropy(&fresh, fresh.count) == 0, "the kernel gives 256 random bytes at once")
        randomness = fresh
    }
}
