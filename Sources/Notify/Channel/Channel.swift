public import NFODEngine

/// One way to tell somebody. A new kind (Teams, GOV.UK Notify, ntfy, mail ...) is one small file that conforms, and one
/// case of ``ChannelKind``. A channel only translates: it knows no database, no clock and no retry.
public protocol Channel: Sendable {
    var id: ChannelID { get }
    /// The channel that takes over when this one fails; nil when there is none.
    var fallback: ChannelID? { get }

    /// The body for the outbox, made in the transaction of the event that causes the alert, and fixed from then on.
    func body(_ alert: Alert, _ context: AlertContext) -> [UInt8]

    /// One try of a stored body.
    /// - Throws: when it can never be sent: a permanent outcome.
    func request(_ message: OutgoingMessage, attemptAt: Instant) throws(UnsendableMessage) -> OutgoingRequest

    /// What the wire's result means on this channel.
    func outcome(_ result: TransportResult) -> DeliveryOutcome
}

extension Channel {
    public func outcome(_ result: TransportResult) -> DeliveryOutcome { DeliveryOutcome(result) }

    /// Makes the request, sends it, judges the result: one try, one outcome.
    public func deliver(
        _ message: OutgoingMessage, attemptAt: Instant, over transport: CurlTransport
    ) async -> DeliveryOutcome {
        do throws(UnsendableMessage) {
            return outcome(await transport.send(try request(message, attemptAt: attemptAt)))
        } catch {
            return .permanent(error.reason)
        }
    }
}

/// An alert as it lies in the outbox.
public struct OutgoingMessage: Hashable, Sendable {
    public let id: AlertID
    /// The stored bytes, never made anew.
    public let body: [UInt8]
    public let lane: OutgoingRequest.Lane

    public init(id: AlertID, body: [UInt8], lane: OutgoingRequest.Lane) {
        self.id = id
        self.body = body
        self.lane = lane
    }
}

extension OutgoingRequest.Lane {
    /// The lane an alert travels in.
    public init(_ alert: Alert) { self = alert.isLastLevel ? .lastLevel : .ordinary }
}

/// No request can be made of the message.
public struct UnsendableMessage: Error, Hashable, Sendable {
    public let reason: PermanentReason
    public init(_ reason: PermanentReason) { self.reason = reason }
}

/// The closed set of ways to tell somebody, as the configuration names them.
public enum ChannelKind: String, Hashable, Sendable, CaseIterable {
    /// A signed Standard Webhooks POST.
    case webhook
}
