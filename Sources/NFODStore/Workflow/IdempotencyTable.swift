public import Foundation
import GRDB
public import NFODEngine

/// Answers already given, so that a request sent again is answered again and not carried out again.
public struct IdempotencyTable {
    let db: Database

    /// One caller's name for one request to one route.
    public struct Key: Hashable, Sendable {
        public let key: String
        public let route: String
        public let caller: String

        public init(key: String, route: String, caller: String) {
            self.key = key
            self.route = route
            self.caller = caller
        }
    }

    public struct Answer: Hashable, Sendable {
        /// HTTP status.
        public let status: Int64
        /// The body as it was sent; holds case codes, never personal data.
        public let body: Data

        public init(status: Int64, body: Data) {
            self.status = status
            self.body = body
        }
    }

    /// What is known about a request.
    public enum Found: Hashable, Sendable {
        case nothing
        case answered(Answer)
        /// The key was used for another body: a mistake of the caller's.
        case otherBody
    }

    /// - Parameter bodyHash: SHA-256 of the request's body, 32 bytes.
    public func find(_ key: Key, bodyHash: Data) throws -> Found {
        let sql = "SELECT body_hash, status, answer FROM idempotency WHERE caller = ? AND route = ? AND key = ?"
        let arguments: StatementArguments = [key.caller, key.route, key.key]
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments) else {
            return .nothing
        }
        guard row[0] as Data == bodyHash else { return .otherBody }
        return .answered(Answer(status: row[1], body: row[2]))
    }

    /// Keeps an answer, in the transaction of what it answers.
    public func keep(_ answer: Answer, for key: Key, bodyHash: Data, at instant: Instant) throws {
        try db.run(
            """
            INSERT INTO idempotency (key, route, caller, body_hash, status, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            .string(key.key), .string(key.route), .string(key.caller), .blob(bodyHash), .integer(answer.status),
            .blob(answer.body), .integer(instant.milliseconds))
    }

    /// Forgets answers older than that.
    public func forget(before instant: Instant) throws {
        try db.run("DELETE FROM idempotency WHERE at < ?", .integer(instant.milliseconds))
    }
}
