import Foundation
import GRDB
public import NFODEngine

extension Vault {
    /// Makes a version of a notification findable by each of these blinds, once and for all.
    /// - Parameter record: its record in the vault.
    public func index(_ record: VaultID, of notification: NotificationID, under blinds: [Blind]) throws {
        try loadIndex()
        try db.run(
            "INSERT INTO vault_index (record, subject, blinds) VALUES (?, ?, ?)",
            .integer(record.number), .integer(notification.number), .bytes(blinds.flatMap(\.bytes)))
        for blind in blinds { memory.blinds.add(blind.first, subject: notification.number) }
    }

    /// Notifications of which any version is indexed under any of these blinds, each once, lowest number first. Only
    /// where notifications are taken in: a reader's snapshot may be older than the index.
    public func notifications(under blinds: [Blind]) throws -> [NotificationID] {
        try loadIndex()
        var found: Set<Int64> = []
        for blind in blinds {
            found.formUnion(index.subjects(under: blind.first))
            found.formUnion(memory.blinds.subjects(under: blind.first))
        }
        return found.sorted().map { NotificationID($0) }
    }

    /// How many records are indexed under a blind. Only where notifications are taken in, as above.
    public func count(under blind: Blind) throws -> Int {
        try loadIndex()
        return index.count(under: blind.first) + memory.blinds.count(under: blind.first)
    }

    /// Before the transaction's first own entry, so that what is read is what was committed.
    private func loadIndex() throws {
        precondition(!db.configuration.readonly, "the blind index is for transactions that may write")
        try index.load {
            let records = try db.integer("SELECT max(record) FROM vault_index") ?? 0
            var table = BlindTable(expecting: Int(records) * Self.blindsExpected)
            let rows = try Row.fetchCursor(db, sql: "SELECT subject, blinds FROM vault_index")
            while let row = try rows.next() {
                let (subject, blinds): (Int64, Data) = (row[0], row[1])
                blinds.withUnsafeBytes { bytes in
                    for start in stride(from: 0, to: bytes.count, by: Blind.length) {
                        table.add(Blind(UnsafeRawBufferPointer(rebasing: bytes[start...])).first, subject: subject)
                    }
                }
            }
            return table
        }
    }

    /// About as many as a record has; a wrong guess costs a little time or memory, nothing else.
    private static let blindsExpected = 16
}
