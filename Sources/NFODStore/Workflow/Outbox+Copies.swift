import GRDB
public import NFODEngine

/// An alert and its copies over other channels: one of them arriving is enough.
extension Outbox {
    /// One has arrived: what waits for its turn, for a receiver that rests, or to be tried again, is not needed. What a
    /// last level has to say at once still goes out everywhere: nobody comes after it.
    public func settle(_ alert: AlertID, at now: Instant) throws {
        for copy in try copies(of: alert) { try settleOnly(copy.message.id, at: now) }
        try isSaid(alert)
    }

    /// The same for one of its copies.
    public func settleOnly(_ copy: AlertID, at now: Instant) throws {
        try db.run(
            """
            UPDATE outbox SET state = 'cancelled'
            WHERE id = ? AND state = 'ready' AND (lane = 'ordinary' OR tries > 0 OR next_try_at > ?)
            """, .string(copy.name), .integer(now.milliseconds))
    }

    /// It waits for another try, and is not needed.
    public func cancelReady(_ id: AlertID) throws {
        try db.run("UPDATE outbox SET state = 'cancelled' WHERE id = ? AND state = 'ready'", .string(id.name))
    }

    /// A channel will never take it: the next one's turn is now, whether it is a copy or the alert itself.
    public func bringForward(_ alert: AlertID, to now: Instant) throws {
        try db.run(
            """
            UPDATE outbox SET next_try_at = ?1, due_at = min(due_at, ?1) WHERE id = (
                SELECT id FROM (
                    SELECT * FROM outbox WHERE id = ?2 UNION ALL SELECT * FROM outbox WHERE fallback_of = ?2)
                WHERE state = 'ready' AND tries = 0 AND next_try_at > ?1
                ORDER BY next_try_at LIMIT 1)
            """, .integer(now.milliseconds), .string(alert.name))
    }

    /// An alert and its copies.
    public func copies(of alert: AlertID) throws -> [OutboxEntry] {
        try fetch("WHERE id = ?", [alert.name]) + fetch("WHERE fallback_of = ? ORDER BY id", [alert.name])
    }

    /// Alerts whose recipients count as not told by now, longest first.
    public func untold(by now: Instant, limit: Int) throws -> [OutboxMessage] {
        try fetch("WHERE tell_by <= ? ORDER BY tell_by LIMIT ?", [now.milliseconds, limit]).map(\.message)
    }

    /// When somebody has to look at that next; nil when nothing is to be told.
    public func nextTellBy() throws -> Instant? {
        let sql = "SELECT min(tell_by) FROM outbox WHERE tell_by IS NOT NULL"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql)).map(Instant.init(milliseconds:))
    }

    /// It could not be said just now.
    public func put(_ alert: AlertID, tellBy instant: Instant) throws {
        try db.run(
            "UPDATE outbox SET tell_by = ? WHERE id = ? AND tell_by IS NOT NULL", .integer(instant.milliseconds),
            .string(alert.name))
    }

    /// That it arrived or did not is known.
    public func isSaid(_ alert: AlertID) throws {
        try db.run("UPDATE outbox SET tell_by = NULL WHERE id = ? AND tell_by IS NOT NULL", .string(alert.name))
    }
}
