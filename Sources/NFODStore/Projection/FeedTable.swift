import GRDB
public import NFODEngine

/// Sources and their unread rows as reports need them: a projection of the source streams.
public struct FeedTable {
    let db: Database
    let memory: TransactionMemory

    /// A source's standing.
    public struct Row: Hashable, Sendable {
        public let source: SourceID
        public let lastFeedAt: Instant?
        public let lastWholeFeedAt: Instant?
        public let expectedBy: Instant?
        public let silentSince: Instant?
    }

    /// A row that could not be taken in; a whole file that was not has line 0.
    public struct QuarantinedRow: Hashable, Sendable {
        public let id: Int64
        public let source: SourceID
        public let line: Int
        public let code: String
        public let receivedAt: Instant
    }

    public func put(_ source: SourceID, _ state: SourceState) throws {
        let key = try StreamKey(.source(source), in: db, memory)
        try db.run(
            """
            INSERT INTO feed (source, last_feed_at, last_whole_feed_at, expected_by, silent_since)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET last_feed_at = excluded.last_feed_at,
                last_whole_feed_at = excluded.last_whole_feed_at, expected_by = excluded.expected_by,
                silent_since = excluded.silent_since
            """,
            .integer(key.number), .number(state.lastFeedAt?.milliseconds),
            .number(state.lastWholeFeedAt?.milliseconds), .number(state.expectedBy?.milliseconds),
            .number(state.silentSince?.milliseconds))
    }

    /// Puts what needs fixing where reports look for it; other events change nothing here.
    public func project(_ event: SourceEvent, of source: SourceID, at instant: Instant) throws {
        switch event {
        case .rowQuarantined(let row): try quarantine(row.row, source, line: row.line, row.code, instant)
        case .feedRefused(let file): try quarantine(file.row, source, line: 0, file.code, instant)
        case .notificationReceived, .feedReceived, .wentSilent, .nilReturnDeclared, .watched: break
        }
    }

    private func quarantine(
        _ id: Int64, _ source: SourceID, line: Int, _ code: String, _ instant: Instant
    ) throws {
        let key = try StreamKey(.source(source), in: db, memory)
        try db.run(
            "INSERT INTO quarantined_row (id, source, line, code, received_at) VALUES (?, ?, ?, ?, ?)",
            .integer(id), .integer(key.number), .integer(Int64(line)), .string(code),
            .integer(instant.milliseconds))
    }

    public func row(of source: SourceID) throws -> Row? { try rows("WHERE name = ?", [source.name]).first }

    public func all() throws -> [Row] { try rows("ORDER BY name", []) }

    private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [Row] {
        let sql = """
            SELECT name, last_feed_at, last_whole_feed_at, expected_by, silent_since
            FROM feed JOIN stream_name ON stream_name.id = feed.source\u{20}
            """ + condition
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            Row(
                source: SourceID(row[0]), lastFeedAt: (row[1] as Int64?).map { Instant(milliseconds: $0) },
                lastWholeFeedAt: (row[2] as Int64?).map { Instant(milliseconds: $0) },
                expectedBy: (row[3] as Int64?).map { Instant(milliseconds: $0) },
                silentSince: (row[4] as Int64?).map { Instant(milliseconds: $0) })
        }
    }

    /// Rows put aside in (`since`, `instant`].
    public func quarantined(since: Instant, through instant: Instant) throws -> [QuarantinedRow] {
        let sql = """
            SELECT quarantined_row.id, name, line, code, received_at
            FROM quarantined_row JOIN stream_name ON stream_name.id = quarantined_row.source
            WHERE received_at > ? AND received_at <= ? ORDER BY received_at, quarantined_row.id
            """
        return try GRDB.Row.fetchAll(db, sql: sql, arguments: [since.milliseconds, instant.milliseconds]).map { row in
            QuarantinedRow(
                id: row[0], source: SourceID(row[1]), line: row[2], code: row[3],
                receivedAt: Instant(milliseconds: row[4]))
        }
    }
}
