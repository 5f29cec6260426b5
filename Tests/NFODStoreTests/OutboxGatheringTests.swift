import Foundation
import NFODEngine
import NFODStore
import Testing

/// Alerts that wait for others to the same recipient (rules 32, 36).
@Suite struct OutboxGatheringTests {
    private func message(
        _ id: String, case number: Int64? = 1, to recipient: String = "morag", kind: Alert.Kind = .escalation,
        copyOf original: String? = nil
    ) -> OutboxMessage {
        OutboxMessage(
            id: AlertID(id), response: number.map { CaseID($0) }, lane: .ordinary, kind: kind,
            recipient: WorkerID(recipient), channel: ChannelID("phone"), says: "second call", body: Data(id.utf8),
            createdAt: .hour(0), fallbackOf: original.map { AlertID($0) })
    }

    /// One alert with a copy that is to follow an hour later.
    private func gather(_ tx: Transaction, _ id: String, case number: Int64 = 1, until hour: Int64 = 2) throws {
        try tx.outbox.enqueue(message(id, case: number), gatherUntil: .hour(hour))
        try tx.outbox.enqueue(
            message(id + "-copy", case: number, copyOf: id), gatherUntil: .hour(hour), firstTryAt: .hour(hour + 1))
    }

    private func lease(_ tx: Transaction, at hour: Int64) throws -> [String] {
        try tx.outbox.lease(.ordinary, now: .hour(hour), until: .hour(hour + 9)) { _ in 10 }.map(\.message.id.name)
    }

    private func state(_ tx: Transaction, _ id: String) throws -> OutboxState? {
        try tx.outbox.entry(AlertID(id))?.state
    }

    @Test func whatGathersIsNotSentAndEndsWithItsRecipientsFirst() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try gather(tx, "a", until: 3)
            try gather(tx, "b", case: 2, until: 2)
            try tx.outbox.enqueue(message("c", to: "ina"), gatherUntil: .hour(5))
            #expect(try lease(tx, at: 9) == [])
            #expect(try tx.outbox.gatheringEnd(of: WorkerID("morag")) == .hour(2))
            #expect(try tx.outbox.nextGatheringEnd() == .hour(2))
            #expect(try tx.outbox.endedGathering(by: .hour(1)) == nil)
            #expect(try tx.outbox.endedGathering(by: .hour(2)) == WorkerID("morag"))
            let held = try tx.outbox.gathering(of: WorkerID("morag"), limit: 9)
            #expect(held.map(\.message.id.name) == ["b", "a"])
            #expect(try tx.outbox.oldestWaiting(at: .hour(1)) == nil, "it does not wait for anybody yet")
            #expect(try tx.outbox.oldestWaiting(at: .hour(4)) == .hour(2))
            #expect(try tx.outbox.backlog(.ordinary, at: .hour(1)).count == 0)
            #expect(try tx.outbox.backlog(.ordinary, at: .hour(4)).count == 2)
        }
    }

    @Test func oneAloneGoesAsItselfAndItsCopiesAsLongAfterItAsTheyWereTo() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try gather(tx, "a")
            try tx.outbox.release(AlertID("a"), at: .hour(4), tellAfter: .hours(2))
            #expect(try lease(tx, at: 4) == ["a"])
            #expect(try tx.outbox.entry(AlertID("a"))?.message == message("a"))
            #expect(try tx.outbox.nextTellBy() == .hour(6), "two hours after it goes")
            #expect(try lease(tx, at: 5) == ["a-copy"])
            #expect(try tx.outbox.nextGatheringEnd() == nil)
            #expect(try tx.outbox.oldestWaiting(at: .hour(9)) == .hour(2), "since its gathering ended")
        }
    }

    @Test func whatWentInOneMessageIsEndedByItAlone() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try gather(tx, "a", case: 1)
            try gather(tx, "b", case: 2)
            try tx.outbox.enqueue(message("all", case: nil, kind: .gathered))
            try tx.outbox.enqueue(message("all-copy", case: nil, kind: .gathered, copyOf: "all"), firstTryAt: .hour(8))
            for id in ["a", "b"] { try tx.outbox.gather(AlertID(id), in: AlertID("all")) }
            #expect(try state(tx, "a") == .gathered)
            #expect(try state(tx, "a-copy") == nil)
            #expect(try tx.outbox.members(of: AlertID("all")).map(\.message.id.name) == ["a", "b"])
            #expect(try tx.outbox.memberCount(of: AlertID("all")) == 2)
            try tx.outbox.cancel(CaseID(1), kinds: [.escalation])
            #expect(try ["a", "b", "all"].map { try state(tx, $0) } == [.cancelled, .gathered, .ready])
            try tx.outbox.cancel(CaseID(2), kinds: [.escalation])
            #expect(try ["b", "all", "all-copy"].map { try state(tx, $0) } == [.cancelled, .cancelled, .cancelled])
        }
    }

    @Test func whatIsNotNeededIsDroppedAndACaseThatEndsTakesItsOwnOut() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try gather(tx, "a", case: 1)
            try gather(tx, "b", case: 2)
            try tx.outbox.drop(AlertID("a"))
            try tx.outbox.cancel(CaseID(2), kinds: [.escalation])
            for id in ["a", "a-copy", "b", "b-copy"] { #expect(try state(tx, id) == .cancelled) }
            #expect(try tx.outbox.nextGatheringEnd() == nil)
            try tx.outbox.enqueue(message("r"), recordedOnly: true, gatherUntil: .hour(2))
            #expect(try state(tx, "r") == .recorded)
        }
    }

    @Test func whatGathersOutlivesTheProcess() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let before = try TestStore.open(path, creating: true)
        try before.write { try gather($0, "a") }
        try before.close()
        let after = try TestStore.open(path)
        #expect(try after.read { try $0.outbox.nextGatheringEnd() } == .hour(2))
        #expect(try after.read { try $0.outbox.gathering(of: WorkerID("morag"), limit: 9) }.count == 1)
        try after.close()
    }
}
