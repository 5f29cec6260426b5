import Crypto
public import Foundation
import GRDB
public import NFODEngine

/// Every configuration that was ever applied, by the hash of its bytes: a running ladder keeps its policy by hash (rule
/// 33).
public struct ConfigurationTable {
    let db: Database

    /// The name of a configuration.
    public struct Hash: NamedIdentifier {
        /// SHA-256 in lower-case hexadecimal.
        public let name: String
        public init(_ name: String) { self.name = name }

        public init(of body: Data) {
            let digits = Array("0123456789abcdef")
            name = String(SHA256.hash(data: body).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
    }

    /// Keeps a configuration; one that is known already keeps its first instant.
    @discardableResult
    public func keep(_ body: Data, kind: String, at instant: Instant) throws -> Hash {
        let hash = Hash(of: body)
        try db.run(
            """
            INSERT INTO configuration (hash, kind, body, first_applied_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (hash) DO NOTHING
            """,
            .string(hash.name), .string(kind), .blob(body), .integer(instant.milliseconds))
        return hash
    }

    public func body(_ hash: Hash) throws -> Data? {
        let sql = "SELECT body FROM configuration WHERE hash = ?"
        return try Data.fetchOne(try db.cachedStatement(sql: sql), arguments: [hash.name])
    }

    /// Every configuration of one kind that was ever in force, oldest first.
    public func bodies(kind: String) throws -> [Data] {
        let sql = "SELECT body FROM configuration WHERE kind = ? ORDER BY first_applied_at, hash"
        return try Data.fetchAll(try db.cachedStatement(sql: sql), arguments: [kind])
    }
}
