import Foundation
import NFODEngine
import NFODStore
import Testing

/// What a service says of a message after it took it (rule 32).
@Suite struct OutboxReceiptTests {
    private static let id = AlertID("a")

    private func message(_ id: String = "a", kind: Alert.Kind = .escalation) -> OutboxMessage {
        OutboxMessage(
            id: AlertID(id), response: CaseID(1), lane: .ordinary, kind: kind, recipient: WorkerID("morag"),
            channel: ChannelID("sms"), form: .notifySMS, says: "first look", body: Data("{}".utf8),
            createdAt: .hour(0))
    }

    private func attempt(_ outcome: DeliveryTry.Outcome, at hour: Int64 = 1) -> DeliveryTry {
        DeliveryTry(startedAt: .hour(hour), endedAt: .hour(hour), outcome: outcome, code: outcome.rawValue, status: 201)
    }

    /// A message that stands so.
    private func fill(_ store: Store, _ state: OutboxState) throws {
        try store.write { tx in
            let gathers = state == .gathering || state == .gathered
            try tx.outbox.enqueue(
                message(), recordedOnly: state == .recorded, gatherUntil: gathers ? .hour(1) : nil, tellBy: .hour(9))
            if state == .gathered { try tx.outbox.gather(Self.id, in: Self.id) }
            guard !gathers, state != .ready, state != .recorded else { return }
            _ = try tx.outbox.lease(.ordinary, now: .hour(1), until: .hour(5)) { _ in 10 }
            switch state {
            case .sent: try tx.outbox.record(attempt(.sent), of: Self.id, otherwise: .giveUp)
            case .delivered: try tx.outbox.record(attempt(.delivered), of: Self.id, otherwise: .giveUp)
            case .failed: try tx.outbox.record(attempt(.permanent), of: Self.id, otherwise: .giveUp)
            case .cancelled: try tx.outbox.cancel(CaseID(1), kinds: [.escalation])
            case .ready, .leased, .recorded, .gathering, .gathered: break
            }
        }
        #expect(try state == self.state(store))
    }

    private func state(_ store: Store) throws -> OutboxState? {
        try store.read { try $0.outbox.entry(Self.id)?.state }
    }

    private func receive(_ store: Store, _ receipt: DeliveryReceipt, isTheirs: Bool = true) throws -> String {
        let effect = try store.write { try $0.outbox.receive(receipt, of: Self.id, at: .hour(2)) { _ in isTheirs } }
        return switch effect {
        case .unknown: "unknown"
        case .nothing: "nothing"
        case .arrived: "arrived"
        case .failed: "failed"
        case .goesOn: "goesOn"
        }
    }

    struct Move: Sendable {
        let from: OutboxState
        let receipt: DeliveryReceipt
        let effect: String
        let to: OutboxState
    }

    static let moves = [
        Move(from: .sent, receipt: .arrived, effect: "arrived", to: .delivered),
        Move(from: .sent, receipt: .temporaryFailure, effect: "failed", to: .failed),
        // It overtakes the writing down of our own try, or of all that a process did that was killed.
        Move(from: .leased, receipt: .arrived, effect: "arrived", to: .delivered),
        Move(from: .leased, receipt: .technicalFailure, effect: "failed", to: .failed),
        Move(from: .ready, receipt: .arrived, effect: "arrived", to: .delivered),
        Move(from: .ready, receipt: .permanentFailure, effect: "goesOn", to: .ready),
        // Late.
        Move(from: .failed, receipt: .arrived, effect: "arrived", to: .delivered),
        Move(from: .failed, receipt: .temporaryFailure, effect: "nothing", to: .failed),
        Move(from: .cancelled, receipt: .arrived, effect: "arrived", to: .delivered),
        Move(from: .cancelled, receipt: .temporaryFailure, effect: "nothing", to: .cancelled),
        Move(from: .delivered, receipt: .arrived, effect: "nothing", to: .delivered),
        Move(from: .delivered, receipt: .permanentFailure, effect: "nothing", to: .delivered),
        Move(from: .recorded, receipt: .arrived, effect: "unknown", to: .recorded),
        // What is never sent as itself nothing can be said of.
        Move(from: .gathering, receipt: .arrived, effect: "unknown", to: .gathering),
        Move(from: .gathered, receipt: .permanentFailure, effect: "unknown", to: .gathered),
    ]

    @Test(arguments: moves) func `each receipt moves each message on, once`(move: Move) throws {
        let test = try TestStore()
        try fill(test.store, move.from)
        #expect(try receive(test.store, move.receipt, isTheirs: false) == "unknown")
        #expect(try state(test.store) == move.from)
        #expect(try receive(test.store, move.receipt) == move.effect)
        #expect(try state(test.store) == move.to)
        let tries = try test.store.read { try $0.outbox.tries(of: Self.id) }
        #expect(try receive(test.store, move.receipt) == (move.effect == "unknown" ? "unknown" : "nothing"))
        #expect(try state(test.store) == move.to)
        #expect(try test.store.read { try $0.outbox.tries(of: Self.id) } == tries, "the same again is no news")
    }

