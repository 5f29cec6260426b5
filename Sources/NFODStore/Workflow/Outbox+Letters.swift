import GRDB
public import NFODEngine

/// Which messages a person asks about.
public enum LetterSelection: Hashable, Sendable {
    case all
    case channel(ChannelID)
    case response(CaseID)
}

/// Dead letters: messages that were given up, and those that have only been tried in vain so far.
extension Outbox {
    /// Messages that were given up, longest first.
    public func deadLetters(_ which: LetterSelection = .all, limit: Int) throws -> [OutboxEntry] {
        try letters("state = 'failed' AND kind <> 'canary'", which, limit)
    }

    /// Messages that wait for another try, longest first; not those that wait for their first.
    public func triedInVain(_ which: LetterSelection = .all, limit: Int) throws -> [OutboxEntry] {
        try letters("state = 'ready' AND tries > 0 AND kind <> 'canary'", which, limit)
    }

    /// Messages written since then that a service has and has not said of whether they arrived, longest first.
    public func withoutReceipt(
        _ which: LetterSelection = .all, since: Instant, limit: Int
    ) throws -> [OutboxEntry] {
        try letters("state = 'sent' AND kind <> 'canary' AND created_at >= \(since.milliseconds)", which, limit)
    }

    private func letters(_ condition: String, _ which: LetterSelection, _ limit: Int) throws -> [OutboxEntry] {
        let end = " ORDER BY created_at, id LIMIT ?"
        return switch which {
        case .all: try fetch("WHERE \(condition)" + end, [limit])
        case .channel(let channel): try fetch("WHERE \(condition) AND channel = ?" + end, [channel.name, limit])
        case .response(let id): try fetch("WHERE \(condition) AND case_id = ?" + end, [id.number, limit])
        }
    }

    /// The try that a message's standing comes from: the one that arrived, otherwise the last; nil before the first.
    /// What its service said of it afterwards counts as one.
    public func decisiveTry(of id: AlertID) throws -> DeliveryTry? {
        let sql = """
            SELECT started_at, ended_at, outcome, code, status FROM delivery_try WHERE outbox_id = ?
            ORDER BY outcome = 'delivered' DESC, number DESC LIMIT 1
            """
        return try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: [id.name]).map(DeliveryTry.init(row:))
    }

    /// Has a message tried again at once that was given up or waits for a try. Its next failure goes by the schedule:
    /// one whose time is over is given up again.
    ///
    /// - Returns: false for any other, which is left as it is.
    @discardableResult
    public func retry(_ id: AlertID, at now: Instant) throws -> Bool {
        try db.run(
            """
            UPDATE outbox SET state = 'ready', next_try_at = 0, due_at = max(due_at, ?)
            WHERE id = ? AND state IN ('failed', 'ready')
            """, .integer(now.milliseconds), .string(id.name))
        return db.changesCount == 1
    }

    /// What was given up need not be told any more.
    ///
    /// - Returns: false for one that was not given up, which is left as it is.
    @discardableResult
    public func withdraw(_ id: AlertID) throws -> Bool {
        try db.run(
            "UPDATE outbox SET state = 'cancelled', tell_by = NULL WHERE id = ? AND state = 'failed'", .string(id.name))
        return db.changesCount == 1
    }
}
