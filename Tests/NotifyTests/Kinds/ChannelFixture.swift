import NFODEngine
import ReceiverFixture

@testable import Notify

/// What each kind needs, with an address on this machine and people who do not exist.
func channel(
    _ kind: ChannelKind, at url: String, with more: [ChannelSetting: String] = [:], hosts: [String] = []
) throws(InvalidChannel) -> any Channel {
    var values: [ChannelSetting: String] = [
        .url: url, .urlFile: url + "\n", .secret: testSecret + "\n", .apiKeyFile: NotifyKeyTests.sample + "\n",
        .template: "f33517ff-2a88-4f6e-b855-c550268ce08a", .from: "alerts@nfod.example.org",
        .addressFile: sampleAddresses(kind),
    ].filter { (kind.row.required + kind.row.optional).contains($0.key) }
    values.merge(more) { $1 }
    return try ChannelSetup(
        frame: ChannelFrame(id: ChannelID("test"), kind: kind, limits: quickLimits), values: values,
        allowPlainLoopback: true, hosts: hosts
    ).channel()
}

/// With what a service calls back: the fewest characters that are allowed.
let callbackToken = "callback-0123456789-abcdefghijkl"

func sampleAddresses(_ kind: ChannelKind) -> String {
    switch kind {
    case .ntfy: "ishbel topic-9f3\n"
    case .notifySMS: "ishbel 07700 900000\n"
    default: "ishbel ishbel@example.org\n"
    }
}

extension OutgoingMessage {
    /// An alert as it lies in the outbox for a channel of this kind.
    init(_ kind: ChannelKind, _ alert: Alert = alert(), to recipient: String = "ishbel") {
        self.init(
            id: alert.id, body: kind.body(alert, context), recipient: WorkerID(recipient), lane: .init(alert))
    }
}

/// One try over a channel whose service answers so.
func outcome(
    _ kind: ChannelKind, of reply: LoopbackReceiver.Reply, with more: [ChannelSetting: String] = [:],
    to recipient: String = "ishbel"
) async throws -> (outcome: DeliveryOutcome, received: [LoopbackReceiver.Received]) {
    let receiver = LoopbackReceiver { _, _ in reply }
    defer { receiver.close() }
    let transport = try CurlTransport()
    let outcome = await (try channel(kind, at: receiver.url, with: more)).deliver(
        OutgoingMessage(kind, to: recipient), attemptAt: Instant(seconds: 1_614_800_100), over: transport)
    await transport.stop()
    return (outcome, receiver.received)
}
