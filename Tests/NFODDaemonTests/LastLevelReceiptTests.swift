import Foundation
import NFODEngine
import NFODStore
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// A last level counts as told by a channel that gives a receipt, where its recipient has one (rule 32).
@Suite struct LastLevelReceiptTests {
    /// `room` takes everything and says nothing of it; its fall-back `spare` gives a receipt.
    private func fixture(_ spare: @escaping @Sendable (Int) -> LoopbackReceiver.Reply) throws -> HostileReceivers {
        try HostileReceivers(
            ["room": { _ in .answer(200) }, "spare": spare], channels: ["room": "    receipt: false"])
    }

    @Test func `what a channel without receipts took waits on for one that gives one`() async throws {
        let fixture = try fixture { _ in .answer(200) }
        try fixture.put("low", channel: "room")
        try fixture.put("last", channel: "room", lane: .lastLevel)
        try await fixture.pass(.zero)
        #expect(fixture.arrived(at: "room").count == 2)
        #expect(try fixture.entry("low-via-spare").state == .cancelled)
        #expect(try fixture.entry("last-via-spare").state == .ready)
        #expect(try fixture.entry("low").tellBy == nil)
        #expect(try fixture.entry("last").tellBy != nil, "nobody knows yet")
        try await fixture.pass(.minutes(2))
        #expect(try fixture.entry("last-via-spare").state == .delivered)
        #expect(try fixture.entry("last").tellBy == nil)
        try await fixture.pass(.minutes(10))
        #expect(!fixture.alarms.contains { $0.hasPrefix("notTold") })
    }

    @Test func `without that it counts as not told, and is tried on`() async throws {
        let fixture = try fixture { $0 < 9 ? .answer(503) : .answer(200) }
        try fixture.put("last", channel: "room", lane: .lastLevel)
        try await fixture.pass(.zero)
        for _ in 0..<9 { try await fixture.pass(.minutes(1)) }
        #expect(!fixture.alarms.contains { $0.hasPrefix("notTold") })
        try await fixture.pass(.minutes(1))
        #expect(fixture.alarms.contains { $0.hasPrefix("notTold") })
        for _ in 0..<6 { try await fixture.pass(.minutes(2)) }
        #expect(try fixture.entry("last-via-spare").state == .delivered)
    }

    /// A try that was under way when the room took it is made again.
    @Test func `a channel that gives a receipt is tried again though another has taken it`() async throws {
        let fixture = try fixture { $0 < 1 ? .answer(503) : .answer(200) }
        try enqueue(fixture, [("a", "room", nil), ("a-sure", "spare", "a")])
        try await fixture.pass(.zero)
        #expect(try fixture.entry("a").state == .delivered)
        #expect(try fixture.entry("a-sure").state == .ready)
        try await fixture.pass(.seconds(10))
        #expect(try fixture.entry("a-sure").state == .delivered)
        #expect(try fixture.entry("a").tellBy == nil)
    }

    /// A last level that goes over all of these at once.
    private func enqueue(
        _ fixture: HostileReceivers, _ copies: [(id: String, channel: String, of: String?)]
    ) throws {
        try fixture.daemon.workflow.perform(as: .machine("test")) { work in
            for copy in copies {
                let form: ChannelKind = copy.channel == "sms" ? .notifySMS : .webhook
                try work.tx.outbox.enqueue(
                    OutboxMessage(
                        id: AlertID(copy.id), response: nil, lane: .lastLevel, kind: .escalation,
                        recipient: WorkerID("morag"), channel: ChannelID(copy.channel), form: form, says: "test",
                        body: Data("{}".utf8), createdAt: work.now, fallbackOf: copy.of.map { AlertID($0) }),
                    tellBy: copy.of == nil ? work.now + .minutes(10) : nil)
            }
        }
    }

    /// There is nobody at that number: what remains is that the room has it.
    @Test func `where the channel that would know has no address of them, being taken is enough`() async throws {
        let sms =
            "kind: notify-sms\n    apiKeyFile: sms.key\n    template: 3d844edf-8d35-48ac-975b-e847b4f122b0\n"
            + "    addressFile: sms.numbers\n    callbackTokenFile: sms.callback"
        let key = "key-" + Array(repeating: "11111111-2222-3333-4444-555555555555", count: 2).joined(separator: "-")
        let fixture = try HostileReceivers(
            ["sms": { _ in .answer(201) }, "room": { _ in .answer(200) }], channels: ["room": "    receipt: false"],
            kinds: ["sms": sms],
            files: [
                "sms.key": key + "\n", "sms.numbers": "worker-1 07700900111\n",
                "sms.callback": String(repeating: "c", count: 40) + "\n",
            ])
        try enqueue(fixture, [("last", "sms", nil), ("last-room", "room", "last")])
        try await fixture.pass(.zero)
        #expect(try fixture.tries("last").codes == ["noAddress"])
        #expect(try fixture.entry("last-room").state == .delivered)
        #expect(try fixture.entry("last").tellBy == nil)
        #expect(!fixture.alarms.contains { $0.hasPrefix("notTold") })
    }

    @Test func `a last level asks again by the schedule, whatever quiet its receiver asks for`() async throws {
        let busy: @Sendable (Int) -> LoopbackReceiver.Reply = { number in
            number < 2 ? .answer(429, headers: ["Retry-After": "300"]) : .answer(200)
        }
        let fixture = try HostileReceivers(["busy": busy])
        try fixture.put("last", channel: "busy", lane: .lastLevel)
        try await fixture.pass(.zero)
        try await fixture.pass(.seconds(5))
        try await fixture.pass(.seconds(15))
        #expect(try fixture.tries("last").at == [0, 5, 20])
        #expect(try fixture.entry("last").state == .delivered)
    }

    /// In an outage many are not told at one time; whoever else has to write does not wait for all of them.
    @Test func `who is not told is said of as many as one transaction may hold`() async throws {
        let fixture = try HostileReceivers(["bad": { _ in .answer(500) }, "spare": { _ in .answer(500) }])
        for number in 1...3 { try fixture.put("a-\(number)", channel: "bad") }
        fixture.machine.pass(.minutes(10))
        let one = GroupLimit(items: 3, holding: .zero)
        #expect(try (0..<4).map { _ in try fixture.dispatcher.sayWhoIsNotTold(limit: one) } == [1, 1, 1, 0])
    }
}
