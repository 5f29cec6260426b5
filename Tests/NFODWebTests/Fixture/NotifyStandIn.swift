import Foundation
import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Synchronization

@testable import NFODDaemon
@testable import NFODWeb

/// Stands where GOV.UK Notify stands, and a second receiver where the next channel leads; both over real sockets.
final class NotifyStandIn: Sendable {
    /// What Notify was told to send: of the channels `sms` and `mail`, and of `other`.
    static let token = "callback-0123456789-abcdefghijkl"
    static let otherToken = "callback-of-another-0123456789-abc"
    static let channel = "sms"

    let notify: LoopbackReceiver
    let next: LoopbackReceiver
    private let everybodys: String
    private let hook: Hook

    private final class Hook: Sendable {
        let body = Mutex<(@Sendable (String) -> Void)?>(nil)
    }

    /// - Parameter everybodys: the channels of every worker, first one first.
    init(everybodys: [String] = ["sms", "team-webhook"]) {
        self.everybodys = everybodys.joined(separator: ", ")
        let hook = Hook()
        self.hook = hook
        notify = LoopbackReceiver { _, request in
            hook.body.withLock { $0 }?(NotifyStandIn.reference(of: request.body) ?? "")
            return .answer(201, body: #"{"id":"740e5834-3a29-46b4-9a6f-16142fde533a"}"#)
        }
        next = LoopbackReceiver { _, _ in .answer(204) }
    }

    deinit {
        notify.close()
        next.close()
    }

    /// Done when Notify has a message and has not answered yet.
    func beforeAnswering(_ body: @escaping @Sendable (String) -> Void) { hook.body.withLock { $0 = body } }

    /// What the messages that Notify took are called.
    var references: [String] { notify.received.compactMap { NotifyStandIn.reference(of: $0.body) } }

    private static func reference(of body: [UInt8]) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return object?["reference"] as? String
    }

    /// Everybody is told over `sms`, then over `team-webhook`, where nothing else is said.
    func prepare(_ config: String, _ data: String) throws {
        try edit(config + "/team.yaml") { $0.replacing("[team-webhook]", with: "[\(everybodys)]") }
        let url = "http://127.0.0.1:\(notify.port)"
        let channels = [("sms", "sms"), ("mail", "email"), ("other", "sms")].map { name, kind in
            """
              \(name):
                kind: notify-\(kind)
                url: \(url)
                apiKeyFile: notify.key
                template: f33517ff-2a88-4f6e-b855-c550268ce08a
                addressFile: \(kind).addresses
                callbackTokenFile: \(name == "other" ? "other.callback" : "notify.callback")
                plainLoopback: true

            """
        }
        try edit(config + "/nfodd.yaml") { text in
            text.replacing("\nchannels:\n", with: "\nchannels:\n" + channels.joined())
                .replacing("http://127.0.0.1:8421/hook", with: next.url)
        }
        let files = [
            "notify.key": "test-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
            "sms.addresses": "07700900000", "email.addresses": "nobody@example.org",
            "notify.callback": NotifyStandIn.token, "other.callback": NotifyStandIn.otherToken,
        ]
        for (name, text) in files {
            _ = FileManager.default.createFile(
                atPath: data + "/" + name, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        }
    }

    private func edit(_ path: String, _ change: (String) -> String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try change(text).write(toFile: path, atomically: true, encoding: .utf8)
    }
}

extension NotifyStandIn {
    /// A site whose alerts go to these two.
    static func run(
        limits: WebLimits = WebLimits(), root: String? = nil, with standIn: NotifyStandIn = NotifyStandIn(),
        _ test: (TestSite, NotifyStandIn) async throws -> Void
    ) async throws {
        try await TestSite.run(limits: limits, delivery: .send, root: root, prepare: standIn.prepare) { site in
            try await test(site, standIn)
        }
    }

    /// Notify's number of fields, with somebody's number in the place where it always stands.
    static func body(_ reference: String?, _ status: String) -> String {
        let reference = reference.map { "\"\($0)\"" } ?? "null"
        return """
            {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": \(reference), "to": "07700900123",
            "status": "\(status)", "created_at": "2021-03-01T10:00:00.000000Z", "completed_at": null,
            "sent_at": "2021-03-01T10:00:01.000000Z", "notification_type": "sms",
            "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a", "template_version": 1, "later": {"more": [1]}}
            """
    }
}

extension TestSite {
    /// Notify calls back.
    func callBack(
        _ reference: String?, _ status: String, to channel: String = NotifyStandIn.channel,
        token: String? = NotifyStandIn.token
    ) async throws -> RawHTTP.Reply {
        try await post(
            "/callbacks/notify/" + channel, NotifyStandIn.body(reference, status), as: nil,
            token.map { ["Authorization": "Bearer " + $0] } ?? [:])
    }

    /// Tries what is ready, once, and writes it down; `between` happens before that.
    func deliver(between: () async throws -> Void = {}) async throws {
        let transport = try CurlTransport()
        let dispatcher = Dispatcher(workflow: daemon.workflow, transport: transport, log: log.logger())
        let taken = try OutboxMessage.Lane.allCases.flatMap { try dispatcher.take($0, InHand()) }
        var ended: [EndedTry] = []
        for entry in taken { ended.append(await dispatcher.deliver(entry)) }
        await transport.stop()
        try await between()
        if !ended.isEmpty { _ = try dispatcher.record(ended, limit: GroupLimit(items: .max, holding: .seconds(60))) }
    }

    /// A case whose first level has fired, and its alert's messages, the alert itself first.
    func alerted() async throws -> (code: CaseCode, alert: AlertID) {
        let code = try await makeCase()
        _ = try daemon.scheduler.advance(by: .seconds(1))
        let alert = try daemon.workflow.read { reading in
            try reading.tx.outbox.entries(of: try reading.caseID(code)).map(\.message)
                .first { $0.kind == .escalation && $0.fallbackOf == nil }?.id
        }
        guard let alert else { throw CocoaError(.fileNoSuchFile) }
        return (code, alert)
    }

    func standing(_ alert: AlertID) throws -> [String] {
        try daemon.workflow.read { try $0.tx.outbox.copies(of: alert) }.map { "\($0.message.channel) \($0.state)" }
    }

    /// How often the case heard that an alert arrived, and that it did not.
    func heard(_ code: CaseCode) throws -> (told: Int, notTold: Int) {
        let events = try daemon.workflow.read { try $0.tx.events.events(of: .case(try $0.caseID(code))) }
        return (events.count { $0.type == AlertTold.type }, events.count { $0.type == AlertNotTold.type })
    }
}
