import GRDB
public import NFODEngine

/// What waits and should not wait long: how much, and since when. For watching from outside; never about anybody.
public struct Backlog: Hashable, Sendable {
    public let count: Int
    /// Nil when nothing waits.
    public let oldest: Instant?
}

extension DueTable {
    /// Rows whose time has come, by when they were due. Those of faulty streams count as well.
    public func backlog(at instant: Instant) throws -> Backlog {
        // Rows wake at their time or later, so the index on `wake_at` would miss those that pause.
        let late = try Backlog.fetch(
            db, "SELECT count(*), min(at) FROM due WHERE wake_at <= ?", [instant.milliseconds])
        let paused = try Backlog.fetch(
            db, "SELECT count(*), min(at) FROM due WHERE wake_at > ? AND failures > 0", [instant.milliseconds])
        return Backlog(
            count: late.count + paused.count, oldest: [late.oldest, paused.oldest].compactMap { $0 }.min())
    }
}

extension Outbox {
    private static let isAlert = " AND kind <> 'canary'"

    /// Alerts whose time has come and that nobody has yet, by when it came.
    ///
    /// - Parameter now: on the clock that receivers live by.
    public func backlog(_ lane: OutboxMessage.Lane, at now: Instant) throws -> Backlog {
        let select = "SELECT count(*), min(due_at) FROM outbox WHERE lane = ? AND due_at <= ?" + Self.isAlert
        let waits = try ["state = 'ready'", "state = 'leased'", "state = 'gathering' AND fallback_of IS NULL"].map {
            try Backlog.fetch(db, "\(select) AND \($0)", [lane.rawValue, now.milliseconds])
        }
        return Backlog(count: waits.map(\.count).reduce(0, +), oldest: waits.compactMap(\.oldest).min())
    }

    /// Alerts written since then that a service has and has not said of whether they arrived.
    public func withoutReceipt(since: Instant) throws -> Backlog {
        try Backlog.fetch(
            db, "SELECT count(*), min(created_at) FROM outbox WHERE state = 'sent' AND created_at >= ?" + Self.isAlert,
            [since.milliseconds])
    }

    /// Alerts that were given up: somebody was not told (rule 32).
    public func notTold() throws -> Backlog {
        try Backlog.fetch(db, "SELECT count(*), min(created_at) FROM outbox WHERE state = 'failed'" + Self.isAlert, [])
    }
}

extension ResponseTable {
    /// Open cases, by when they are due.
    public func backlog() throws -> Backlog {
        try Backlog.fetch(db, "SELECT count(*), min(contact_due_at) FROM response WHERE ending IS NULL", [])
    }

    /// Open cases whose time is over.
    public func overdue(at instant: Instant) throws -> Backlog {
        try Backlog.fetch(
            db, "SELECT count(*), min(contact_due_at) FROM response WHERE ending IS NULL AND contact_due_at <= ?",
            [instant.milliseconds])
    }
}

extension Backlog {
    fileprivate static func fetch(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> Backlog {
        guard let row = try GRDB.Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments) else {
            return Backlog(count: 0, oldest: nil)
        }
        return Backlog(count: row[0], oldest: (row[1] as Int64?).map(Instant.init(milliseconds:)))
    }
}
