import Foundation
import GRDB
public import NFODEngine

/// Messages on their way out, inside one transaction.
public struct Outbox {
    let db: Database
    /// The number of this process among all that ever opened the store; a lease of an older one is void.
    let epoch: Int64

    /// Writes a message down; one with an id that is there already is left as it is.
    ///
    /// - Parameters:
    ///   - recordedOnly: it is never sent (replay).
    ///   - gatherUntil: it waits until then for others to the same recipient, on that clock; nil: it goes as it is.
    ///   - firstTryAt: not before then, on the real clock, because receivers live by it; nil: at once.
    ///   - tellBy: when its recipient counts as not told unless it or a copy of it has arrived, on the same clock; nil
    ///     for a copy.
    /// - Returns: false when the id was there already.
    @discardableResult
    public func enqueue(
        _ message: OutboxMessage, recordedOnly: Bool = false, gatherUntil: Instant? = nil, firstTryAt: Instant? = nil,
        tellBy: Instant? = nil
    ) throws -> Bool {
        let state = recordedOnly ? OutboxState.recorded : gatherUntil == nil ? .ready : .gathering
        let at = SQLValue.integer(message.createdAt.milliseconds)
        let firstTry = SQLValue.integer((firstTryAt ?? gatherUntil)?.milliseconds ?? 0)
        try db.run(
            """
            INSERT INTO outbox (id, case_id, lane, kind, recipient, channel, body, created_at, fallback_of, state,
                next_try_at, tries, tell_by, says, form, gather_until, due_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
            """,
            .string(message.id.name), .number(message.response?.number), .string(message.lane.rawValue),
            .string(message.kind.rawValue), .string(message.recipient.name), .string(message.channel.name),
            .blob(message.body), at, .text(message.fallbackOf?.name), .string(state.rawValue), firstTry,
            .number(tellBy?.milliseconds), .string(message.says), .string(message.form.rawValue),
            .number(gatherUntil?.milliseconds), .integer((firstTryAt ?? gatherUntil ?? message.createdAt).milliseconds))
        return db.changesCount == 1
    }

    /// Takes ready messages of one lane whose time has come, of each channel those that wait longest, so that nobody
    /// else sends them until the lease ends. Who is told about a case that there is no need to go, or that there is
    /// again, hears it after what is under way to them: the last to arrive must be the last that was written. Alerts of
    /// last levels wait for nothing.
    ///
    /// - Parameter room: how many of a channel may be taken now.
    public func lease(
        _ lane: OutboxMessage.Lane, now: Instant, until: Instant, room: (ChannelID) -> Int
    ) throws -> [OutboxEntry] {
        try voidLeases(endedBy: now)
        let condition = """
            WHERE lane = ? AND channel = ? AND state = 'ready' AND next_try_at <= ?
                AND (case_id IS NULL OR kind NOT IN ('standDown', 'assignment') OR NOT EXISTS (
                    SELECT 1 FROM outbox AS before
                    WHERE before.case_id = outbox.case_id AND before.recipient = outbox.recipient
                        AND before.rowid < outbox.rowid AND 'standDown' IN (before.kind, outbox.kind)
                        AND before.lease_epoch = ? AND before.lease_until > ?))
            ORDER BY next_try_at, created_at, rowid LIMIT ?
            """
        let entries = try channels(waitingIn: lane).flatMap { channel in
            let count = room(channel)
            let arguments: StatementArguments = [
                lane.rawValue, channel.name, now.milliseconds, epoch, now.milliseconds, count,
            ]
            return count > 0 ? try fetch(condition, arguments) : []
        }
        for entry in entries {
            try db.run(
                "UPDATE outbox SET state = 'leased', lease_epoch = ?, lease_until = ? WHERE id = ?",
                .integer(epoch), .integer(until.milliseconds), .string(entry.message.id.name))
        }
        return entries
    }

    /// Channels with something ready, in order: a step in the index for each, however much waits.
    private func channels(waitingIn lane: OutboxMessage.Lane) throws -> [ChannelID] {
        let next = try db.cachedStatement(
            sql: "SELECT min(channel) FROM outbox WHERE lane = ? AND state = 'ready' AND channel > ?")
        var found: [String] = []
        while let channel = try String.fetchOne(next, arguments: [lane.rawValue, found.last ?? ""]) {
            found.append(channel)
        }
        return found.map { ChannelID($0) }
    }

    /// When the dispatcher has to look at a lane next; nil when nothing in it waits.
    ///
    /// - Parameter notBefore: until when a channel rests.
    public func nextTry(
        _ lane: OutboxMessage.Lane, notBefore: (ChannelID) -> Instant? = { _ in nil }
    ) throws -> Instant? {
        let first = try db.cachedStatement(
            sql: "SELECT min(next_try_at) FROM outbox WHERE lane = ? AND state = 'ready' AND channel = ?")
        return try channels(waitingIn: lane).compactMap { channel in
            let at = try Int64.fetchOne(first, arguments: [lane.rawValue, channel.name])
            return at.map { max(Instant(milliseconds: $0), notBefore(channel) ?? Instant(milliseconds: $0)) }
        }.min()
    }

