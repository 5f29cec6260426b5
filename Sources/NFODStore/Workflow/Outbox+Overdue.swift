import Foundation
import GRDB
public import NFODEngine

extension Outbox {
    /// What is seen to for a message that waits for too long, tried or not. Once each, in this order.
    public enum FollowUp: Int64, Sendable, CaseIterable {
        /// It goes over the fall-back channel as well.
        case fallback = 1
        /// Its recipient counts as not told.
        case notTold = 2
    }

    /// Messages that have waited since `instant` or longer and for which this has not been seen to; those that have
    /// waited longest first. Costs what is found, not what waits.
    public func overdue(_ followUp: FollowUp, since instant: Instant, limit: Int) throws -> [OutboxEntry] {
        try (0..<followUp.rawValue).flatMap { step in
            try fetch(
                "WHERE state = 'ready' AND followed_up = ? AND waiting_since <= ? ORDER BY waiting_since LIMIT ?",
                [step, instant.milliseconds, limit])
        }
    }

    /// Remembers that this has been seen to.
    public func note(_ followUp: FollowUp, of id: AlertID) throws {
        try db.run(
            "UPDATE outbox SET followed_up = max(followed_up, ?) WHERE id = ?", .integer(followUp.rawValue),
            .string(id.name))
    }

    /// Whatever waits for its first try later than that is tried then.
    public func hasten(_ id: AlertID, to instant: Instant) throws {
        try db.run(
            "UPDATE outbox SET next_try_at = min(next_try_at, ?) WHERE id = ? AND state = 'ready' AND tries = 0",
            .integer(instant.milliseconds), .string(id.name))
    }
}
