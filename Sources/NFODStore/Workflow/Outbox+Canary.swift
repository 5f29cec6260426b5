import GRDB
public import NFODEngine

/// Test messages: in the outbox like an alert, and in none of its counts and lists.
extension Outbox {
    /// The one written last; nil when none is there.
    public func canary() throws -> Canary? {
        let sql = """
            SELECT channel, created_at,
                (SELECT min(ended_at) FROM delivery_try WHERE outbox_id = outbox.id AND outcome = 'delivered')
            FROM outbox WHERE kind = 'canary' ORDER BY created_at DESC LIMIT 1
            """
        return try Row.fetchOne(try db.cachedStatement(sql: sql)).map { row in
            Canary(
                channel: ChannelID(row[0]), sentAt: Instant(milliseconds: row[1]),
                arrivedAt: (row[2] as Int64?).map(Instant.init(milliseconds:)))
        }
    }

    /// Where that one waits, or waited; nil when none is there.
    public func canaryLane() throws -> OutboxMessage.Lane? {
        let sql = "SELECT lane FROM outbox WHERE kind = 'canary' ORDER BY created_at DESC LIMIT 1"
        return try String.fetchOne(try db.cachedStatement(sql: sql)).flatMap(OutboxMessage.Lane.init)
    }

    /// Those that were written before are of no use to anybody. One whose try is under way may still arrive.
    public func removeCanaries() throws {
        try db.run("DELETE FROM delivery_try WHERE outbox_id IN (SELECT id FROM outbox WHERE kind = 'canary')")
        try db.run("DELETE FROM outbox WHERE kind = 'canary'")
    }
}
