public import NFODEngine

/// A channel that posts its stored body to an address: all that go over https. What is fixed at commit is the body;
/// what a try adds is secret or passing: the address, headers, and for some services who it is for.
public protocol PostingChannel: Channel {
    /// Where it posts to.
    var url: EndpointURL { get }

    /// The headers of one try.
    /// - Throws: when it can never be sent: a permanent outcome.
    func headers(_ message: OutgoingMessage, attemptAt: Instant) throws(UnsendableMessage) -> [OutgoingRequest.Header?]

    /// The body of one try: the stored bytes, and where the service wants it inside, who they are for.
    func content(_ message: OutgoingMessage) throws(UnsendableMessage) -> [UInt8]

    /// What the wire's result means on this channel.
    func outcome(_ result: TransportResult) -> DeliveryOutcome
}

extension PostingChannel {
    public func headers(
        _ message: OutgoingMessage, attemptAt: Instant
    ) throws(UnsendableMessage) -> [OutgoingRequest.Header?] {
        [OutgoingRequest.Header.json]
    }

    public func content(_ message: OutgoingMessage) throws(UnsendableMessage) -> [UInt8] { message.body }

    public func outcome(_ result: TransportResult) -> DeliveryOutcome { DeliveryOutcome(result) }

    /// One try of a stored body.
    /// - Throws: when it can never be sent: a permanent outcome.
    public func request(
        _ message: OutgoingMessage, attemptAt: Instant
    ) throws(UnsendableMessage) -> OutgoingRequest {
        let headers = try headers(message, attemptAt: attemptAt)
        // A header that cannot be said would leave out a signature or a token.
        guard !headers.contains(where: { $0 == nil }) else { throw UnsendableMessage(.messageNotSendable) }
        return OutgoingRequest(
            channel: id, lane: message.lane, url: url, headers: headers.compactMap(\.self),
            body: try content(message), limits: frame.limits, authorities: frame.authorities)
    }

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

extension OutgoingRequest.Header {
    /// The body is JSON.
    static var json: OutgoingRequest.Header? {
        OutgoingRequest.Header("content-type", "application/json; charset=utf-8")
    }
}

extension DeliveryOutcome {
    /// Delivered only where the answer says so in the service's own way; other answers of 2xx are tried again.
    ///
    /// - Parameter isTaken: reads the body of an answer of 2xx.
    init(_ result: TransportResult, isTaken: (TransportAnswer) -> Bool) {
        self.init(result)
        guard case .answered(let answer) = result, case .delivered(let status) = self, !isTaken(answer) else { return }
        self = .retryable(.answerNotUnderstood(status: status), retryAfter: nil)
    }
}

extension TransportAnswer {
    /// `ok`, as Slack and Mattermost answer.
    var saysOK: Bool { status == 200 && body == Array("ok".utf8) }
}