    /// Since when the alert has been waiting that waits longest and is still being tried, itself or as a copy over
    /// another channel; nil when none waits. What has not come to its time yet waits for nothing; one that gathers
    /// waits since its gathering ended.
    ///
    /// - Parameter now: on the clock that receivers live by.
    public func oldestWaiting(at now: Instant) throws -> Instant? {
        try OutboxMessage.Lane.allCases.compactMap { try backlog($0, at: now).oldest }.min()
    }

    /// Cancels what a case's people no longer need to hear. One whose try is under way may still arrive, and keeps its
    /// lease so long, so that what takes it back comes after it. So may one that a service has.
    ///
    /// - Parameters:
    ///   - recipient: nil: everybody's.
    ///   - beginning: messages whose id begins so are left alone; empty: none are.
    /// - Returns: how many messages were cancelled.
    @discardableResult
    public func cancel(
        _ response: CaseID, kinds: [Alert.Kind], of recipient: WorkerID? = nil, exceptFrom beginning: String = ""
    ) throws -> Int {
        var count = 0
        for kind in kinds {
            try db.run(
                """
                UPDATE outbox SET state = 'cancelled', tell_by = NULL
                WHERE case_id = ? AND kind = ? AND state IN ('ready', 'leased', 'sent', 'gathering', 'gathered')
                    AND recipient = ifnull(?, recipient) AND NOT (? <> '' AND instr(id, ?) = 1)
                """, .integer(response.number), .string(kind.rawValue), .text(recipient?.name), .string(beginning),
                .string(beginning))
            count += db.changesCount
            // Its first channel has failed already: nobody counts as not told of what nobody needs to hear.
            try db.run(
                """
                UPDATE outbox SET tell_by = NULL
                WHERE case_id = ? AND kind = ? AND state = 'failed' AND tell_by IS NOT NULL
                    AND recipient = ifnull(?, recipient) AND NOT (? <> '' AND instr(id, ?) = 1)
                """, .integer(response.number), .string(kind.rawValue), .text(recipient?.name), .string(beginning),
                .string(beginning))
        }
        try cancelEmptied(by: response)
        return count
    }

    /// How many alerts stand so.
    public func count(_ state: OutboxState) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM outbox WHERE state = ? AND kind <> 'canary'", arguments: [state.rawValue])
            ?? 0
    }

    public func entry(_ id: AlertID) throws -> OutboxEntry? { try fetch("WHERE id = ?", [id.name]).first }

    /// A case's messages in the order they were written.
    public func entries(of response: CaseID) throws -> [OutboxEntry] {
        try fetch("WHERE case_id = ? ORDER BY created_at, id", [response.number])
    }

    /// Makes ready again what a process before this one, or this one a whole lease ago, took and did not finish. Two
    /// ranges of one index, so that what is under way costs nothing; a part at a time, because after a crash in a storm
    /// levels that are due wait for it.
    private func voidLeases(endedBy now: Instant) throws {
        let free = "UPDATE outbox SET state = 'ready', lease_epoch = NULL, lease_until = NULL WHERE id IN "
        let leased = "(SELECT id FROM outbox WHERE state = 'leased' AND "
        try db.run(free + leased + "lease_epoch < ? LIMIT 1000)", .integer(epoch))
        try db.run(
            free + leased + "lease_epoch = ? AND lease_until <= ? LIMIT 1000)", .integer(epoch),
            .integer(now.milliseconds))
    }

    func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [OutboxEntry] {
        let sql = """
            SELECT id, case_id, lane, kind, recipient, channel, body, created_at, fallback_of, state, next_try_at,
                tries, says, form, gather_until, gathered_in, due_at, tell_by
            FROM outbox\u{20}
            """ + condition
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map(OutboxEntry.init(row:))
    }
}

extension OutboxEntry {
    init(row: Row) throws {
        let id: String = row[0]
        guard let lane = OutboxMessage.Lane(rawValue: row[2]), let kind = Alert.Kind(rawValue: row[3]),
            let state = OutboxState(rawValue: row[9]), let form = ChannelKind(rawValue: row[13])
        else { preconditionFailure("a CHECK keeps these words closed: outbox \(id)") }
        message = OutboxMessage(
            id: AlertID(id), response: (row[1] as Int64?).map { CaseID($0) }, lane: lane, kind: kind,
            recipient: WorkerID(row[4]), channel: ChannelID(row[5]), form: form, says: row[12], body: row[6],
            createdAt: Instant(milliseconds: row[7]),
            fallbackOf: (row[8] as String?).map { AlertID($0) })
        self.state = state
        nextTryAt = Instant(milliseconds: row[10])
        tries = row[11]
        gatherUntil = (row[14] as Int64?).map(Instant.init(milliseconds:))
        gatheredIn = (row[15] as String?).map { AlertID($0) }
        dueAt = Instant(milliseconds: row[16])
        tellBy = (row[17] as Int64?).map(Instant.init(milliseconds:))
    }
}
