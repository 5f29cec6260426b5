import GRDB
public import NFODEngine

/// Alarms as the events of the system's stream have made them. At most one of a kind and subject stands at a time.
public struct AlarmTable {
    let db: Database

    /// An alarm with the number under which it waits to be told again: the place of its first event in the system's
    /// stream.
    public struct Row: Hashable, Sendable {
        public let id: Int64
        public let alarm: StandingAlarm
    }

    /// Takes over what one event of the system's stream says about an alarm; other events say nothing.
    ///
    /// - Parameter version: the event's place in the system's stream.
    public func apply(_ event: SystemEvent, version: Int64, at instant: Instant) throws {
        switch event {
        case .alarmRaised(let raised): try raise(raised, version, instant)
        case .alarmReminded(let reminded):
            try update("told_at = ?", .integer(instant.milliseconds), reminded.alarm, reminded.subject)
        case .alarmCleared(let cleared):
            try update("cleared_at = ?", .integer(instant.milliseconds), cleared.alarm, cleared.subject)
        case .configurationApplied, .digestSent, .clockStepped, .clockConfirmed, .linkageModelTrained,
            .linkageModelChosen, .huddleCalled, .huddleCalledOff, .rosterChanged, .uncoveredDeclared,
            .rosterEntryEnded, .rotaCalendarRead, .alertsRetried:
            break
        }
    }

    /// What stands now.
    public func standing() throws -> [Row] { try rows("WHERE cleared_at IS NULL ORDER BY kind, subject", []) }

    /// Channels whose receivers said that they are no more.
    public func disabledChannels() throws -> Set<ChannelID> {
        let rows = try rows("WHERE cleared_at IS NULL AND kind = 'channelDisabled' ORDER BY kind, subject", [])
        return Set(rows.compactMap { $0.alarm.subject.map { ChannelID($0.name) } })
    }

    public func standing(_ kind: AlarmKind, _ subject: AlarmSubject?) throws -> Row? {
        try rows(
            "WHERE kind = ? AND subject = ? AND cleared_at IS NULL", [kind.rawValue, subject?.name ?? ""]
        ).first
    }

    /// What stood at `instant`, as far as was known then; figures are those told last.
    public func standing(at instant: Instant) throws -> [Row] {
        let at = instant.milliseconds
        return try rows("WHERE raised_at <= ? AND cleared_at > ? ORDER BY id", [at, at])
            + rows("WHERE raised_at <= ? AND cleared_at IS NULL ORDER BY id", [at])
    }

    /// When an alarm of this kind and subject was over last, before `instant`; nil when none ever was.
    public func lastCleared(_ kind: AlarmKind, _ subject: AlarmSubject?, before instant: Instant) throws -> Instant? {
        try db.integer(
            "SELECT max(cleared_at) FROM alarm WHERE kind = ? AND subject = ? AND cleared_at <= ?",
            .string(kind.rawValue), .string(subject?.name ?? ""), .integer(instant.milliseconds)
        ).map { Instant(milliseconds: $0) }
    }

    private func raise(_ event: AlarmRaised, _ version: Int64, _ instant: Instant) throws {
        let at = SQLValue.integer(instant.milliseconds)
        try db.run(
            """
            INSERT INTO alarm (id, kind, subject, raised_at, told_at, figure) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (kind, subject) WHERE cleared_at IS NULL
                DO UPDATE SET told_at = excluded.told_at, figure = excluded.figure
            """,
            .integer(version), .string(event.alarm.rawValue), .string(event.subject?.name ?? ""), at, at,
            .number(event.figure))
    }

    private func update(_ change: String, _ value: SQLValue, _ kind: AlarmKind, _ subject: AlarmSubject?) throws {
        try db.run(
            "UPDATE alarm SET \(change) WHERE kind = ? AND subject = ? AND cleared_at IS NULL", value,
            .string(kind.rawValue), .string(subject?.name ?? ""))
    }

    private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [Row] {
        let sql = "SELECT id, kind, subject, raised_at, told_at, figure FROM alarm " + condition
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).compactMap { row in
            let name: String = row[2]
            // An alarm that this program does not know any more is over as far as it can tell.
            return AlarmKind(rawValue: row[1]).map { kind in
                Row(
                    id: row[0],
                    alarm: StandingAlarm(
                        kind: kind, subject: name.isEmpty ? nil : AlarmSubject(name),
                        raisedAt: Instant(milliseconds: row[3]), toldAt: Instant(milliseconds: row[4]),
                        figure: row[5]))
            }
        }
    }
}
