import Foundation
import GRDB
public import NFODEngine

/// The roster beside the weekly patterns, as the events of the system's stream have made it.
public struct RosterTable {
    let db: Database
    let memory: TransactionMemory

    /// A change or a declaration, with who said it and when.
    public struct Row: Hashable, Sendable {
        public let id: RosterEntryID
        public let content: Content
        public let enteredAt: Instant
        /// The actor's text.
        public let enteredBy: String
        public let ending: Ending?

        public enum Content: Hashable, Sendable {
            case changes([RosterChange])
            case uncovered(UncoveredHours)
        }

        public struct Ending: Hashable, Sendable {
            /// Until when it holds.
            public let at: Instant
            public let knownAt: Instant
            public let by: String
        }
    }

    /// Takes over what one event of the system's stream says about the roster; other events say nothing.
    ///
    /// - Parameter version: the event's place in the system's stream.
    public func apply(_ event: SystemEvent, version: Int64, by actor: Actor, at instant: Instant) throws {
        switch event {
        case .rosterChanged(let event):
            let end = event.changes.map(\.hours.upperBound).max() ?? instant
            try insert(event.entry, "change", try memory.json.encode(event.changes), end, version, actor, instant)
        case .uncoveredDeclared(let event):
            // Wherever in the world: its last hours lie within two days of its last day in UTC.
            let end = Instant(seconds: Int64(event.hours.lastDay.dayNumber + 3) * 86_400)
            try insert(event.entry, "uncovered", try memory.json.encode(event.hours), end, version, actor, instant)
        case .rosterEntryEnded(let event):
            try db.run(
                "UPDATE roster_entry SET version = ?, ended_at = ?, ended_known_at = ?, ended_by = ? WHERE id = ?",
                .integer(version), .integer(event.at.milliseconds), .integer(instant.milliseconds),
                .string(actor.text), .integer(event.entry.number))
        case .rotaCalendarRead(let event):
            try db.run(
                "INSERT INTO rota_calendar (name, version, body, read_at) VALUES (?, ?, ?, ?)",
                .string(event.calendar.name), .integer(version), .string(text(try memory.json.encode(event))),
                .integer(instant.milliseconds))
        default: break
        }
    }

    /// Grows with every change of the roster; 0 where there was none.
    public func version() throws -> Int64 {
        let entries = try db.integer("SELECT max(version) FROM roster_entry") ?? 0
        return max(entries, try db.integer("SELECT max(version) FROM rota_calendar") ?? 0)
    }

    /// Entries whose hours reach beyond `instant`, in the order in which they were made.
    public func entries(endingAfter instant: Instant) throws -> [Row] {
        let sql = """
            SELECT id, kind, body, entered_at, entered_by, ended_at, ended_known_at, ended_by FROM roster_entry
            WHERE ends_at > ? ORDER BY id
            """
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [instant.milliseconds]).map(entry)
    }

    /// What each calendar of a rota tool held when it was read last.
    ///
    /// - Parameter instant: read last by then (rule 40).
    public func calendars(
        knownAt instant: Instant = .distantFuture
    ) throws -> [(read: RotaCalendarRead, at: Instant)] {
        let sql = """
            SELECT body, read_at FROM rota_calendar AS one
            WHERE version = (SELECT max(version) FROM rota_calendar WHERE name = one.name AND read_at <= ?)
            ORDER BY name
            """
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [instant.milliseconds]).map { row in
            (try decode(row[0]), Instant(milliseconds: row[1]))
        }
    }

    /// As a value that lookups go by.
    ///
    /// - Parameters:
    ///   - instant: what was over before then is left out.
    ///   - knownAt: only what was known then (rule 40).
    public func roster(from instant: Instant, knownAt: Instant = .distantFuture) throws -> Roster {
        var entries: [RosterEntry] = []
        var declared: [UncoveredDeclaration] = []
        for row in try self.entries(endingAfter: instant) where row.enteredAt <= knownAt {
            let endedAt = row.ending.flatMap { $0.knownAt <= knownAt ? $0.at : nil }
            switch row.content {
            case .changes(let changes): entries.append(RosterEntry(id: row.id, changes: changes, endedAt: endedAt))
            case .uncovered(let hours):
                declared.append(UncoveredDeclaration(id: row.id, hours: hours, endedAt: endedAt))
            }
        }
        let calendars = try calendars(knownAt: knownAt).map(\.read).filter { !$0.shifts.isEmpty }
        return Roster(
            entries: entries, declared: declared,
            calendars: Dictionary(
                uniqueKeysWithValues: calendars.map { ($0.calendar, CalendarHours(role: $0.role, shifts: $0.shifts)) }))
    }

    private func insert(
        _ id: RosterEntryID, _ kind: String, _ body: [UInt8], _ end: Instant, _ version: Int64, _ actor: Actor,
        _ instant: Instant
    ) throws {
        try db.run(
            """
            INSERT INTO roster_entry (id, version, kind, ends_at, body, entered_at, entered_by)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            .integer(id.number), .integer(version), .string(kind), .integer(end.milliseconds), .string(text(body)),
            .integer(instant.milliseconds), .string(actor.text))
    }

    private func entry(_ row: GRDB.Row) throws -> Row {
        let content: Row.Content =
            switch row[1] as String {
            case "uncovered": .uncovered(try decode(row[2]))
            default: .changes(try decode(row[2]))
            }
        var ending: Row.Ending?
        if let at = row[5] as Int64?, let known = row[6] as Int64?, let by = row[7] as String? {
            ending = .init(at: Instant(milliseconds: at), knownAt: Instant(milliseconds: known), by: by)
        }
        return Row(
            id: RosterEntryID(row[0]), content: content, enteredAt: Instant(milliseconds: row[3]), enteredBy: row[4],
            ending: ending)
    }

    private func text(_ body: [UInt8]) -> String { String(decoding: body, as: UTF8.self) }

    private func decode<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
