import Foundation
import GRDB
public import NFODEngine

extension EventLog {
    /// A stream's events in order; with `knownAt` only those we knew of then (rule 40).
    /// - Throws: `StoreError.eventTypeUnknown` or `.eventUnreadable`, naming sequence and type.
    public func events(of stream: EventStream, knownAt: Instant? = nil) throws -> [StoredEvent] {
        guard let key = try StreamKey(existing: stream, in: db, memory) else { return [] }
        let sql = Self.select + "WHERE stream_kind = ? AND stream_id = ? AND known_at <= ? ORDER BY stream_version"
        let arguments: StatementArguments = [key.kind, key.number, knownAt?.milliseconds ?? Int64.max]
        return try fetch(sql, arguments)
    }

    /// A source's silence as it was known at `instant`: nil when it was not silent. A source's stream is long, so it is
    /// read from its end. An old list, which says nothing of when more is expected, does not end a silence.
    public func silence(
        of source: SourceID, knownAt instant: Instant
    ) throws -> (expectedBy: Instant, lastFeedAt: Instant?)? {
        guard let key = try StreamKey(existing: .source(source), in: db, memory) else { return nil }
        let condition = """
            WHERE stream_kind = ? AND stream_id = ? AND known_at <= ? AND (
                type IN ('sourceWentSilent', 'nilReturnDeclared')
                OR type = 'feedReceived' AND json_extract(CAST(payload AS TEXT), '$.expectedBy') IS NOT NULL)
            ORDER BY stream_version DESC LIMIT 2
            """
        let events = try fetch(Self.select + condition, [key.kind, key.number, instant.milliseconds])
        guard let silent = events.first?.payload as? SourceWentSilent else { return nil }
        return (silent.expectedBy, events.dropFirst().first?.happenedAt)
    }

    /// The newest event of one type in a stream; nil when there is none, or its payload was removed.
    public func latest<Payload: EventPayload>(_ type: Payload.Type, of stream: EventStream) throws -> Payload? {
        guard let key = try StreamKey(existing: stream, in: db, memory) else { return nil }
        let condition =
            "WHERE stream_kind = ? AND stream_id = ? AND type = ? ORDER BY stream_version DESC LIMIT 1"
        return try fetch(Self.select + condition, [key.kind, key.number, Payload.type]).first?.payload as? Payload
    }

    /// Who was found to be whom, and what humans have said to that: what became known after one instant and not later
    /// than another, oldest first.
    public func identityDecisions(after start: Instant, through end: Instant) throws -> [StoredEvent] {
        let condition = """
            WHERE type IN (\(Schema.identityTypes)) AND known_at > ? AND known_at <= ? ORDER BY known_at, sequence
            """
        return try fetch(Self.select + condition, [start.milliseconds, end.milliseconds])
    }

    /// When the newest event was written; nil for an empty log.
    public func lastRecordedAt() throws -> Instant? {
        let sql = "SELECT recorded_at FROM event ORDER BY sequence DESC LIMIT 1"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql)).map(Instant.init(milliseconds:))
    }

    /// Every stream that has events, cases first, then by number.
    public func streams() throws -> [EventStream] {
        let sql = """
            SELECT DISTINCT stream_kind, stream_id,
                CASE stream_kind WHEN 'source' THEN (SELECT name FROM stream_name WHERE id = stream_id) END
            FROM event ORDER BY stream_kind, stream_id
            """
        return try Row.fetchAll(db, sql: sql).map { EventStream(kind: $0[0], number: $0[1], name: $0[2]) }
    }

    /// The whole log from after `sequence`, oldest first, at most `limit` events.
    public func events(after sequence: Int64, limit: Int) throws -> [StoredEvent] {
        try fetch(Self.select + "WHERE sequence > ? ORDER BY sequence LIMIT ?", [sequence, limit])
    }

    private func fetch(_ sql: String, _ arguments: StatementArguments) throws -> [StoredEvent] {
        let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: arguments)
        var events: [StoredEvent] = []
        while let row = try rows.next() { events.append(try event(from: row)) }
        return events
    }

    private func event(from row: Row) throws -> StoredEvent {
        let sequence: Int64 = row[0]
        let type: String = row[4]
        let typeVersion: Int = row[5]
        guard let actor = Actor(text: row[6]) else {
            throw StoreError.eventUnreadable(sequence: sequence, type: type, version: typeVersion)
        }
        let payload = try (row[12] as Data?).map {
            try codec.decode($0, type: type, version: typeVersion, sequence: sequence)
        }
        let stamp = CommandStamp(
            actor: actor, command: CommandNumber(row[7]), knownAt: Instant(milliseconds: row[9]),
            recordedAt: Instant(milliseconds: row[10]))
        return StoredEvent(
            sequence: sequence, stream: EventStream(kind: row[1], number: row[2], name: row[13]), version: row[3],
            type: type, typeVersion: typeVersion, stamp: stamp, happenedAt: Instant(milliseconds: row[8]),
            reason: row[11], payload: payload)
    }

    private static let select = """
        SELECT sequence, stream_kind, stream_id, stream_version, type, type_version, actor, command_id, happened_at,
            known_at, recorded_at, reason, payload,
            CASE stream_kind WHEN 'source' THEN (SELECT name FROM stream_name WHERE id = stream_id) END
        FROM event\u{20}
        """
}
