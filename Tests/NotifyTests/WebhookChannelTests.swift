import NFODEngine
import Notify
import ReceiverFixture
import Testing

/// A channel against a real receiver, from the stored body to the outcome.
@Suite struct WebhookChannelTests {
    private let at = Instant(seconds: 1_614_800_100)

    /// Rule 36: the same id and the same bytes over all tries; only time and signature are the try's own.
    @Test func firstA500ThenA200WithTheSameBytes() async throws {
        let receiver = LoopbackReceiver { number, _ in .answer(number == 0 ? 500 : 200) }
        let transport = try CurlTransport()
        let channel = try configuration(receiver.url).channel()
        let message = OutgoingMessage(id: alert().id, body: channel.body(alert(), context), lane: .ordinary)
        let first = await channel.deliver(message, attemptAt: at, over: transport)
        let second = await channel.deliver(message, attemptAt: at + .seconds(5), over: transport)
        #expect(first == .retryable(.answered(status: 500), retryAfter: nil))
        #expect(second == .delivered(status: 200))
        let tries = receiver.received
        #expect(tries.map(\.body) == [message.body, message.body])
        #expect(tries.map { $0.headers["webhook-id"] } == [alert().id.name, alert().id.name])
        #expect(tries.map { $0.headers["webhook-timestamp"] } == ["1614800100", "1614800105"])
        for one in tries {
            try StandardWebhooks.verify(
                id: one.headers["webhook-id"], timestamp: one.headers["webhook-timestamp"],
                signature: one.headers["webhook-signature"], body: one.body, secret: try WebhookSecret(testSecret),
                now: at)
        }
        await transport.stop()
        receiver.close()
    }

    @Test func theHeadSaysNoMoreThanItMust() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport()
        let channel = try configuration(receiver.url).channel()
        _ = await channel.deliver(
            OutgoingMessage(id: AlertID("a-1"), body: Array("{}".utf8), lane: .lastLevel), attemptAt: at,
            over: transport)
        let names = receiver.received.flatMap(\.headers.keys).sorted()
        #expect(
            names == [
                "content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature",
                "webhook-timestamp",
            ])
        await transport.stop()
        receiver.close()
    }

    @Test func anIdentifierThatCannotBeSignedIsNeverSent() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport()
        let message = OutgoingMessage(id: AlertID("a.1"), body: [], lane: .ordinary)
        let outcome = try await configuration(receiver.url).channel().deliver(message, attemptAt: at, over: transport)
        #expect(outcome == .permanent(.messageNotSendable))
        #expect(receiver.connections == 0)
        await transport.stop()
        receiver.close()
    }

    @Test func everythingThatIsWrongIsSaidAtOnceAndWithoutTheSecret() {
        let thrown = #expect(throws: InvalidChannel.self) {
            try ChannelConfiguration(
                id: ChannelID("hook"), kind: .webhook, url: "http://user:CANARY@example.org/CANARY",
                secrets: [testSecret, "whsec_CANARY"], fallback: ChannelID("hook"))
        }
        #expect(
            thrown?.problems.map(\.code) == ["url.userNotAllowed", "secret.notBase64", "fallbackIsItself"])
        #expect(!everyWord(thrown as Any).contains("CANARY"))
        let unsigned = #expect(throws: InvalidChannel.self) {
            try ChannelConfiguration(id: ChannelID("h"), kind: .webhook, url: "https://example.org/", secrets: [])
        }
        #expect(unsigned?.problems == [.noSecret])
    }

    /// Neither the secret nor the path and query of the URL, which are one too.
    @Test func secretsAreShownToNobody() throws {
        let configuration = try ChannelConfiguration(
            id: ChannelID("hook"), kind: .webhook, url: "https://example.org/CANARY?sig=CANARY", secrets: [testSecret])
        let secret = try WebhookSecret(testSecret)
        let sent = try configuration.channel().request(
            OutgoingMessage(id: AlertID("a-1"), body: [], lane: .ordinary), attemptAt: at)
        for value in [configuration, configuration.channel(), configuration.url, secret, [secret], sent] as [Any] {
            let words = everyWord(value)
            #expect(!words.contains("CANARY"))
            #expect(!words.contains("MfKQ9r8"))
        }
        #expect(String(describing: configuration) == "hook: webhook https://example.org/…")
    }

    private func everyWord(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return dumped + String(describing: value) + String(reflecting: value) + "\(value)"
    }

    private func configuration(_ url: String) throws -> ChannelConfiguration {
        try ChannelConfiguration(
            id: ChannelID("duty-hook"), kind: .webhook, url: url, secrets: [testSecret], allowPlainLoopback: true)
    }
}
