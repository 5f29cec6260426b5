import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

/// Daily work costs what it touches, not what there is: none of its statements walks through a table.
@Suite struct QueryPlanTests {
    @Test func noStatementOfDailyWorkScansATable() throws {
        let test = try TestStore()
        let statements = try trace(test.store) { tx in
            try notifications(tx, test.store.blinder)
            try workflow(tx)
        }
        #expect(statements.count > 25)
        for sql in statements {
            let plan = try test.store.read { tx in
                let statement = try tx.db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments([])
                return try Row.fetchAll(statement).map { $0["detail"] as String }
            }
            // The end of the log is one step; the blind index is read once in the life of a store.
            if sql.hasSuffix("ORDER BY sequence DESC LIMIT 1") || sql.hasSuffix("FROM vault_index") { continue }
            let scans = plan.filter { $0.hasPrefix("SCAN ") && !$0.contains("USING") && !$0.contains("CONSTANT") }
            #expect(scans == [], "\(sql)")
        }
    }

    private func notifications(_ tx: Transaction, _ blinder: Blinder) throws {
        let (source, id) = (SourceID("ambulance"), NotificationID(1))
        let blind = blinder.blind(IndexKind("reference"), "R-1")
        let details = NotificationDetails(surname: "Quartzmoor")
        let vault = try tx.vault.put(details, kind: .notification, subject: 1, at: .hour(0))
        try tx.vault.index(vault, of: id, under: [blind])
        _ = try tx.vault.notifications(under: [blind, blind])
        _ = try tx.vault.records(of: .notification, subject: 1)
        let record = NotificationRecord(id: id, source: source, reference: blind, content: blind)
        try tx.notifications.insert(record, receivedAt: .hour(0), details: vault)
        _ = try tx.notifications.find(source, reference: blind)
        _ = try tx.notifications.find(source, content: blind, ordinal: 0)
        _ = try tx.notifications.record(of: id)
        _ = try tx.notifications.addVersion(of: id, content: blind, receivedAt: .hour(1), details: vault)
        _ = try tx.notifications.versions(of: id)
        try tx.notifications.link(id, to: NotificationLink(person: PersonID(1), response: CaseID(1)))
        _ = try tx.notifications.notifications(of: CaseID(1))
        _ = try tx.notifications.notifications(of: PersonID(1))
        let stored: NotificationDetails = try tx.vault.get(vault)
        #expect(stored == details)
        try tx.vault.blank(vault)
    }

    private func workflow(_ tx: Transaction) throws {
        let stream = EventStream.case(CaseID(1))
        try tx.events.append(
            [NewEvent(Noted(code: "a"), happenedAt: .hour(0))], to: stream, expectedVersion: 0, by: .test())
        _ = try tx.events.events(of: stream, knownAt: .hour(1))
        _ = try tx.events.events(after: 0, limit: 10)
        _ = try tx.events.identityDecisions(after: .hour(0), through: .hour(1))
        let raised = AlarmRaised(alarm: .silentFeed, subject: AlarmSubject("police"), figure: nil)
        try tx.alarms.apply(.alarmRaised(raised), version: 1, at: .hour(0))
        _ = try tx.alarms.standing(.silentFeed, AlarmSubject("police"))
        _ = try tx.alarms.standing()
        try tx.alarms.apply(
            .alarmCleared(AlarmCleared(alarm: .silentFeed, subject: AlarmSubject("police"), why: .over)), version: 2,
            at: .hour(1))
        try tx.due.replace(stream, with: [.init(kind: "level", at: .hour(1))])
        _ = try tx.due.due(by: .hour(1), limit: 10)
        _ = try tx.due.nextWake()
        for lane in DueTable.Lane.allCases {
            _ = try tx.due.due(by: .hour(1), limit: 10, lane: lane)
            _ = try tx.due.nextWake(lane)
        }
        _ = try tx.responses.held()
        _ = try tx.responses.inHands()
        _ = try tx.responses.inHands(of: WorkerID("morag"))
        _ = try tx.responses.openVersions()
        _ = try tx.due.backlog(at: .hour(1))
        for lane in OutboxMessage.Lane.allCases { _ = try tx.outbox.backlog(lane, at: .hour(1)) }
        _ = try tx.outbox.notTold()
        _ = try tx.outbox.oldestWaiting(at: .hour(1))
        _ = try tx.outbox.gatheringEnd(of: WorkerID("morag"))
        _ = try tx.outbox.nextGatheringEnd()
        _ = try tx.outbox.endedGathering(by: .hour(1))
        _ = try tx.outbox.gathering(of: WorkerID("morag"), limit: 10)
        try tx.outbox.release(AlertID("a"), at: .hour(1), tellAfter: .hours(1))
        try tx.outbox.gather(AlertID("a"), in: AlertID("b"))
        try tx.outbox.drop(AlertID("a"))
        _ = try tx.outbox.members(of: AlertID("b"))
        _ = try tx.outbox.memberCount(of: AlertID("b"))
        try tx.outbox.sayAgain(AlertID("b"), at: .hour(1))
        _ = try tx.responses.backlog()
        _ = try tx.responses.overdue(at: .hour(1))
        try tx.due.backOff(stream, until: .hour(2))
        _ = try tx.due.due(after: .hour(0), by: .hour(1), limit: 10)
        let id = AlertID("a")
        try tx.outbox.enqueue(
            OutboxMessage(
                id: id, response: CaseID(1), lane: .ordinary, kind: .escalation, recipient: WorkerID("morag"),
                channel: ChannelID("phone"), says: "first look", body: Data(), createdAt: .hour(0)))
        _ = try tx.outbox.lease(.ordinary, now: .hour(1), until: .hour(2)) { _ in 10 }
        _ = try tx.outbox.nextTry(.ordinary)
        _ = try tx.alarms.disabledChannels()
        let made = DeliveryTry(
            startedAt: .hour(1), endedAt: .hour(1), outcome: .retryable, code: "timeout", status: nil)
        try tx.outbox.record(made, of: id, otherwise: .retry(at: .hour(3)))
        _ = try tx.outbox.copies(of: AlertID("a"))
        _ = try tx.outbox.tries(of: id)
        _ = try tx.outbox.entries(of: CaseID(1))
        _ = try tx.outbox.decisiveTry(of: id)
        for which in [LetterSelection.all, .channel(ChannelID("phone")), .response(CaseID(1))] {
            _ = try tx.outbox.deadLetters(which, limit: 10)
            _ = try tx.outbox.triedInVain(which, limit: 10)
            _ = try tx.outbox.withoutReceipt(which, since: .hour(0), limit: 10)
        }
        _ = try tx.outbox.withoutReceipt(since: .hour(0))
        _ = try tx.outbox.receive(.temporaryFailure, of: id, at: .hour(2)) { _ in true }
        _ = try tx.outbox.retry(id, at: .hour(1))
        _ = try tx.outbox.withdraw(id)
        try tx.outbox.cancel(CaseID(1), kinds: [.escalation])
    }

    /// The statements that run during the body, each once.
    private func trace(_ store: Store, _ body: (Transaction) throws -> Void) throws -> Set<String> {
        final class Statements { var seen: Set<String> = [] }
        let statements = Statements()
        try store.write { tx in
            tx.db.trace { if case .statement(let statement) = $0 { statements.seen.insert(statement.sql) } }
            defer { tx.db.trace(options: [], nil) }
            try body(tx)
        }
        return statements.seen.filter { !$0.hasPrefix("BEGIN") && !$0.hasPrefix("COMMIT") && !$0.hasPrefix("--") }
    }
}
