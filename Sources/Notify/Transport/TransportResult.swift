public import NFODEngine

/// What became of one request on the wire, before anybody judges what it means for the alert.
public enum TransportResult: Hashable, Sendable {
    /// A whole answer came.
    case answered(TransportAnswer)
    /// None, or not a whole one.
    case failed(TransportFailure)
}

/// A whole answer of the receiver. The body is the receiver's: read it where a channel must (receipts), log it never.
public struct TransportAnswer: Hashable, Sendable {
    public let status: Int
    /// From `Retry-After`, in seconds or as a date; nil when absent or already past.
    public let retryAfter: Span?
    /// At most ``TransferLimits/answerBytesMax`` bytes.
    public let body: [UInt8]

    public init(status: Int, retryAfter: Span? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// Why no whole answer came.
public enum TransportFailure: Error, Hashable, Sendable {
    /// Connecting, the whole try, or a trickle below the slow limit.
    case timeOut
    case nameNotResolved
    /// Nothing listens there, or the connection broke before an answer.
    case connectionFailed
    /// We did not connect, because of where the address points.
    case refusedByAddressPolicy(AddressScope)
    case tlsFailed
    case answerTooLarge
    /// The answer began and broke off.
    case answerCutShort
    /// libcurl would not take the URL after all.
    case urlNotAllowed
    /// Waited longer for its turn than ``TransportSettings/waitMax``: the endpoint is slow and others were before it.
    case waitedTooLong
    /// The transport is ending or has ended.
    case stopping
    /// Out of memory or of file descriptors, or something new in libcurl; its own code.
    case internalFault(Int)
}
