public import NFODEngine

/// A signed Standard Webhooks POST to one endpoint, for programs.
public struct WebhookChannel: PostingChannel {
    private let configuration: ChannelConfiguration

    public init(_ configuration: ChannelConfiguration) { self.configuration = configuration }

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        let lines = (setup.values[.secret] ?? "").split(whereSeparator: \.isNewline).map { SetupReader.trimmed($0) }
        configuration = try ChannelConfiguration(
            id: setup.frame.id, kind: .webhook, url: setup.values[.url] ?? "", secrets: lines.filter { !$0.isEmpty },
            allowPlainLoopback: setup.allowPlainLoopback, fallback: setup.frame.fallback, limits: setup.frame.limits,
            authorities: setup.frame.authorities, hosts: setup.hosts)
    }

    public var frame: ChannelFrame { configuration.frame }
    public var url: EndpointURL { configuration.url }

    public func headers(
        _ message: OutgoingMessage, attemptAt: Instant
    ) throws(UnsendableMessage) -> [OutgoingRequest.Header?] {
        guard let id = StandardWebhooks.MessageID(message.id.name) else {
            throw UnsendableMessage(.messageNotSendable)
        }
        let signature = StandardWebhooks.sign(
            id: id, attemptAt: attemptAt, body: message.body, secrets: configuration.secrets)
        return [
            OutgoingRequest.Header.json,
            OutgoingRequest.Header(StandardWebhooks.idHeader, id.text),
            OutgoingRequest.Header(
                StandardWebhooks.timestampHeader, String(StandardWebhooks.wholeSeconds(attemptAt))),
            OutgoingRequest.Header(StandardWebhooks.signatureHeader, signature),
        ]
    }
}
