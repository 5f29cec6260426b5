public import NFODEngine

/// One request, complete. Made by a channel or by whoever fetches something, sent by ``CurlTransport``.
public struct OutgoingRequest: Sendable {
    public let method: Method
    /// Whose limit it counts towards: requests of one channel wait for each other, never for those of another.
    public let channel: ChannelID
    public let lane: Lane
    public let url: EndpointURL
    public let headers: [Header]
    /// Not sent with ``Method/get``.
    public let body: [UInt8]
    public let limits: TransferLimits
    /// The certificates to trust instead of the system's; nil for the system's.
    public let authorities: CertificateAuthorities?

    public init(
        method: Method = .post, channel: ChannelID, lane: Lane, url: EndpointURL, headers: [Header], body: [UInt8],
        limits: TransferLimits, authorities: CertificateAuthorities? = nil
    ) {
        self.method = method
        self.channel = channel
        self.lane = lane
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.authorities = authorities
    }

    public enum Method: Hashable, Sendable { case post, get }

    /// Alerts of a last level have limits of their own, so that ordinary ones can never fill their way.
    public enum Lane: String, Hashable, Sendable, CaseIterable, Comparable {
        case lastLevel, ordinary

        /// The more urgent comes first.
        public static func < (left: Lane, right: Lane) -> Bool { left == .lastLevel && right == .ordinary }
    }

    /// One line of the request's head.
    public struct Header: Hashable, Sendable {
        public let name: String
        public let value: String

        /// Nil when either could end the line and begin another.
        public init?(_ name: String, _ value: String) {
            let legal = (name + value).utf8.allSatisfy { (0x20...0x7e).contains($0) }
            guard legal, !name.isEmpty, !name.contains(":") else { return nil }
            self.name = name
            self.value = value
        }
    }
}

/// What one try may cost, and how many there may be.
public struct TransferLimits: Hashable, Sendable {
    /// Name look-up, connection and TLS together.
    public let connectTimeOut: Span
    /// From the start of the try to the last byte of the answer.
    public let totalTimeOut: Span
    /// Fewer bytes a second than this, for ``slowSpan``, ends the try.
    public let slowBytesPerSecond: Int
    /// Whole seconds, at least one.
    public let slowSpan: Span
    /// Head and body of the answer together.
    public let answerBytesMax: Int
    /// How many at once, and how many a second.
    public let pace: SendPace

    public init(
        connectTimeOut: Span = .seconds(5), totalTimeOut: Span = .seconds(20), slowBytesPerSecond: Int = 10,
        slowSpan: Span = .seconds(10), answerBytesMax: Int = 65_536, pace: SendPace = SendPace()
    ) {
        precondition(connectTimeOut > .zero && totalTimeOut > .zero, "a try without a time-out can hang for ever")
        precondition(slowBytesPerSecond > 0 && slowSpan >= .seconds(1) && answerBytesMax > 0, "limits are positive")
        self.connectTimeOut = connectTimeOut
        self.totalTimeOut = totalTimeOut
        self.slowBytesPerSecond = slowBytesPerSecond
        self.slowSpan = slowSpan
        self.answerBytesMax = answerBytesMax
        self.pace = pace
    }
}

/// Certificates (PEM, one or several) to trust for one endpoint instead of the system's.
public struct CertificateAuthorities: Hashable, Sendable {
    public let pem: [UInt8]
    public init(pem: [UInt8]) { self.pem = pem }
}
