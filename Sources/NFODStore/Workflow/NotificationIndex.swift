import Foundation
import GRDB
public import NFODEngine

/// One notification as intake finds it again (rule 12). What it says is in the vault and in events.
public struct NotificationRecord: Hashable, Sendable {
    public let id: NotificationID
    public let source: SourceID
    /// Nil when the source gave no reference.
    public let reference: Blind?
    /// Of the newest version's mapped fields.
    public let content: Blind
    /// Tells like rows of one file apart where there is no reference; 0 otherwise.
    public let ordinal: Int64
    /// Newest version; starts at 1.
    public let version: Int64

    /// The record of a notification received for the first time.
    public init(id: NotificationID, source: SourceID, reference: Blind?, content: Blind, ordinal: Int64 = 0) {
        self.init(id: id, source: source, reference: reference, content: content, ordinal: ordinal, version: 1)
    }

    init(id: NotificationID, source: SourceID, reference: Blind?, content: Blind, ordinal: Int64, version: Int64) {
        self.id = id
        self.source = source
        self.reference = reference
        self.content = content
        self.ordinal = ordinal
        self.version = version
    }
}

/// One version of a notification, as received.
public struct NotificationVersion: Hashable, Sendable {
    public let version: Int64
    public let receivedAt: Instant
    public let content: Blind
    /// Its ``NotificationDetails``.
    public let details: VaultID
}

/// Which notifications were received, in which versions, and whom they are about.
public struct NotificationIndex {
    let db: Database
    let memory: TransactionMemory

    /// Notifications of a source under one reference: several when it is shared by several people.
    public func find(_ source: SourceID, reference: Blind) throws -> [NotificationRecord] {
        guard let source = try StreamKey(existing: .source(source), in: db, memory) else { return [] }
        // Nearly every notification is new: the bare numbers are asked for first, which is several times faster.
        let sql = "SELECT id FROM notification WHERE source = ? AND reference_blind = ? ORDER BY id"
        return try db.integers(sql, [.integer(source.number), .bytes(reference.bytes)]).compactMap {
            try record(of: NotificationID($0))
        }
    }

    /// The notification without a reference that has this content and ordinal.
    public func find(_ source: SourceID, content: Blind, ordinal: Int64) throws -> NotificationRecord? {
        guard let source = try StreamKey(existing: .source(source), in: db, memory) else { return nil }
        let condition = "WHERE source = ? AND content_blind = ? AND ordinal = ? AND reference_blind IS NULL"
        return try fetch(condition, [source.number, Data(content.bytes), ordinal]).first
    }

    /// Every notification, in the order of receipt.
    public func all() throws -> [NotificationID] {
        try Int64.fetchAll(db, sql: "SELECT id FROM notification ORDER BY id").map { NotificationID($0) }
    }

    public func count() throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM notification") ?? 0 }

    public func record(of id: NotificationID) throws -> NotificationRecord? {
        try fetch("WHERE notification.id = ?", [id.number]).first
    }

    /// Adds a notification with its first version.
    public func insert(_ record: NotificationRecord, receivedAt: Instant, details: VaultID) throws {
        precondition(record.version == 1, "a new notification starts at version 1")
        let source = try StreamKey(.source(record.source), in: db, memory)
        try db.run(
            """
            INSERT INTO notification (id, source, reference_blind, content_blind, ordinal, version)
            VALUES (?, ?, ?, ?, ?, 1)
            """,
            .integer(record.id.number), .integer(source.number), record.reference.map { .bytes($0.bytes) } ?? .null,
            .bytes(record.content.bytes), .integer(record.ordinal))
        try insertVersion(1, of: record.id, record.content, receivedAt, details)
    }

    /// Adds a correction: the older versions stay.
    /// - Returns: the number of the new version.
    @discardableResult
    public func addVersion(
        of id: NotificationID, content: Blind, receivedAt: Instant, details: VaultID
    ) throws -> Int64 {
        let sql = "UPDATE notification SET content_blind = ?, version = version + 1 WHERE id = ? RETURNING version"
        guard let version = try db.integer(sql, .bytes(content.bytes), .integer(id.number)) else {
            preconditionFailure("notification \(id) was never inserted")
        }
        try insertVersion(version, of: id, content, receivedAt, details)
        return version
    }

    /// Every version ever received, oldest first.
    public func versions(of id: NotificationID) throws -> [NotificationVersion] {
        let sql = """
            SELECT version, received_at, content_blind, vault_id FROM notification_version
            WHERE notification_id = ? ORDER BY version
            """
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [id.number]).map { row in
            NotificationVersion(
                version: row[0], receivedAt: Instant(milliseconds: row[1]), content: Blind(row[2] as Data),
                details: VaultID(row[3]))
        }
    }

    private func insertVersion(
        _ version: Int64, of id: NotificationID, _ content: Blind, _ receivedAt: Instant, _ details: VaultID
    ) throws {
        try db.run(
            """
            INSERT INTO notification_version (notification_id, version, received_at, content_blind, vault_id)
            VALUES (?, ?, ?, ?, ?)
            """,
            .integer(id.number), .integer(version), .integer(receivedAt.milliseconds), .bytes(content.bytes),
            .integer(details.number))
    }

    private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [NotificationRecord] {
        let sql = """
            SELECT notification.id, stream_name.name, reference_blind, content_blind, ordinal, version
            FROM notification JOIN stream_name ON stream_name.id = notification.source
            \(condition) ORDER BY notification.id
            """
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            NotificationRecord(
                id: NotificationID(row[0]), source: SourceID(row[1]),
                reference: (row[2] as Data?).map { Blind($0) }, content: Blind(row[3] as Data), ordinal: row[4],
                version: row[5])
        }
    }
}
