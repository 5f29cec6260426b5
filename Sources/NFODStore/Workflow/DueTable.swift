import Foundation
import GRDB
public import NFODEngine

/// Something that waits for an instant, on one stream.
public struct DueRow: Hashable, Sendable {
    public let stream: EventStream
    /// What waits: `level`, `acceptTimeOut`, `followUp`, ... as the stream's `nextDue` names it.
    public let kind: String
    /// Tells rows of one kind on one stream apart.
    public let ordinal: Int64
    public let at: Instant
    /// How often handling it has failed since the stream last moved.
    public let failures: Int64

    public init(stream: EventStream, kind: String, ordinal: Int64, at: Instant, failures: Int64 = 0) {
        self.stream = stream
        self.kind = kind
        self.ordinal = ordinal
        self.at = at
        self.failures = failures
    }
}

/// The one table for everything that waits. Rows are worked out from a stream's state and replaced with it, so they
/// survive a crash and can be rebuilt.
public struct DueTable {
    let db: Database
    let memory: TransactionMemory

    /// One thing that waits, without its stream.
    public struct Entry: Hashable, Sendable {
        public let kind: String
        public let ordinal: Int64
        public let at: Instant

        public init(kind: String, ordinal: Int64 = 0, at: Instant) {
            self.kind = kind
            self.ordinal = ordinal
            self.at = at
        }
    }

    /// Puts these rows in the place of all rows of the stream; its failures are forgotten.
    public func replace(_ stream: EventStream, with entries: [Entry]) throws {
        let key = try StreamKey(stream, in: db, memory)
        try db.run("DELETE FROM due WHERE stream_kind = ? AND stream_id = ?", .string(key.kind), .integer(key.number))
        let sql = """
            INSERT INTO due (stream_kind, stream_id, kind, ordinal, at, wake_at, failures)
            VALUES (?, ?, ?, ?, ?, ?, 0)
            """
        for entry in entries {
            let at = SQLValue.integer(entry.at.milliseconds)
            try db.run(
                sql, .string(key.kind), .integer(key.number), .string(entry.kind), .integer(entry.ordinal), at, at)
        }
    }

    /// Who answers a row.
    public enum Lane: Sendable, CaseIterable {
        /// The scheduler, in its own transaction.
        case scheduled
        /// Offering on, which is worked out beside the writer.
        case handOn

        fileprivate var condition: String { self == .handOn ? "kind = 'handOn'" : "kind <> 'handOn'" }

        /// The scheduler's rows of the same instant go first, so that the order of events does not hang on which of the
        /// two is quicker.
        fileprivate var isTurn: String {
            guard self == .handOn else { return condition }
            return condition
                + " AND wake_at < ifnull((SELECT min(wake_at) FROM due WHERE kind <> 'handOn'), wake_at + 1)"
        }
    }

    /// Rows whose time has come, oldest first (rule 28), those of faulty streams when their pause is over.
    public func due(by instant: Instant, limit: Int, lane: Lane = .scheduled) throws -> [DueRow] {
        try fetch(
            """
            WHERE wake_at <= ? AND \(lane.isTurn)
            ORDER BY wake_at, at, stream_kind, stream_id, kind, ordinal LIMIT ?
            """, [instant.milliseconds, limit])
    }

    /// Something of this lane waits on the stream, and it is its turn.
    public func isDue(_ stream: EventStream, by instant: Instant, lane: Lane) throws -> Bool {
        guard let key = try StreamKey(existing: stream, in: db, memory) else { return false }
        return try !fetch(
            "WHERE stream_kind = ? AND stream_id = ? AND wake_at <= ? AND \(lane.isTurn) LIMIT 1",
            [key.kind, key.number, instant.milliseconds]
        ).isEmpty
    }

    /// Rows whose time comes in (`start`, `end`], soonest first.
    public func due(after start: Instant, by end: Instant, limit: Int) throws -> [DueRow] {
        try fetch(
            "WHERE wake_at > ? AND wake_at <= ? ORDER BY wake_at LIMIT ?",
            [start.milliseconds, end.milliseconds, limit])
    }

    /// All rows of one stream, soonest first.
    public func rows(of stream: EventStream) throws -> [DueRow] {
        guard let key = try StreamKey(existing: stream, in: db, memory) else { return [] }
        return try fetch("WHERE stream_kind = ? AND stream_id = ? ORDER BY at, kind, ordinal", [key.kind, key.number])
    }

    /// Streams on which something of these kinds waits.
    public func streams(waitingFor kinds: Set<String>) throws -> [EventStream] {
        try fetch("ORDER BY stream_kind, stream_id", []).filter { kinds.contains($0.kind) }.map(\.stream)
            .reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// When somebody has to look next; nil when nothing waits.
    public func nextWake(_ lane: Lane) throws -> Instant? {
        let sql = "SELECT wake_at FROM due WHERE \(lane.condition) ORDER BY wake_at LIMIT 1"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql)).map(Instant.init(milliseconds:))
    }

    /// The same, whoever it is.
    public func nextWake() throws -> Instant? {
        try Int64.fetchOne(try db.cachedStatement(sql: "SELECT min(wake_at) FROM due")).map(Instant.init(milliseconds:))
    }

    /// Leaves a stream whose handling failed alone until then, so that the others go on. Its times stay as they are.
    public func backOff(_ stream: EventStream, until instant: Instant) throws {
        let key = try StreamKey(stream, in: db, memory)
        try db.run(
            """
            UPDATE due SET failures = failures + 1, wake_at = max(at, ?) WHERE stream_kind = ? AND stream_id = ?
            """, .integer(instant.milliseconds), .string(key.kind), .integer(key.number))
    }

    /// Streams whose handling failed since they last moved.
    public func failing() throws -> [EventStream] {
        try fetch("WHERE failures > 0 ORDER BY stream_kind, stream_id", []).map(\.stream)
    }

    private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [DueRow] {
        let sql = """
            SELECT stream_kind, stream_id,
                CASE stream_kind WHEN 'source' THEN (SELECT name FROM stream_name WHERE id = stream_id) END,
                kind, ordinal, at, failures
            FROM due\u{20}
            """ + condition
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            DueRow(
                stream: EventStream(kind: row[0], number: row[1], name: row[2]), kind: row[3], ordinal: row[4],
                at: Instant(milliseconds: row[5]), failures: row[6])
        }
    }
}
