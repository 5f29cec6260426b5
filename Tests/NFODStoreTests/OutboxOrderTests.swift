import Foundation
import NFODEngine
import NFODStore
import Testing

/// What takes something back is sent after it.
@Suite struct OutboxOrderTests {
    private func message(
        _ id: String, _ kind: Alert.Kind, to recipient: String = "morag", over channel: String = "phone",
        lane: OutboxMessage.Lane = .ordinary, case number: Int64 = 1
    ) -> OutboxMessage {
        OutboxMessage(
            id: AlertID(id), response: CaseID(number), lane: lane, kind: kind, recipient: WorkerID(recipient),
            channel: ChannelID(channel), says: "first look", body: Data("{}".utf8), createdAt: .hour(0))
    }

    private func lease(_ store: Store, _ lane: OutboxMessage.Lane = .ordinary, at hour: Int64 = 1) throws -> [String] {
        try store.write { try $0.outbox.lease(lane, now: .hour(hour), until: .hour(hour + 1)) { _ in 10 } }
            .map(\.message.id.name).sorted()
    }

    private func record(_ store: Store, _ id: String, _ outcome: DeliveryTry.Outcome) throws -> OutboxState? {
        let attempt = DeliveryTry(startedAt: .hour(1), endedAt: .hour(1), outcome: outcome, code: "x", status: 503)
        return try store.write {
            try $0.outbox.record(attempt, of: AlertID(id), otherwise: .retry(at: .hour(1)))
        }
    }

    /// However much is written later: a retry and a fall-back keep their places.
    @Test func whatWasDueFirstGoesFirst() throws {
        let test = try TestStore()
        try test.store.write { tx in
            for (id, hour) in [("later", 3), ("first", 1), ("second", 2)] {
                try tx.outbox.enqueue(message(id, .escalation), firstTryAt: .hour(Int64(hour)))
            }
            let order = try (0..<3).flatMap { _ in
                try tx.outbox.lease(.ordinary, now: .hour(4), until: .hour(5)) { _ in 1 }.map(\.message.id.name)
            }
            #expect(order == ["first", "second", "later"])
        }
    }

    /// Its first channel has failed, and another one's turn is to come, when nobody needs to hear it any more.
    @Test func nobodyCountsAsNotToldOfWhatIsNotNeeded() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("given", .assignment), tellBy: .hour(9))
            _ = try tx.outbox.lease(.ordinary, now: .hour(1), until: .hour(2)) { _ in 1 }
            let no = DeliveryTry(startedAt: .hour(1), endedAt: .hour(1), outcome: .permanent, code: "x", status: nil)
            #expect(try tx.outbox.record(no, of: AlertID("given"), otherwise: .giveUp) == .failed)
            #expect(try tx.outbox.nextTellBy() == .hour(9))
            try tx.outbox.cancel(CaseID(1), kinds: [.assignment], of: WorkerID("ewan"))
            #expect(try tx.outbox.nextTellBy() == .hour(9), "another's")
            try tx.outbox.cancel(CaseID(1), kinds: [.assignment], of: WorkerID("morag"))
            #expect(try tx.outbox.nextTellBy() == nil)
        }
    }

    @Test(arguments: [DeliveryTry.Outcome.delivered, .retryable])
    func aStandDownWaitsForTheTryOfWhatItTakesBack(outcome: DeliveryTry.Outcome) throws {
        let test = try TestStore()
        try test.store.write { try $0.outbox.enqueue(message("given", .assignment)) }
        #expect(try lease(test.store) == ["given"])
        try test.store.write { tx in
            #expect(try tx.outbox.cancel(CaseID(1), kinds: [.assignment], of: WorkerID("morag")) == 1)
            try tx.outbox.enqueue(message("back", .standDown, over: "mail"))
            try tx.outbox.enqueue(message("other", .standDown, to: "ewan"))
            try tx.outbox.enqueue(message("elsewhere", .standDown, case: 2))
        }
        #expect(try lease(test.store) == ["elsewhere", "other"], "others wait for nothing")
        let state = try record(test.store, "given", outcome)
        #expect(state == (outcome == .delivered ? .delivered : .cancelled), "and is not tried again")
        #expect(try lease(test.store) == ["back"])
    }

    @Test func whatIsGivenAgainWaitsForTheStandDown() throws {
        let test = try TestStore()
        try test.store.write { try $0.outbox.enqueue(message("back", .standDown)) }
        #expect(try lease(test.store) == ["back"])
        try test.store.write { tx in
            try tx.outbox.cancel(CaseID(1), kinds: [.standDown], of: WorkerID("morag"))
            try tx.outbox.enqueue(message("again", .assignment))
            try tx.outbox.enqueue(message("level", .escalation))
            try tx.outbox.enqueue(message("last", .escalation, lane: .lastLevel))
        }
        #expect(try lease(test.store, .lastLevel) == ["last"], "nothing stands before a last level")
        #expect(try lease(test.store) == ["level"])
        _ = try record(test.store, "back", .retryable)
        #expect(try lease(test.store) == ["again"])
    }

    @Test func aLeaseThatEndedHoldsNothingBack() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        func fill(_ store: Store) throws {
            try store.write { tx in
                try tx.outbox.cancel(CaseID(1), kinds: [.assignment])
                try tx.outbox.enqueue(message("back", .standDown))
            }
        }
        let before = try TestStore.open(path, creating: true)
        try before.write { try $0.outbox.enqueue(message("given", .assignment)) }
        #expect(try lease(before) == ["given"])
        try fill(before)
        #expect(try lease(before) == [])
        #expect(try lease(before, at: 2) == ["back"], "its time is over")
        try before.close()
        let after = try TestStore.open(path)
        #expect(try lease(after) == ["back"], "its process is gone")
    }

    @Test func onlyWhoIsNamedIsSparedTheRest() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("a", .assignment))
            try tx.outbox.enqueue(message("b", .assignment, to: "ewan"))
            try tx.outbox.enqueue(message("c", .escalation))
            #expect(try tx.outbox.cancel(CaseID(1), kinds: [.assignment], of: WorkerID("morag")) == 1)
        }
        #expect(try lease(test.store) == ["b", "c"])
    }
}
