import Crypto
import Foundation
import GRDB
public import NFODEngine

/// What a vault record is.
public enum VaultKind: String, Codable, Sendable, CaseIterable {
    /// The details of one version of a notification; the subject is the notification's number.
    case notification
    /// Somebody's words on a case, plan or decision; the subject is the case's number.
    case note
    /// A row that could not be taken in; the subject is the number it was given.
    case quarantinedRow
}

/// The one place where personal data lies (rule 43), inside one transaction. Every record is sealed under a data key,
/// and the data key under the vault's key; all versions of a notification share one data key.
public struct Vault {
    let db: Database
    let keys: VaultKeys
    let coder: VaultCoder
    let index: BlindIndex
    let memory: TransactionMemory

    /// Keeps a value.
    ///
    /// - Parameters:
    ///   - subject: the number of what it belongs to, by its kind.
    ///   - sharingKeyOf: an earlier record of the same subject, so that both fall together when the key does.
    /// - Throws: `StoreError.vaultRecordMissing`, `.vaultRecordBlank` or `.vaultRecordUnreadable` for that record.
    public func put(
        _ value: some Encodable & PersonalData, kind: VaultKind, subject: Int64, sharingKeyOf other: VaultID? = nil,
        at instant: Instant
    ) throws -> VaultID {
        try put(VaultPlaintext(value), kind: kind, subject: subject, sharingKeyOf: other, at: instant)
    }

    /// The same for a value that was written out before.
    public func put(
        _ plain: VaultPlaintext, kind: VaultKind, subject: Int64, sharingKeyOf other: VaultID? = nil,
        at instant: Instant
    ) throws -> VaultID {
        let id = VaultID(try Counters(db: db, memory: memory).next("vault"))
        let (key, keyNumber) = try other.map { try existingKey(of: $0) } ?? makeKey(at: instant)
        let context = Self.context(id, kind: kind.rawValue, subject: subject)
        let sealed = try Seal.close(plain.bytes, under: key, context: context)
        try db.run(
            "INSERT INTO vault (id, kind, subject, key_id, sealed, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            .integer(id.number), .string(kind.rawValue), .integer(subject), .integer(keyNumber), .blob(sealed),
            .integer(instant.milliseconds))
        return id
    }

    /// Opens a record.
    /// - Throws: `StoreError.vaultRecordMissing`, `.vaultRecordBlank`, `.vaultRecordUnreadable`.
    public func get<Value: Decodable & PersonalData>(_ id: VaultID, as type: Value.Type = Value.self) throws -> Value {
        let row = try row(of: id)
        let key = try unwrap(row.wrapped, number: row.keyNumber, for: id)
        guard
            let plain = Seal.open(
                row.sealed, under: key, context: Self.context(id, kind: row.kind, subject: row.subject)),
            let value = coder.decode(type, from: plain)
        else { throw StoreError.vaultRecordUnreadable(id) }
        return value
    }

    /// All records of one subject that are not blank, oldest first.
    public func records(of kind: VaultKind, subject: Int64) throws -> [VaultID] {
        let sql = "SELECT id FROM vault WHERE kind = ? AND subject = ? AND sealed IS NOT NULL ORDER BY id"
        return try Int64.fetchAll(try db.cachedStatement(sql: sql), arguments: [kind.rawValue, subject])
            .map { VaultID($0) }
    }

    /// Removes a record's content and what it is found by. When it was the last one under its data key, the key goes
    /// too. What a free page or the write-ahead log may still hold is gone after ``Store/checkpoint()``.
    public func blank(_ id: VaultID) throws {
        let record = SQLValue.integer(id.number)
        let sql = "UPDATE vault SET sealed = NULL WHERE id = ? RETURNING key_id"
        guard let keyNumber = try db.integer(sql, record) else { throw StoreError.vaultRecordMissing(id) }
        try db.run("DELETE FROM vault_index WHERE record = ?", record)
        memory.didBlank = true
        try db.run(
            """
            UPDATE vault_key SET wrapped = NULL
            WHERE id = ? AND NOT EXISTS (SELECT 1 FROM vault WHERE key_id = vault_key.id AND sealed IS NOT NULL)
            """, .integer(keyNumber))
    }

    /// Binds a sealed value to its row.
    private static func context(_ id: VaultID, kind: String, subject: Int64) -> String {
        "vault|\(id)|\(kind)|\(subject)"
    }
}
