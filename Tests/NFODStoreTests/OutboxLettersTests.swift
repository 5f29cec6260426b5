import Foundation
import NFODEngine
import NFODStore
import Testing

/// Dead letters, and what a person may do about them.
@Suite struct OutboxLettersTests {
    private func message(_ id: String, at hour: Int64 = 0, case number: Int64 = 1, channel: String = "phone")
        -> OutboxMessage
    {
        OutboxMessage(
            id: AlertID(id), response: CaseID(number), lane: .ordinary, kind: .escalation, recipient: WorkerID("morag"),
            channel: ChannelID(channel), says: "first look", body: Data("{}".utf8), createdAt: .hour(hour))
    }

    private func attempt(_ outcome: DeliveryTry.Outcome, code: String = "answered", at hour: Int64 = 1) -> DeliveryTry {
        DeliveryTry(startedAt: .hour(hour), endedAt: .hour(hour), outcome: outcome, code: code, status: 503)
    }

    /// Writes them, takes them, and lets each end so; nil: not tried.
    private func fill(_ store: Store, _ letters: [(OutboxMessage, Outbox.AfterFailure?)]) throws {
        try store.write { tx in
            for (message, end) in letters where end != nil { try tx.outbox.enqueue(message) }
            _ = try tx.outbox.lease(.ordinary, now: .hour(99), until: .hour(100)) { _ in 100 }
            for (message, end) in letters {
                guard let end else {
                    try tx.outbox.enqueue(message)
                    continue
                }
                try tx.outbox.record(attempt(.retryable), of: message.id, otherwise: end)
            }
        }
    }

    private func states(_ store: Store, _ ids: [String]) throws -> [OutboxState?] {
        try store.read { tx in try ids.map { try tx.outbox.entry(AlertID($0))?.state } }
    }

    @Test func theyAreFoundByCaseAndChannelLongestFirst() throws {
        let test = try TestStore()
        try fill(
            test.store,
            [
                (message("late", at: 3), .giveUp), (message("early", at: 1), .giveUp),
                (message("mail", at: 2, case: 2, channel: "mail"), .giveUp),
                (message("tried", at: 2), .retry(at: .hour(50))), (message("new", at: 0), nil),
            ])
        let found = try test.store.read { tx in
            try [LetterSelection.all, .channel(ChannelID("mail")), .response(CaseID(1))].map { which in
                try tx.outbox.deadLetters(which, limit: 10).map(\.message.id.name)
            } + [tx.outbox.deadLetters(limit: 2).map(\.message.id.name)]
                + [tx.outbox.triedInVain(limit: 10).map(\.message.id.name)]
        }
        #expect(found == [["early", "mail", "late"], ["mail"], ["early", "late"], ["early", "mail"], ["tried"]])
        let words = try test.store.read { try $0.outbox.entry(AlertID("mail"))?.message.says }
        #expect(words == "first look")
    }

    @Test func whatWasGivenUpIsTriedAgainAndWhatArrivedIsNot() throws {
        let test = try TestStore()
        try fill(
            test.store,
            [
                (message("dead"), .giveUp), (message("tried"), .retry(at: .hour(500))), (message("kept"), .giveUp),
                (message("told"), .giveUp),
            ])
        try test.store.write { tx in
            try tx.outbox.record(attempt(.delivered), of: AlertID("told"), otherwise: .giveUp)
            #expect(
                try ["dead", "tried", "told", "nobody"].map { try tx.outbox.retry(AlertID($0), at: .hour(60)) }
                    == [true, true, false, false])
            #expect(try ["kept", "told", "dead"].map { try tx.outbox.withdraw(AlertID($0)) } == [true, false, false])
        }
        #expect(try states(test.store, ["dead", "tried", "kept", "told"]) == [.ready, .ready, .cancelled, .delivered])
        let taken = try test.store.write { tx in
            try tx.outbox.lease(.ordinary, now: .hour(99), until: .hour(100)) { _ in 10 }.map(\.message.id.name)
                .sorted()
        }
        #expect(taken == ["dead", "tried"], "at once, whatever they waited for")
        #expect(try test.store.read { try $0.outbox.entry(AlertID("dead"))?.tries } == 1, "earlier tries stay")
    }

    @Test func theTryThatCountsIsTheOneThatArrived() throws {
        let test = try TestStore()
        try fill(test.store, [(message("a"), .giveUp)])
        try test.store.write { tx in
            #expect(try tx.outbox.decisiveTry(of: AlertID("a"))?.outcome == .retryable)
            try tx.outbox.record(attempt(.delivered, code: "delivered", at: 2), of: AlertID("a"), otherwise: .giveUp)
            try tx.outbox.record(attempt(.permanent, code: "gone", at: 3), of: AlertID("a"), otherwise: .giveUp)
            #expect(try tx.outbox.decisiveTry(of: AlertID("a"))?.code == "delivered")
            #expect(try tx.outbox.decisiveTry(of: AlertID("b")) == nil)
        }
    }

    @Test func `an alert waits for as long as any of its copies is tried, and since it was written`() throws {
        let test = try TestStore()
        let first = message("a", at: 2)
        let copy = OutboxMessage(
            id: AlertID("a-mail"), response: first.response, lane: first.lane, kind: first.kind,
            recipient: first.recipient, channel: ChannelID("mail"), says: first.says, body: first.body,
            createdAt: first.createdAt, fallbackOf: first.id)
        let oldest = { try test.store.read { try $0.outbox.oldestWaiting(at: .hour(60)) } }
        #expect(try oldest() == nil)
        try fill(test.store, [(first, .giveUp)])
        #expect(try oldest() == nil)
        try fill(test.store, [(copy, .retry(at: .hour(50)))])
        #expect(try oldest() == .hour(2))
        try test.store.write { tx in
            _ = try tx.outbox.lease(.ordinary, now: .hour(99), until: .hour(100)) { _ in 100 }
            try tx.outbox.record(attempt(.delivered), of: copy.id, otherwise: .giveUp)
        }
        #expect(try oldest() == nil)
    }
}
