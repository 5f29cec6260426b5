import Foundation
import NFODEngine
import NFODStore
import Testing

/// What waits for too long is found once for each thing that is to be seen to.
@Suite struct OutboxOverdueTests {
    @Test func `what waits is found in the order in which it began to wait, and once for each step`() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("late", at: 3))
            try tx.outbox.enqueue(message("early", at: 1))
            try tx.outbox.enqueue(message("real", at: 9), waitingSince: .hour(2))
            try tx.outbox.enqueue(message("copy", at: 0), firstTryAt: .hour(5))
            try tx.outbox.enqueue(message("replay", at: 0), recordedOnly: true)
        }
        #expect(try overdue(.fallback, test.store, since: 2) == ["early", "real"])
        #expect(try overdue(.fallback, test.store, since: 4) == ["early", "real", "late"])
        try test.store.write { try $0.outbox.note(.fallback, of: AlertID("early")) }
        #expect(try overdue(.fallback, test.store, since: 4) == ["real", "late"])
        #expect(try overdue(.notTold, test.store, since: 4).sorted() == ["early", "late", "real"])
        try test.store.write { try $0.outbox.note(.notTold, of: AlertID("real")) }
        #expect(try overdue(.fallback, test.store, since: 4) == ["late"])
        try test.store.write { try $0.outbox.note(.fallback, of: AlertID("real")) }
        #expect(try overdue(.notTold, test.store, since: 4).sorted() == ["early", "late"])
        #expect(try overdue(.fallback, test.store, since: 5) == ["late", "copy"])
    }

    @Test func `what is under way or has ended is not waiting`() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("a", at: 1))
            try tx.outbox.enqueue(message("b", at: 1))
            _ = try tx.outbox.lease(.ordinary, now: .hour(2), until: .hour(9)) { _ in 1 }
        }
        #expect(try overdue(.fallback, test.store, since: 2) == ["b"])
    }

    @Test func `only what was never tried is hastened, and never put off`() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("a", at: 0), firstTryAt: .hour(9))
            try tx.outbox.hasten(AlertID("a"), to: .hour(5))
            try tx.outbox.hasten(AlertID("a"), to: .hour(7))
        }
        #expect(try test.store.read { try $0.outbox.entry(AlertID("a")) }?.nextTryAt == .hour(5))
        try test.store.write { tx in
            _ = try tx.outbox.lease(.ordinary, now: .hour(6), until: .hour(7)) { _ in 1 }
            let made = DeliveryTry(
                startedAt: .hour(6), endedAt: .hour(6), outcome: .retryable, code: "timeOut", status: nil)
            try tx.outbox.record(made, of: AlertID("a"), otherwise: .retry(at: .hour(8)))
            try tx.outbox.hasten(AlertID("a"), to: .hour(7))
        }
        #expect(try test.store.read { try $0.outbox.entry(AlertID("a")) }?.nextTryAt == .hour(8))
    }

    @Test func `a channel that rests is not looked at before it may be asked again`() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.outbox.enqueue(message("a", at: 0, channel: "rests"))
            try tx.outbox.enqueue(message("b", at: 0, channel: "other"), firstTryAt: .hour(7))
        }
        let next = try test.store.read { tx in
            try tx.outbox.nextTry(.ordinary) { $0 == ChannelID("rests") ? .hour(6) : nil }
        }
        #expect(next == .hour(6))
    }

    private func overdue(_ step: Outbox.FollowUp, _ store: Store, since hour: Int64) throws -> [String] {
        try store.read { try $0.outbox.overdue(step, since: .hour(hour), limit: 10) }.map(\.message.id.name)
    }

    private func message(_ id: String, at hour: Int64, channel: String = "phone") -> OutboxMessage {
        OutboxMessage(
            id: AlertID(id), response: CaseID(1), lane: .ordinary, kind: .escalation, recipient: WorkerID("morag"),
            channel: ChannelID(channel), body: Data("{}".utf8), createdAt: .hour(hour))
    }
}
