public import NFODEngine

/// A signed Standard Webhooks POST to one endpoint.
public struct WebhookChannel: Channel {
    private let configuration: ChannelConfiguration

    public init(_ configuration: ChannelConfiguration) { self.configuration = configuration }

    public var id: ChannelID { configuration.id }
    public var fallback: ChannelID? { configuration.fallback }

    public func body(_ alert: Alert, _ context: AlertContext) -> [UInt8] { WebhookPayload(alert, context).bytes }

    public func request(
        _ message: OutgoingMessage, attemptAt: Instant
    ) throws(UnsendableMessage) -> OutgoingRequest {
        guard let id = StandardWebhooks.MessageID(message.id.name) else {
            throw UnsendableMessage(.messageNotSendable)
        }
        let signature = StandardWebhooks.sign(
            id: id, attemptAt: attemptAt, body: message.body, secrets: configuration.secrets)
        let headers = [
            OutgoingRequest.Header("content-type", "application/json; charset=utf-8"),
            OutgoingRequest.Header(StandardWebhooks.idHeader, id.text),
            OutgoingRequest.Header(
                StandardWebhooks.timestampHeader, String(StandardWebhooks.wholeSeconds(attemptAt))),
            OutgoingRequest.Header(StandardWebhooks.signatureHeader, signature),
        ]
        return OutgoingRequest(
            channel: configuration.id, lane: message.lane, url: configuration.url, headers: headers.compactMap(\.self),
            body: message.body, limits: configuration.limits, authorities: configuration.authorities)
    }
}
