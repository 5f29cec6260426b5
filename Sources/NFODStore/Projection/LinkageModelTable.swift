import Foundation
import GRDB
public import NFODEngine

/// The models that linkage was trained to, and which one is in use: a projection of the system's stream. The shipped
/// one has no row; it is in use when no other is.
public struct LinkageModelTable {
    let db: Database
    let memory: TransactionMemory

    /// A trained model.
    public struct Row: Hashable, Sendable {
        public let trained: LinkageModelTrained
        public let trainedAt: Instant
        /// The actor who ordered it.
        public let trainedBy: String
        /// Nil: not in use.
        public let inUseSince: Instant?
    }

    /// Takes over what one event of the system's stream says about models; other events say nothing.
    public func apply(_ event: SystemEvent, by actor: Actor, at instant: Instant) throws {
        switch event {
        case .linkageModelTrained(let trained):
            try db.run(
                "INSERT INTO linkage_model (id, trained_at, trained_by, body) VALUES (?, ?, ?, ?)",
                .integer(trained.model.number), .integer(instant.milliseconds), .string(actor.text),
                .string(String(decoding: try memory.json.encode(trained), as: UTF8.self)))
        case .linkageModelChosen(let chosen):
            try db.run("UPDATE linkage_model SET in_use_since = NULL WHERE in_use_since IS NOT NULL")
            try db.run(
                "UPDATE linkage_model SET in_use_since = ? WHERE id = ?", .integer(instant.milliseconds),
                .integer(chosen.model.number))
        case .configurationApplied, .digestSent, .clockStepped, .clockConfirmed, .alarmRaised, .alarmReminded,
            .alarmCleared, .huddleCalled, .huddleCalledOff, .rosterChanged, .uncoveredDeclared, .rosterEntryEnded,
            .rotaCalendarRead, .alertsRetried:
            break
        }
    }

    /// The model that notifications are weighed with.
    public func inUse() throws -> LinkageModelID {
        let id = try db.integer("SELECT id FROM linkage_model WHERE in_use_since IS NOT NULL")
        return id.map { LinkageModelID($0) } ?? .shipped
    }

    /// The highest number; the shipped one's where none was trained.
    public func newest() throws -> LinkageModelID {
        try db.integer("SELECT max(id) FROM linkage_model").map { LinkageModelID($0) } ?? .shipped
    }

    /// Oldest first.
    public func all() throws -> [Row] { try rows("ORDER BY id", []) }

    public func row(_ id: LinkageModelID) throws -> Row? { try rows("WHERE id = ?", [id.number]).first }

    private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [Row] {
        let sql = "SELECT body, trained_at, trained_by, in_use_since FROM linkage_model " + condition
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            Row(
                trained: try JSONDecoder().decode(LinkageModelTrained.self, from: Data((row[0] as String).utf8)),
                trainedAt: Instant(milliseconds: row[1]), trainedBy: row[2],
                inUseSince: (row[3] as Int64?).map { Instant(milliseconds: $0) })
        }
    }
}
