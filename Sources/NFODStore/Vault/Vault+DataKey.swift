import Crypto
import Foundation
import GRDB
import NFODEngine

extension Vault {
    struct SealedRow {
        let kind: String
        let subject: Int64
        let sealed: Data
        let keyNumber: Int64
        let wrapped: Data
    }

    func row(of id: VaultID) throws -> SealedRow {
        let sql = """
            SELECT vault.kind, vault.subject, vault.sealed, vault.key_id, vault_key.wrapped
            FROM vault JOIN vault_key ON vault_key.id = vault.key_id WHERE vault.id = ?
            """
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: [id.number]) else {
            throw StoreError.vaultRecordMissing(id)
        }
        guard let sealed = row[2] as Data?, let wrapped = row[4] as Data? else { throw StoreError.vaultRecordBlank(id) }
        return SealedRow(kind: row[0], subject: row[1], sealed: sealed, keyNumber: row[3], wrapped: wrapped)
    }

    func makeKey(at instant: Instant) throws -> (SymmetricKey, Int64) {
        let key = SymmetricKey(size: .bits256)
        let number = try Counters(db: db, memory: memory).next("vaultKey")
        let plain = key.withUnsafeBytes { Data($0) }
        let wrapped = try Seal.close(plain, under: keys.master, context: Self.keyContext(number))
        try db.run(
            "INSERT INTO vault_key (id, master, wrapped, created_at) VALUES (?, ?, ?, ?)",
            .integer(number), .string(keys.name), .blob(wrapped), .integer(instant.milliseconds))
        return (key, number)
    }

    func existingKey(of id: VaultID) throws -> (SymmetricKey, Int64) {
        let row = try row(of: id)
        return (try unwrap(row.wrapped, number: row.keyNumber, for: id), row.keyNumber)
    }

    func unwrap(_ wrapped: Data, number: Int64, for id: VaultID) throws -> SymmetricKey {
        guard let plain = Seal.open(wrapped, under: keys.master, context: Self.keyContext(number)) else {
            throw StoreError.vaultRecordUnreadable(id)
        }
        return SymmetricKey(data: plain)
    }

    private static func keyContext(_ number: Int64) -> String { "vault_key|\(number)" }
}
