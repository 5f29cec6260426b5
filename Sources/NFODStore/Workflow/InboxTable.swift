import Foundation
import GRDB
public import NFODEngine

/// Files of the inbox that are being taken in, or are taken in and not out of the way yet. Written in the transactions
/// that take their rows in, so that after a crash each row was taken in once and the file is gone on with.
public struct InboxTable {
    let db: Database
    let memory: TransactionMemory

    /// One file under way.
    public struct File: Hashable, Sendable {
        /// Where it goes once it is settled.
        public enum Outcome: String, Sendable, CaseIterable { case done, needsFixing }

        public let id: Int64
        public let source: SourceID
        /// Its number on its disk, by which it is looked for at the next start.
        public let inode: UInt64
        public let receivedAt: Instant
        public var progress: Progress
        /// Nil while rows may be missing.
        public var outcome: Outcome?
    }

    /// How far it has come. The rows up to `lastLine` are accounted for, and no others.
    public struct Progress: Hashable, Sendable {
        public var lastLine = 0
        public var accepted = 0
        public var unchanged = 0
        public var corrected = 0
        public var quarantined = 0

        public init() {}
    }

    /// Why a row was put aside; line 0 speaks of the whole file. Nothing of the row stands in it.
    public struct Reason: Hashable, Sendable {
        public let line: Int
        public let code: String
        public let message: String

        public init(line: Int, code: String, message: String) {
            self.line = line
            self.code = code
            self.message = message
        }
    }

    /// The file with this content, wherever it lies and whatever it is called.
    public func find(_ source: SourceID, content: Blind) throws -> File? {
        try fetch("WHERE name = ? AND content_blind = ?", [source.name, Data(content.bytes)]).first
    }

    /// Nil when it is out of the way.
    public func file(_ id: Int64) throws -> File? { try fetch("WHERE inbox_file.id = ?", [id]).first }

    /// Every file under way, oldest first.
    public func all() throws -> [File] { try fetch("ORDER BY inbox_file.id", []) }

    /// Begins with a file that is not under way yet.
    public func begin(_ source: SourceID, content: Blind, inode: UInt64, at instant: Instant) throws -> File {
        let key = try StreamKey(.source(source), in: db, memory)
        try db.run(
            """
            INSERT INTO inbox_file (source, content_blind, inode, received_at, last_line, accepted, unchanged,
                corrected, quarantined) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0)
            """,
            .integer(key.number), .bytes(content.bytes), .integer(Int64(bitPattern: inode)),
            .integer(instant.milliseconds))
        return File(
            id: db.lastInsertedRowID, source: source, inode: inode, receivedAt: instant, progress: Progress())
    }

    public func advance(_ id: Int64, to progress: Progress) throws {
        try db.run(
            """
            UPDATE inbox_file SET last_line = ?, accepted = ?, unchanged = ?, corrected = ?, quarantined = ?
            WHERE id = ?
            """,
            .integer(Int64(progress.lastLine)), .integer(Int64(progress.accepted)),
            .integer(Int64(progress.unchanged)), .integer(Int64(progress.corrected)),
            .integer(Int64(progress.quarantined)), .integer(id))
    }

    /// Everything about it is decided; it only has to be moved out of the way.
    public func settle(_ id: Int64, as outcome: File.Outcome) throws {
        try db.run("UPDATE inbox_file SET outcome = ? WHERE id = ?", .string(outcome.rawValue), .integer(id))
    }

    public func note(_ reason: Reason, of id: Int64) throws {
        try db.run(
            "INSERT INTO inbox_reason (file, line, code, message) VALUES (?, ?, ?, ?)", .integer(id),
            .integer(Int64(reason.line)), .string(reason.code), .string(reason.message))
    }

    /// The reasons of the lines after `line`, in order, at most `limit` of them.
    public func reasons(of id: Int64, after line: Int, limit: Int) throws -> [Reason] {
        let sql = "SELECT line, code, message FROM inbox_reason WHERE file = ? AND line > ? ORDER BY line LIMIT ?"
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [id, line, limit]).map { row in
            Reason(line: row[0], code: row[1], message: row[2])
        }
    }

    /// The file is out of the way.
    public func remove(_ id: Int64) throws { try db.run("DELETE FROM inbox_file WHERE id = ?", .integer(id)) }

    private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [File] {
        let sql = """
            SELECT inbox_file.id, name, inode, received_at, last_line, accepted, unchanged, corrected, quarantined,
                outcome
            FROM inbox_file JOIN stream_name ON stream_name.id = inbox_file.source\u{20}
            """ + condition
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            var progress = Progress()
            (progress.lastLine, progress.accepted, progress.unchanged) = (row[4], row[5], row[6])
            (progress.corrected, progress.quarantined) = (row[7], row[8])
            return File(
                id: row[0], source: SourceID(row[1]), inode: UInt64(bitPattern: row[2]),
                receivedAt: Instant(milliseconds: row[3]), progress: progress,
                outcome: (row[9] as String?).flatMap(File.Outcome.init(rawValue:)))
        }
    }
}
