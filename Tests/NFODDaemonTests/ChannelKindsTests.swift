import NFODEngine
import NFODStore
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// Channels of other kinds than the webhook, through the whole daemon: bytes of their own, an address for each
/// recipient, and the next channel at once where one has none.
@Suite struct ChannelKindsTests {
    private static let push = "kind: ntfy\n    addressFile: push.addresses"
    private static let taken: @Sendable (Int) -> LoopbackReceiver.Reply = { _ in .answer(200, body: #"{"id":"1"}"#) }

    private func fixture(_ addresses: String, more sections: String = "") throws -> HostileReceivers {
        try HostileReceivers(
            ["push": Self.taken, "team": { _ in .answer(200) }], kinds: ["push": Self.push],
            files: ["push.addresses": addresses], sections: sections, everybody: ["push", "team"])
    }

    @Test func `each channel's message has the bytes of its kind, fixed when it is written`() async throws {
        let fixture = try fixture("worker-1 topic-of-worker\n")
        try fixture.enqueue(to: "worker-1", over: "push")
        try await fixture.pass(.zero)
        let push = try #require(fixture.arrived(at: "push").first)
        #expect(push.hasPrefix(#"{"topic":"topic-of-worker","actions":"#))
        #expect(push.contains("Case K7Q2: first"))
        let stored = try fixture.daemon.workflow.read { try $0.tx.outbox.copies(of: fixture.id("worker-1", "push")) }
        #expect(stored.map(\.message.form) == [.ntfy, .webhook, .webhook], "team, and everybody's fall-back")
        #expect(!stored.contains { String(decoding: $0.message.body, as: UTF8.self).contains("topic-of") })
        // It gives no receipt, but it was taken: the rest is not needed.
        #expect(stored.map(\.state) == [.delivered, .cancelled, .cancelled])
    }

    /// Rule 32: a failure that nothing mends waits for nobody.
    @Test func `whoever has no address there hears it over the next channel at once`() async throws {
        let fixture = try fixture("worker-1 topic-of-worker\n")
        try fixture.enqueue(to: "worker-2", over: "push")
        try await fixture.pass(.zero)
        #expect(try fixture.tries(fixture.id("worker-2", "push").name).codes == ["noAddress"])
        #expect(fixture.arrived(at: "push").isEmpty)
        try await fixture.pass(.zero)
        #expect(fixture.arrived(at: "team").count == 1)
    }

    /// Bytes made for one kind mean nothing to another.
    @Test func `what was written for another kind is not sent, and goes over the next channel at once`() async throws {
        let fixture = try fixture("worker-1 topic-of-worker\n")
        try fixture.enqueue(to: "worker-1", over: "push", form: .webhook)
        try await fixture.pass(.zero)
        #expect(try fixture.tries(fixture.id("worker-1", "push").name).codes == ["channelChanged"])
        #expect(fixture.arrived(at: "push").isEmpty)
    }

    @Test func `at start it is said whom a channel does not know`() throws {
        let fixture = try fixture("coordinator-1 topic-of-theirs\n")
        let report = StartUpReport(
            daemon: fixture.daemon, directories: Directories(data: "/d", config: "/c"), socket: "/run/s",
            withWeb: false,
            environment: [:])
        let lines = report.text.split(separator: "\n").filter { $0.contains("push") }
        #expect(lines.contains { $0.contains("(ntfy)") })
        #expect(lines.contains { $0.contains("has no address of:") && !$0.contains("coordinator-1") })
        #expect(!report.text.contains("topic-of"))
        #expect(try canary("coordinator-1 topic-of-theirs\n").contains("has no address of 'canary'"))
        #expect(try canary("topic-of-all\n").contains("on       canary"))
    }

    /// What is said of a test message over that channel.
    private func canary(_ topics: String) throws -> String {
        let fixture = try fixture(topics, more: "canary: {channel: push}\n")
        return StartUpReport(
            daemon: fixture.daemon, directories: Directories(data: "/d", config: "/c"), socket: "/run/s",
            withWeb: false, environment: [:]
        ).text
    }
}

extension HostileReceivers {
    func id(_ worker: String, _ channel: String) -> AlertID { .alarm("a", WorkerID(worker), ChannelID(channel)) }

    /// An alert of the case K7Q2, written as the workflow writes it.
    func enqueue(to worker: String, over channel: String, form: ChannelKind? = nil) throws {
        try daemon.workflow.perform(as: .machine("test")) { work in
            let (recipient, channel) = (WorkerID(worker), ChannelID(channel))
            let alert = Alert(
                id: id(worker, channel.name), kind: .escalation, code: CaseCode("K7Q2"),
                contactDueAt: work.now + .hours(12), level: "first", isLastLevel: false, recipient: recipient,
                channel: channel, at: work.now)
            try work.enqueue(alert, response: nil, order: 1)
            guard let form else { return }
            try work.tx.db.run(
                "UPDATE outbox SET form = ? WHERE id = ?", .string(form.rawValue), .string(alert.id.name))
        }
    }
}
