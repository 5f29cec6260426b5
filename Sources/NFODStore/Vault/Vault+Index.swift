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
            .integer(record.number), .integer(notification.number), .bytes(blinds.flatMap { Array($0.bytes) }))
        for blind in blinds { memory.blinds.add(blind.prefix, subject: notification.number) }
    }

    /// Notifications of which any version is indexed under any of these blinds, each once, lowest number first. Only
    /// where notifications are taken in: a reader's snapshot may be older than the index.
    public func notifications(under blinds: [Blind]) throws -> [NotificationID] {
        try loadIndex()
        var found: Set<Int64> = []
        for blind in blinds {
            let prefix = blind.prefix
            found.formUnion(index.subjects(under: prefix))
            found.formUnion(memory.blinds.subjects(under: prefix))
        }
        return found.sorted().map { NotificationID($0) }
    }

    /// Before the transaction's first own entry, so that what is read is what was committed.
    private func loadIndex() throws {
        precondition(!db.configuration.readonly, "the blind index is for transactions that may write")
        try index.load { add in
            let rows = try Row.fetchCursor(db, sql: "SELECT subject, blinds FROM vault_index")
            while let row = try rows.next() {
                let (subject, blinds): (Int64, Data) = (row[0], row[1])
                for start in stride(from: blinds.startIndex, to: blinds.endIndex, by: Blind.length) {
                    add(Blind(bytes: blinds[start..<start + Blind.length]).prefix, subject)
                }
            }
        }
    }
}
