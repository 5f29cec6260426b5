import Foundation
import NFODEngine
import NFODStore
import Testing

@Suite struct OutboxTests {
    @Test func rule36AnIdIsWrittenOnceAndItsBytesStay() throws {
        let test = try TestStore()
        let again = message("a", body: "other")
        #expect(try test.store.write { try $0.outbox.enqueue(message("a", body: "first")) })
        #expect(try test.store.write { try $0.outbox.enqueue(again) } == false)
        let entry = try #require(try test.store.read { try $0.outbox.entry(AlertID("a")) })
        #expect(entry.message == message("a", body: "first"))
        #expect(entry.state == .ready)
        #expect(entry.tries == 0)
    }

    @Test func aLaneIsLeasedOldestFirstAndOnlyOnce() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("b", at: 2))
            try tx.outbox.enqueue(message("a", at: 1))
            try tx.outbox.enqueue(message("c", at: 9), firstTryAt: .hour(9))
            try tx.outbox.enqueue(message("last", at: 1, lane: .lastLevel))
        }
        #expect(try lease(test.store, at: 3) == ["a", "b"])
        #expect(try lease(test.store, at: 3) == [])
        #expect(try lease(test.store, .lastLevel, at: 3) == ["last"])
    }

    @Test func `a channel that has enough in hand is passed over, and nobody waits behind it`() throws {
        let test = try TestStore()
        try test.store.write { tx in
            for number in 1...3 { try tx.outbox.enqueue(message("full-\(number)", channel: "a")) }
            try tx.outbox.enqueue(message("late", at: 2, channel: "b"))
            try tx.outbox.enqueue(message("early", at: 1, channel: "b"))
            try tx.outbox.enqueue(message("one", channel: "c"))
            try tx.outbox.enqueue(message("two", channel: "c"))
        }
        let room = ["a": 0, "b": 9, "c": 1]
        let taken = try test.store.write { tx in
            try tx.outbox.lease(.ordinary, now: .hour(3), until: .hour(4)) { room[$0.name] ?? 0 }
        }
        #expect(taken.map(\.message.id.name) == ["early", "late", "one"])
        #expect(try lease(test.store, at: 3) == ["full-1", "full-2", "full-3", "two"])
    }

    @Test func aReplaysMessagesAreNeverLeased() throws {
        let test = try TestStore()
        try test.store.write { _ = try $0.outbox.enqueue(message("a"), recordedOnly: true) }
        #expect(try lease(test.store, at: 9) == [])
        #expect(try test.store.read { try $0.outbox.entry(AlertID("a")) }?.state == .recorded)
    }

    @Test func aLeaseEndsWithItsTimeOrItsProcess() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let before = try TestStore.open(path, creating: true)
        try before.write { _ = try $0.outbox.enqueue(message("a", at: 0)) }
        #expect(try lease(before, at: 1) == ["a"])
        #expect(try lease(before, at: 2) == ["a"], "the lease ran out")
        #expect(try lease(before, at: 2) == [])
        try before.close()
        let after = try TestStore.open(path)
        #expect(try lease(after, at: 2) == ["a"], "an older process's lease is void")
        try after.close()
    }

    @Test(arguments: [
        (DeliveryTry.Outcome.delivered, Outbox.AfterFailure.giveUp, OutboxState.delivered),
        (.retryable, .retry(at: .hour(7)), .ready),
        (.retryable, .giveUp, .failed),
        (.permanent, .giveUp, .failed),
    ])
    func aTryMovesItsMessageOn(outcome: DeliveryTry.Outcome, next: Outbox.AfterFailure, state: OutboxState) throws {
        let test = try TestStore()
        try test.store.write { _ = try $0.outbox.enqueue(message("a")) }
        _ = try lease(test.store, at: 1)
        let made = attempt(outcome)
        #expect(try test.store.write { try $0.outbox.record(made, of: AlertID("a"), otherwise: next) } == state)
        let entry = try #require(try test.store.read { try $0.outbox.entry(AlertID("a")) })
        #expect(entry.tries == 1)
        if state == .ready { #expect(entry.nextTryAt == .hour(7)) }
        #expect(try test.store.read { try $0.outbox.tries(of: AlertID("a")) } == [made])
        #expect(try lease(test.store, at: 7) == (state == .ready ? ["a"] : []))
    }

    @Test(arguments: [
        (DeliveryTry.Outcome.delivered, OutboxState.delivered), (.retryable, .cancelled), (.permanent, .cancelled),
    ])
    func aMessageCancelledInFlightStaysCancelledUnlessItArrived(
        outcome: DeliveryTry.Outcome, state: OutboxState
    ) throws {
        let test = try TestStore()
        try test.store.write { _ = try $0.outbox.enqueue(message("a")) }
        _ = try lease(test.store, at: 1)
        #expect(try test.store.write { try $0.outbox.cancel(CaseID(1), kinds: [.escalation]) } == 1)
        let moved = try test.store.write {
            try $0.outbox.record(attempt(outcome), of: AlertID("a"), otherwise: .retry(at: .hour(2)))
        }
        #expect(moved == state)
    }

    @Test func rule10_whatIsKeptByHowItsIdBeginsIsNotCancelled() throws {
        let test = try TestStore()
        try test.store.write { tx in
            for name in ["C-followup-r1", "C-followup-r1-via-spare", "C-r1-l0", "D-followup-r1"] {
                try tx.outbox.enqueue(message(name))
            }
            #expect(try tx.outbox.cancel(CaseID(1), kinds: [.escalation], exceptFrom: "C-followup-") == 2)
            #expect(try tx.outbox.entry(AlertID("C-followup-r1"))?.state == .ready)
            #expect(try tx.outbox.entry(AlertID("C-followup-r1-via-spare"))?.state == .ready)
        }
    }

    @Test func onlyTheCasesOwnUnsentMessagesOfTheKindAreCancelled() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("a"))
            try tx.outbox.enqueue(message("done"))
            try tx.outbox.enqueue(message("standDown", kind: .standDown))
            try tx.outbox.enqueue(message("other", case: 2))
            try tx.outbox.record(attempt(.delivered), of: AlertID("done"), otherwise: .giveUp)
        }
        #expect(try test.store.write { try $0.outbox.cancel(CaseID(1), kinds: [.escalation, .assignment]) } == 1)
        let states = try test.store.read { tx in
            try tx.outbox.entries(of: CaseID(1)).map { "\($0.message.id): \($0.state)" }
        }
        #expect(states == ["a: cancelled", "done: delivered", "standDown: ready"])
        #expect(try test.store.read { try $0.outbox.entry(AlertID("other")) }?.state == .ready)
    }

    @Test func aTryOfAMessageNobodyKnowsIsNoTry() throws {
        let test = try TestStore()
        let state = try test.store.write {
            try $0.outbox.record(attempt(.delivered), of: AlertID("x"), otherwise: .giveUp)
        }
        #expect(state == nil)
    }

    private func lease(_ store: Store, _ lane: OutboxMessage.Lane = .ordinary, at hour: Int64) throws -> [String] {
        try store.write { try $0.outbox.lease(lane, now: .hour(hour), until: .hour(hour + 1)) { _ in 10 } }
            .map(\.message.id.name)
    }

    private func attempt(_ outcome: DeliveryTry.Outcome) -> DeliveryTry {
        DeliveryTry(startedAt: .hour(1), endedAt: .hour(1), outcome: outcome, code: "status", status: 503)
    }

    private func message(
        _ id: String, body: String = "{}", at hour: Int64 = 0, lane: OutboxMessage.Lane = .ordinary,
        kind: Alert.Kind = .escalation, case number: Int64 = 1, channel: String = "morag-phone"
    ) -> OutboxMessage {
        OutboxMessage(
            id: AlertID(id), response: CaseID(number), lane: lane, kind: kind, recipient: WorkerID("morag"),
            channel: ChannelID(channel), says: "first look", body: Data(body.utf8), createdAt: .hour(hour))
    }
}