    /// The answer to our request is written down after the receipt came, whatever it was.
    @Test(arguments: [DeliveryTry.Outcome.sent, .retryable, .permanent], [DeliveryReceipt.arrived, .permanentFailure])
    func `a try that is written down after its receipt takes nothing back`(
        outcome: DeliveryTry.Outcome, receipt: DeliveryReceipt
    ) throws {
        let test = try TestStore()
        try fill(test.store, .leased)
        _ = try receive(test.store, receipt)
        let end = receipt == .arrived ? OutboxState.delivered : .failed
        let moved = try test.store.write {
            try $0.outbox.record(attempt(outcome), of: Self.id, otherwise: .retry(at: .hour(3)))
        }
        #expect(moved == end)
        let entry = try #require(try test.store.read { try $0.outbox.entry(Self.id) })
        #expect(entry.tries == 1, "a receipt is no try")
        let rows = try test.store.read { try $0.outbox.tries(of: Self.id) }
        #expect(rows.map(\.code) == [receipt.code, outcome.rawValue])
        if receipt == .arrived {
            #expect(try test.store.read { try $0.outbox.decisiveTry(of: Self.id)?.code } == "receiptArrived")
        }
    }

    @Test func `what a service has is not sent again, not after a restart either`() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let before = try TestStore.open(path, creating: true)
        try fill(before, .sent)
        #expect(try before.write { try $0.outbox.lease(.ordinary, now: .hour(8), until: .hour(9)) { _ in 10 } } == [])
        try before.close()
        let after = try TestStore.open(path)
        #expect(try after.write { try $0.outbox.lease(.ordinary, now: .hour(8), until: .hour(9)) { _ in 10 } } == [])
        try after.read { (tx: Transaction) throws -> Void in
            #expect(try tx.outbox.nextTry(.ordinary) == nil)
            #expect(try tx.outbox.oldestWaiting(at: .hour(8)) == nil, "nothing waits here")
            #expect(try tx.outbox.backlog(.ordinary, at: .hour(8)).count == 0)
            #expect(try tx.outbox.untold(by: .hour(9), limit: 9).map(\.id) == [Self.id], "nor has it arrived")
            #expect(try tx.outbox.withoutReceipt(since: .hour(0)).count == 1)
            #expect(try tx.outbox.withoutReceipt(since: .hour(0), limit: 9).map(\.message.id) == [Self.id])
            #expect(try tx.outbox.deadLetters(limit: 9).isEmpty && tx.outbox.triedInVain(limit: 9).isEmpty)
        }
        #expect(try after.write { try $0.outbox.retry(Self.id, at: .hour(9)) } == false)
        #expect(try receive(after, .arrived) == "arrived")
        try after.close()
    }

    @Test func `a lease that ended meanwhile does not have it sent again`() throws {
        let test = try TestStore()
        try fill(test.store, .ready)
        let moved = try test.store.write { try $0.outbox.record(attempt(.sent), of: Self.id, otherwise: .giveUp) }
        #expect(moved == .sent)
    }

    /// Nobody counts as not told of what nobody needs to hear any more, and nothing follows from its failure.
    @Test func `what a service has is cancelled with the rest, and may arrive all the same`() throws {
        let test = try TestStore()
        try fill(test.store, .sent)
        #expect(try test.store.write { try $0.outbox.cancel(CaseID(1), kinds: [.escalation]) } == 1)
        #expect(try test.store.read { try $0.outbox.nextTellBy() } == nil)
        #expect(try receive(test.store, .permanentFailure) == "nothing")
        #expect(try state(test.store) == .cancelled)
        #expect(try receive(test.store, .arrived) == "arrived")
    }

    @Test func `one that a copy made unnecessary stays with its service until it is heard of`() throws {
        let test = try TestStore()
        try fill(test.store, .sent)
        try test.store.write { try $0.outbox.settle(Self.id, at: .hour(3)) }
        #expect(try state(test.store) == .sent)
        #expect(try test.store.read { try $0.outbox.nextTellBy() } == nil)
    }

    /// A person had it sent again: what the service says of the first time must not undo that.
    @Test func `a failure that is told again does not stop what is tried again`() throws {
        let test = try TestStore()
        try fill(test.store, .sent)
        #expect(try receive(test.store, .temporaryFailure) == "failed")
        #expect(try test.store.write { try $0.outbox.retry(Self.id, at: .hour(9)) })
        #expect(try receive(test.store, .temporaryFailure) == "nothing")
        #expect(try state(test.store) == .ready)
        try test.store.write { tx in
            _ = try tx.outbox.lease(.ordinary, now: .hour(3), until: .hour(4)) { _ in 10 }
            try tx.outbox.record(attempt(.sent, at: 3), of: Self.id, otherwise: .giveUp)
        }
        #expect(try receive(test.store, .temporaryFailure) == "failed", "of the second time")
    }

    @Test func `a test message counts as arrived when its service says so`() throws {
        let test = try TestStore()
        try test.store.write { (tx: Transaction) throws -> Void in
            try tx.outbox.enqueue(message(kind: .canary))
            _ = try tx.outbox.lease(.ordinary, now: .hour(1), until: .hour(5)) { _ in 10 }
            try tx.outbox.record(attempt(.sent), of: Self.id, otherwise: .giveUp)
            #expect(try tx.outbox.canary()?.arrivedAt == nil)
            #expect(try tx.outbox.withoutReceipt(since: .hour(0)).count == 0)
            _ = try tx.outbox.receive(.arrived, of: Self.id, at: .hour(2)) { _ in true }
            #expect(try tx.outbox.canary()?.arrivedAt == .hour(2))
            try tx.outbox.removeCanaries()
            #expect(try tx.outbox.receive(.arrived, of: Self.id, at: .hour(2)) { _ in true } == .unknown)
        }
    }
}
