public import NFODEngine

/// One way to tell somebody, ready to be used. A new kind is one small file beside the others in `Kinds`, and one row
/// of ``ChannelKind``'s table (docs/adding-a-channel.md). A channel only translates: it knows no database, no clock
/// and no retry.
public protocol Channel: Sendable {
    /// What every channel has.
    var frame: ChannelFrame { get }

    /// One try of a stored body: sent, and judged.
    func deliver(_ message: OutgoingMessage, attemptAt: Instant, over transport: CurlTransport) async -> DeliveryOutcome

    /// It knows where to find this recipient.
    func reaches(_ recipient: WorkerID) -> Bool

    /// What goes to this recipient nobody else reads, as far as is known.
    func reachesAlone(_ recipient: WorkerID) -> Bool

    /// With what its service calls back to say whether a message arrived; nil where it does not.
    var callbackTokens: CallbackTokens? { get }
}

extension Channel {
    public var id: ChannelID { frame.id }
    public var kind: ChannelKind { frame.kind }
    /// The channel that takes over when this one fails; nil when there is none.
    public var fallback: ChannelID? { frame.fallback }

    /// Most channels lead to one place, whoever the alert is for.
    public func reaches(_ recipient: WorkerID) -> Bool { true }

    /// Programs, and chats, which say nothing that only one may read.
    public func reachesAlone(_ recipient: WorkerID) -> Bool { true }

    /// Most services say nothing later.
    public var callbackTokens: CallbackTokens? { nil }

    /// The body for the outbox; see ``NFODEngine/ChannelKind/body(_:_:)``.
    public func body(_ alert: Alert, _ context: AlertContext) -> [UInt8] { kind.body(alert, context) }
}

/// What every channel has, whatever its kind.
public struct ChannelFrame: Hashable, Sendable {
    public let id: ChannelID
    public let kind: ChannelKind
    public let fallback: ChannelID?
    public let limits: TransferLimits
    /// The certificates to trust instead of the system's; nil for the system's.
    public let authorities: CertificateAuthorities?

    public init(
        id: ChannelID, kind: ChannelKind, fallback: ChannelID? = nil, limits: TransferLimits = TransferLimits(),
        authorities: CertificateAuthorities? = nil
    ) {
        self.id = id
        self.kind = kind
        self.fallback = fallback
        self.limits = limits
        self.authorities = authorities
    }
}

/// An alert as it lies in the outbox.
public struct OutgoingMessage: Hashable, Sendable {
    public let id: AlertID
    /// The stored bytes, never made anew.
    public let body: [UInt8]
    /// Whom it is for; nil where the channel leads to one place anyway.
    public let recipient: WorkerID?
    public let lane: OutgoingRequest.Lane

    public init(id: AlertID, body: [UInt8], recipient: WorkerID? = nil, lane: OutgoingRequest.Lane) {
        self.id = id
        self.body = body
        self.recipient = recipient
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
