import Foundation
import GRDB
public import NFODEngine

extension Vault {
    /// The blind of a text. The caller folds it first (case, blanks, accents), the same way each time.
    public func blind(_ kind: IndexKind, _ text: String) -> Blind { keys.blind(kind, text) }

    /// Makes a record findable by a text. Doing it twice changes nothing.
    public func index(_ record: VaultID, as kind: IndexKind, _ text: String) throws {
        try db.run(
            "INSERT OR IGNORE INTO vault_index (kind, blind, record) VALUES (?, ?, ?)",
            .string(kind.name), .blob(blind(kind, text).bytes), .integer(record.number))
    }

    /// Records that were indexed under this very text, oldest first.
    public func find(_ kind: IndexKind, _ text: String) throws -> [VaultID] {
        let sql = "SELECT record FROM vault_index WHERE kind = ? AND blind = ? ORDER BY record"
        let statement = try db.cachedStatement(sql: sql)
        return try Int64.fetchAll(statement, arguments: [kind.name, blind(kind, text).bytes]).map { VaultID($0) }
    }

    /// Notifications of which any version was indexed under this very text, lowest number first.
    public func notifications(_ kind: IndexKind, _ text: String) throws -> [NotificationID] {
        // CROSS JOIN and the plus signs keep SQLite from walking all notifications in order of subject: it would be
        // right about the order and cost more with every row there is.
        let sql = """
            SELECT DISTINCT vault.subject FROM vault_index CROSS JOIN vault ON vault.id = vault_index.record
            WHERE vault_index.kind = ? AND vault_index.blind = ? AND +vault.kind = 'notification'
            ORDER BY +vault.subject
            """
        let statement = try db.cachedStatement(sql: sql)
        return try Int64.fetchAll(statement, arguments: [kind.name, blind(kind, text).bytes]).map { NotificationID($0) }
    }
}
