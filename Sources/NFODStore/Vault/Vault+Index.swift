import Foundation
import GRDB
public import NFODEngine

extension Vault {
    /// The blind of a text. The caller folds it first (case, blanks, accents), the same way each time.
    public func blind(_ kind: IndexKind, _ text: String) -> Blind { keys.blind(kind, text) }

    /// Makes a record findable by each of these blinds. Doing it twice changes nothing.
    public func index(_ record: VaultID, under blinds: [Blind]) throws {
        guard !blinds.isEmpty else { return }
        let places = Array(repeating: "(?, ?)", count: blinds.count).joined(separator: ", ")
        try db.run(
            "INSERT OR IGNORE INTO vault_index (blind, record) VALUES " + places,
            blinds.flatMap { [.blob($0.bytes), .integer(record.number)] })
    }

    /// Notifications of which any version is indexed under any of these blinds, each once, lowest number first.
    public func notifications(under blinds: [Blind]) throws -> [NotificationID] {
        guard !blinds.isEmpty else { return [] }
        let places = Array(repeating: "?", count: blinds.count).joined(separator: ", ")
        // CROSS JOIN and the plus sign keep SQLite from walking all notifications in order of subject: it would be
        // right about the order and cost more with every row there is.
        let sql = """
            SELECT vault.subject FROM vault_index CROSS JOIN vault ON vault.id = vault_index.record
            WHERE vault_index.blind IN (\(places)) AND +vault.kind = 'notification'
            """
        let found = try db.integers(sql, blinds.map { .blob($0.bytes) })
        return Set(found).sorted().map { NotificationID($0) }
    }
}
