import Foundation
import GRDB
public import NFODEngine

extension Outbox {
    /// What comes after a try that did not arrive.
    public enum AfterFailure: Hashable, Sendable {
        case retry(at: Instant)
        /// No further try over this channel.
        case giveUp
    }

    /// Writes a try down and moves its message on. A message that was cancelled meanwhile stays cancelled unless the
    /// try arrived; one whose lease is no longer ours stays where its new holder has it.
    ///
    /// - Parameter otherwise: what to do when the try was not delivered; not looked at when it was.
    /// - Returns: where the message stands now; nil when there is no such message.
    @discardableResult
    public func record(_ attempt: DeliveryTry, of id: AlertID, otherwise: AfterFailure) throws -> OutboxState? {
        let name = SQLValue.string(id.name)
        let count = "UPDATE outbox SET tries = tries + 1 WHERE id = ? RETURNING tries"
        guard try db.integer(count, name) != nil else { return nil }
        try add(attempt, to: id)
        try move(name, attempt.outcome, otherwise)
        return try entry(id)?.state
    }

    /// One more row, in the order in which they are known.
    func add(_ row: DeliveryTry, to id: AlertID) throws {
        let name = SQLValue.string(id.name)
        try db.run(
            """
            INSERT INTO delivery_try (outbox_id, number, started_at, ended_at, outcome, code, status)
            SELECT ?, ifnull(max(number), 0) + 1, ?, ?, ?, ?, ? FROM delivery_try WHERE outbox_id = ?
            """,
            name, .integer(row.startedAt.milliseconds), .integer(row.endedAt.milliseconds),
            .string(row.outcome.rawValue), .string(row.code), .number(row.status), name)
    }

    /// All tries of one message, in order, with what its service said of them.
    public func tries(of id: AlertID) throws -> [DeliveryTry] {
        let sql =
            "SELECT started_at, ended_at, outcome, code, status FROM delivery_try WHERE outbox_id = ? ORDER BY number"
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [id.name]).map(DeliveryTry.init(row:))
    }

    private func move(_ id: SQLValue, _ outcome: DeliveryTry.Outcome, _ otherwise: AfterFailure) throws {
        let freed = "lease_epoch = NULL, lease_until = NULL"
        try db.run("UPDATE outbox SET \(freed) WHERE id = ? AND state = 'cancelled'", id)
        let ours = "WHERE id = ? AND state = 'leased' AND lease_epoch = ?"
        switch (outcome, otherwise) {
        case (.delivered, _):
            try db.run("UPDATE outbox SET state = 'delivered', \(freed) WHERE id = ?", id)
        case (.sent, _):
            // Its service has it, though the lease may have ended meanwhile: it is not sent again.
            let sql = "UPDATE outbox SET state = 'sent', \(freed) WHERE id = ? AND "
            try db.run(sql + "(state = 'ready' OR (state = 'leased' AND lease_epoch = ?))", id, .integer(epoch))
        case (_, .retry(let at)):
            let sql = "UPDATE outbox SET state = 'ready', next_try_at = ?, \(freed) \(ours)"
            try db.run(sql, .integer(at.milliseconds), id, .integer(epoch))
        case (_, .giveUp):
            try db.run("UPDATE outbox SET state = 'failed', \(freed) \(ours)", id, .integer(epoch))
        }
    }
}

extension DeliveryTry {
    /// From `started_at, ended_at, outcome, code, status`.
    init(row: Row) {
        guard let outcome = Outcome(rawValue: row[2]) else {
            preconditionFailure("a CHECK keeps outcomes closed: delivery_try")
        }
        self.init(
            startedAt: Instant(milliseconds: row[0]), endedAt: Instant(milliseconds: row[1]), outcome: outcome,
            code: row[3], status: row[4])
    }
}
