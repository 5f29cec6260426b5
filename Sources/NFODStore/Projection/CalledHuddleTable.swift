import GRDB
public import NFODEngine

/// Huddles that people have called beside the calendar: a projection of the system's stream.
public struct CalledHuddleTable {
    let db: Database

    /// One that was called, and may have been called off since.
    public struct Row: Hashable, Sendable {
        public let at: Instant
        public let why: HuddleCalled.Why
        public let calledAt: Instant
        /// The actor who called it.
        public let calledBy: String
    }

    /// Takes over what one event of the system's stream says about huddles; other events say nothing.
    ///
    /// - Parameter version: the event's place in the system's stream.
    public func apply(_ event: SystemEvent, version: Int64, by actor: Actor, at instant: Instant) throws {
        switch event {
        case .huddleCalled(let called):
            try db.run(
                "INSERT INTO called_huddle (id, at, why, called_at, called_by) VALUES (?, ?, ?, ?, ?)",
                .integer(version), .integer(called.at.milliseconds), .string(called.why.rawValue),
                .integer(instant.milliseconds), .string(actor.text))
        case .huddleCalledOff(let off):
            try db.run(
                "UPDATE called_huddle SET called_off_at = ? WHERE at = ? AND called_off_at IS NULL",
                .integer(instant.milliseconds), .integer(off.at.milliseconds))
        case .configurationApplied, .digestSent, .clockStepped, .clockConfirmed, .linkageModelTrained,
            .linkageModelChosen, .alarmRaised, .alarmReminded, .alarmCleared, .rosterChanged, .uncoveredDeclared,
            .rosterEntryEnded, .rotaCalendarRead, .alertsRetried:
            break
        }
    }

    /// Those that stand now, held ones too, soonest first.
    public func standing() throws -> [Row] { try rows("WHERE called_off_at IS NULL ORDER BY at", []) }

    /// Those that stood at `instant`, as far as was known then.
    public func standing(at instant: Instant) throws -> [Row] {
        try rows(
            "WHERE called_at <= ? AND (called_off_at IS NULL OR called_off_at > ?) ORDER BY at",
            [instant.milliseconds, instant.milliseconds])
    }

    private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [Row] {
        let sql = "SELECT at, why, called_at, called_by FROM called_huddle " + condition
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            Row(
                at: Instant(milliseconds: row[0]), why: HuddleCalled.Why(rawValue: row[1]) ?? .other,
                calledAt: Instant(milliseconds: row[2]), calledBy: row[3])
        }
    }
}
