import GRDB
public import NFODEngine

/// Alerts of low levels that wait for others to the same recipient, to go with them in one message.
extension Outbox {
    /// When the gathering of this recipient ends that is open; nil when none is.
    public func gatheringEnd(of recipient: WorkerID) throws -> Instant? {
        let sql = "SELECT min(gather_until) FROM outbox WHERE state = 'gathering' AND recipient = ?"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql), arguments: [recipient.name])
            .map(Instant.init(milliseconds:))
    }

    /// When the next gathering of anybody ends; nil when none is open.
    public func nextGatheringEnd() throws -> Instant? {
        let sql = "SELECT min(gather_until) FROM outbox WHERE state = 'gathering' AND fallback_of IS NULL"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql)).map(Instant.init(milliseconds:))
    }

    /// Whose gathering has waited longest since its end; nil when none has ended.
    public func endedGathering(by now: Instant) throws -> WorkerID? {
        let sql = """
            SELECT recipient FROM outbox WHERE state = 'gathering' AND gather_until <= ? AND fallback_of IS NULL
            ORDER BY gather_until LIMIT 1
            """
        return try String.fetchOne(try db.cachedStatement(sql: sql), arguments: [now.milliseconds])
            .map { WorkerID($0) }
    }

    /// What this recipient's gathering holds, as it came; not the copies over other channels.
    public func gathering(of recipient: WorkerID, limit: Int) throws -> [OutboxEntry] {
        try fetch(
            """
            WHERE state = 'gathering' AND recipient = ? AND fallback_of IS NULL
            ORDER BY gather_until, created_at, id LIMIT ?
            """, [recipient.name, limit])
    }

    /// It goes as itself, as it was written: it and its copies as long after now as they were to go after the end.
    ///
    /// - Parameter tellAfter: so long after the first of them goes its recipient counts as not told.
    public func release(_ alert: AlertID, at now: Instant, tellAfter: Span) throws {
        let moved = """
            UPDATE outbox SET state = 'ready', next_try_at = next_try_at - gather_until + ?
            WHERE state = 'gathering' AND\u{20}
            """
        let at = SQLValue.integer(now.milliseconds)
        try db.run(moved + "fallback_of = ?", at, .string(alert.name))
        try db.run(moved + "id = ?", at, .string(alert.name))
        let first = try copies(of: alert).map(\.nextTryAt).min() ?? now
        try sayAgain(alert, at: first + tellAfter)
    }

    /// It goes in another message, which is written already; its own copies are not needed, that one has its own.
    public func gather(_ alert: AlertID, in message: AlertID) throws {
        try db.run("DELETE FROM outbox WHERE fallback_of = ? AND state = 'gathering'", .string(alert.name))
        try db.run(
            "UPDATE outbox SET state = 'gathered', gathered_in = ? WHERE id = ? AND state = 'gathering'",
            .string(message.name), .string(alert.name))
    }

    /// Nobody needs to hear it any more, and it still gathers.
    public func drop(_ alert: AlertID) throws {
        try db.run(
            "UPDATE outbox SET state = 'cancelled' WHERE state = 'gathering' AND id = ?", .string(alert.name))
        try db.run(
            "UPDATE outbox SET state = 'cancelled' WHERE state = 'gathering' AND fallback_of = ?",
            .string(alert.name))
    }

    /// The alerts that went in one message, also those that nobody needs to hear any more.
    public func members(of message: AlertID) throws -> [OutboxEntry] {
        try fetch("WHERE gathered_in = ? ORDER BY id", [message.name])
    }

    /// How many those are.
    public func memberCount(of message: AlertID) throws -> Int {
        let sql = "SELECT count(*) FROM outbox WHERE gathered_in = ?"
        return try Int.fetchOne(try db.cachedStatement(sql: sql), arguments: [message.name]) ?? 0
    }

    /// What became of it has to be said again then.
    public func sayAgain(_ message: AlertID, at instant: Instant) throws {
        try db.run("UPDATE outbox SET tell_by = ? WHERE id = ?", .integer(instant.milliseconds), .string(message.name))
    }

    /// A message that nobody needs to hear any more because of none of its alerts.
    func cancelEmptied(by response: CaseID) throws {
        let sql = "SELECT DISTINCT gathered_in FROM outbox WHERE case_id = ? AND gathered_in IS NOT NULL"
        let messages = try String.fetchAll(try db.cachedStatement(sql: sql), arguments: [response.number])
        for message in messages {
            let isNeeded = try db.integer(
                "SELECT EXISTS (SELECT 1 FROM outbox WHERE gathered_in = ? AND state = 'gathered')", .string(message))
            guard isNeeded == 0 else { continue }
            let cancel = """
                UPDATE outbox SET state = 'cancelled', tell_by = NULL
                WHERE state IN ('ready', 'leased', 'sent') AND\u{20}
                """
            try db.run(cancel + "id = ?", .string(message))
            try db.run(cancel + "fallback_of = ?", .string(message))
        }
    }
}
