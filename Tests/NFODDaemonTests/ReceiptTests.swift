import Foundation
import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// Receipts by callback over the whole daemon, on a clock that the test sets: an alert that a service took has told
/// nobody (rule 32; fault 18 of reliability.md).
@Suite struct ReceiptTests {
    private static let token = "callback-0123456789-abcdefghijkl"
    private static let kind = """
        kind: notify-sms
            apiKeyFile: sms.key
            template: f33517ff-2a88-4f6e-b855-c550268ce08a
            addressFile: sms.addresses
            callbackTokenFile: sms.callback
        """
    private static let files = [
        "sms.key": "test-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0\n",
        "sms.addresses": "worker-1 07700 900000\n", "sms.callback": token + "\n",
    ]
    private static let taken: @Sendable (Int) -> LoopbackReceiver.Reply = { _ in .answer(201, body: #"{"id":"1"}"#) }

    private func fixture() throws -> HostileReceivers {
        try HostileReceivers(
            ["sms": Self.taken], kinds: ["sms": Self.kind], files: Self.files, everybody: ["sms"])
    }

    private func states(_ fixture: HostileReceivers) throws -> [String] {
        let copies = try fixture.daemon.workflow.read {
            try $0.tx.outbox.copies(of: fixture.id("worker-1", "sms"))
        }
        return copies.map { "\($0.message.channel) \($0.state)" }
    }

    @discardableResult
    private func call(_ fixture: HostileReceivers, _ status: String, token: String = token) throws -> ReceiptUse {
        try fixture.daemon.workflow.takeCallback(status, of: fixture.id("worker-1", "sms").name, token: token)
    }

    @Test func `a silent service: the next channel after 2 minutes, and nothing is sent twice`() async throws {
        let fixture = try fixture()
        try fixture.enqueue(to: "worker-1", over: "sms")
        try await fixture.pass(.zero)
        #expect(try states(fixture) == ["sms sent", "spare ready"])
        try await fixture.pass(.seconds(119))
        #expect(fixture.arrived(at: "spare").isEmpty)
        try await fixture.pass(.seconds(1))
        #expect(fixture.arrived(at: "spare").count == 1)
        #expect(try states(fixture) == ["sms sent", "spare delivered"])
        try await fixture.pass(.hours(1))
        #expect(fixture.arrived(at: "sms").count == 1)
        #expect(try call(fixture, "delivered") == .arrived)
        #expect(try states(fixture) == ["sms delivered", "spare delivered"])
    }

    @Test func `a silent service and nobody else: not told after 10 minutes, told when it speaks`() async throws {
        let fixture = try HostileReceivers(
            ["sms": Self.taken, "spare": { _ in .answer(500) }], kinds: ["sms": Self.kind], files: Self.files,
            everybody: ["sms"])
        try fixture.enqueue(to: "worker-1", over: "sms")
        try await fixture.pass(.zero)
        for _ in 0..<9 { try await fixture.pass(.minutes(1)) }
        #expect(!fixture.alarms.contains { $0.hasPrefix("notTold") })
        try await fixture.pass(.minutes(1))
        #expect(fixture.alarms.contains { $0.hasPrefix("notTold") })
        #expect(fixture.arrived(at: "sms").count == 1)
        #expect(try call(fixture, "delivered") == .arrived)
        #expect(!fixture.alarms.contains { $0.hasPrefix("notTold") })
    }

    @Test(arguments: ["permanent-failure", "temporary-failure", "technical-failure"])
    func `it did not arrive: the next channel is asked within a minute`(status: String) async throws {
        let fixture = try fixture()
        try fixture.enqueue(to: "worker-1", over: "sms")
        try await fixture.pass(.zero)
        try await fixture.pass(.seconds(1))
        #expect(try call(fixture, status) == .failed)
        try await fixture.pass(.zero)
        #expect(fixture.arrived(at: "spare").count == 1)
        #expect(try states(fixture) == ["sms failed", "spare delivered"])
        #expect(try call(fixture, status) == .known)
        #expect(try call(fixture, "delivered") == .arrived, "after all")
    }

    @Test(arguments: ["created", "sending", "pending", "sent", "accepted", "", "Delivered"])
    func `what says nothing of arriving changes nothing`(status: String) async throws {
        let fixture = try fixture()
        try fixture.enqueue(to: "worker-1", over: "sms")
        try await fixture.pass(.zero)
        #expect(try call(fixture, status) == .underWay)
        #expect(try states(fixture) == ["sms sent", "spare ready"])
    }

    @Test func `it arrived: the next channel is not needed`() async throws {
        let fixture = try fixture()
        try fixture.enqueue(to: "worker-1", over: "sms")
        try await fixture.pass(.zero)
        #expect(try call(fixture, "delivered", token: Self.token + "0") == .unknown)
        #expect(try call(fixture, "delivered") == .arrived)
        #expect(try states(fixture) == ["sms delivered", "spare cancelled"])
        try await fixture.pass(.minutes(20))
        #expect(fixture.arrived(at: "spare").isEmpty)
        #expect(!fixture.alarms.contains { $0.hasPrefix("notTold") })
    }

    /// Both receipts came before the answer to our request was written down.
    @Test(arguments: ["delivered", "temporary-failure"])
    func `a receipt that overtakes its own try counts once`(status: String) async throws {
        let fixture = try fixture()
        try fixture.enqueue(to: "worker-1", over: "sms")
        let entry = try #require(try fixture.dispatcher.take(.ordinary, InHand()).first)
        let ended = await fixture.dispatcher.deliver(entry)
        #expect(ended.attempt.outcome == .sent)
        try call(fixture, status)
        _ = try fixture.dispatcher.record([ended], limit: .standard)
        let isTold = status == "delivered"
        #expect(
            try states(fixture) == (isTold ? ["sms delivered", "spare cancelled"] : ["sms failed", "spare ready"]))
        try await fixture.pass(.zero)
        #expect(fixture.arrived(at: "spare").count == (isTold ? 0 : 1))
    }

    @Test func `a last level uses it at once, beside the others that give a receipt`() throws {
        let fixture = try HostileReceivers(
            ["sms": Self.taken, "chat": Self.taken], channels: ["chat": "    receipt: false"],
            kinds: ["sms": Self.kind], files: Self.files, everybody: ["spare", "chat", "sms"])
        try fixture.daemon.workflow.perform(as: .machine("test")) { work in
            let alert = Alert(
                id: fixture.id("worker-1", "spare"), kind: .escalation, code: CaseCode("K7Q2"),
                contactDueAt: nil, level: "last", isLastLevel: true, recipient: WorkerID("worker-1"),
                channel: ChannelID("spare"), at: work.now)
            try work.enqueue(alert, response: nil, order: 1)
        }
        let atOnce = try fixture.dispatcher.take(.lastLevel, InHand()).map(\.message.channel.name)
        #expect(atOnce.sorted() == ["sms", "spare"])
    }

    @Test func `at start it is said which channels are called back about, and that nobody would hear it`() throws {
        let fixture = try fixture()
        func report(withWeb: Bool) -> String {
            StartUpReport(
                daemon: fixture.daemon, directories: Directories(data: "/d", config: "/c"), socket: "/run/s",
                withWeb: withWeb, environment: [:]
            ).text
        }
        #expect(report(withWeb: true).contains(", receipts by callback"))
        #expect(!report(withWeb: true).contains("no pages are served that take them"))
        #expect(report(withWeb: false).contains("sms takes receipts by callback, and no pages are served"))
        #expect(!report(withWeb: true).contains(Self.token))
    }

    @Test func `where Notify has nothing to call back with all is as it was`() async throws {
        let fixture = try HostileReceivers(
            ["sms": Self.taken],
            kinds: ["sms": Self.kind.replacing("\n    callbackTokenFile: sms.callback", with: "")], files: Self.files,
            everybody: ["sms"])
        try fixture.enqueue(to: "worker-1", over: "sms")
        try await fixture.pass(.zero)
        #expect(try states(fixture) == ["sms delivered", "spare cancelled"])
        #expect(!fixture.daemon.workflow.isCallback(Self.token, for: ChannelID("sms")))
        #expect(!fixture.daemon.workflow.isCallback("", for: ChannelID("sms")))
    }
}
