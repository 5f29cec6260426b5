public import NFODEngine

/// What one try came to: data, never a thrown error. One row of the tries each.
///
/// Duplicate yes, miss never: only what no repetition can cure is permanent. A 400, 401 or 404 is retried like a 500,
/// because the usual cause is a receiver that is being repaired, moved or given a new secret, and a wrong retry costs
/// one request where a wrong end costs a visit. The fallback channel does not wait for either.
public enum DeliveryOutcome: Hashable, Sendable {
    /// 2xx and a whole answer. Says that the receiver has it, not that a human has read it.
    case delivered(status: Int)
    /// 2xx and a whole answer of a service that will say later whether it arrived: until then nobody knows.
    case sent(status: Int)
    /// Try again, not before `retryAfter` from now if the receiver asked for that.
    case retryable(RetryReason, retryAfter: Span?)
    /// Never again on this channel: not told (rule 32), and the fallback channel at once.
    case permanent(PermanentReason)

    /// Stable, for rows and programs: `delivered`, `sent`, `timeOut`, `answered`, `gone` ...
    public var code: String {
        switch self {
        case .delivered: "delivered"
        case .sent: "sent"
        case .retryable(let reason, _): reason.code
        case .permanent(let reason): reason.code
        }
    }

    /// The HTTP status, where there was one.
    public var status: Int? {
        switch self {
        case .delivered(let status), .sent(let status), .retryable(.answered(let status), _),
            .retryable(.redirected(let status), _),
            .retryable(.answerNotUnderstood(let status), _), .permanent(.notAccepted(let status)):
            status
        case .permanent(.gone): 410
        case .retryable, .permanent: nil
        }
    }
}

/// Why to try again.
public enum RetryReason: Hashable, Sendable {
    case timeOut
    case nameNotResolved
    case connectionFailed
    /// No secure connection: certificate out of date, unknown issuer, other name, or no TLS at all.
    case tlsFailed
    /// An answer that is neither 2xx nor 3xx nor 410.
    case answered(status: Int)
    /// 2xx, but not what this service says when it has taken a message: something else answers there.
    case answerNotUnderstood(status: Int)
    /// 3xx. Never followed: a redirect can point inwards, and it would carry the alert somewhere nobody agreed to.
    case redirected(status: Int)
    /// Even with 2xx: so long an answer comes from a portal or a login page, not from a receiver of alerts.
    case answerTooLarge
    /// Even with 2xx: what was being said when it broke off is unknown.
    case answerCutShort
    /// Others to the same endpoint were before it for too long.
    case waitedTooLong
    /// The daemon is ending; the try may have arrived.
    case stopping
    /// The service finds this machine's clock wrong.
    case clockNotTrusted
    /// Out of memory or file descriptors, or libcurl is at fault.
    case internalFault(code: Int)

    /// Stable, for rows and programs.
    public var code: String {
        switch self {
        case .timeOut: "timeOut"
        case .nameNotResolved: "nameNotResolved"
        case .connectionFailed: "connectionFailed"
        case .tlsFailed: "tlsFailed"
        case .answered: "answered"
        case .answerNotUnderstood: "answerNotUnderstood"
        case .redirected: "redirected"
        case .answerTooLarge: "answerTooLarge"
        case .answerCutShort: "answerCutShort"
        case .waitedTooLong: "waitedTooLong"
        case .stopping: "stopping"
        case .clockNotTrusted: "clockNotTrusted"
        case .internalFault: "internalFault"
        }
    }
}

/// Why not to try again: somebody has to change something. 410 raises an alarm at once, and so does a channel at which
/// nothing else happens for too long.
public enum PermanentReason: Hashable, Sendable {
    /// 410: the receiver says that this endpoint is no more.
    case gone
    /// The address points into this machine or a private network, and nothing was sent.
    case refusedByAddressPolicy(AddressScope)
    case urlNotAllowed
    /// The identifier cannot stand in a header and a signature: a fault of this program.
    case messageNotSendable
    /// The configuration has no such channel any more.
    case channelMissing
    /// Its receiver said earlier that it is no more; nothing was sent.
    case channelDisabled
    /// The channel is of another kind than when the alert was written: its bytes mean nothing there.
    case channelChanged
    /// The channel's file has no address of the recipient.
    case noAddress
    /// The recipient is no longer in the team, or disabled; nothing was sent.
    case recipientNotInTeam
    /// The service or mail server says no, and that it will not say otherwise.
    case notAccepted(status: Int)

    /// Stable, for rows and programs.
    public var code: String {
        switch self {
        case .gone: "gone"
        case .refusedByAddressPolicy: "refusedByAddressPolicy"
        case .urlNotAllowed: "urlNotAllowed"
        case .messageNotSendable: "messageNotSendable"
        case .channelMissing: "channelMissing"
        case .channelDisabled: "channelDisabled"
        case .channelChanged: "channelChanged"
        case .noAddress: "noAddress"
        case .recipientNotInTeam: "recipientNotInTeam"
        case .notAccepted: "notAccepted"
        }
    }
}

extension DeliveryOutcome {
    /// The judgement by HTTP status alone, as Standard Webhooks has it.
    public init(_ result: TransportResult) {
        switch result {
        case .answered(let answer): self.init(answer)
        case .failed(let failure): self.init(failure)
        }
    }

    private init(_ answer: TransportAnswer) {
        switch answer.status {
        case 200...299: self = .delivered(status: answer.status)
        case 300...399: self = .retryable(.redirected(status: answer.status), retryAfter: nil)
        case 410: self = .permanent(.gone)
        case 429, 502, 503, 504:
            self = .retryable(.answered(status: answer.status), retryAfter: answer.retryAfter)
        default: self = .retryable(.answered(status: answer.status), retryAfter: nil)
        }
    }

    private init(_ failure: TransportFailure) {
        let reason: RetryReason
        switch failure {
        case .refusedByAddressPolicy(let scope):
            self = .permanent(.refusedByAddressPolicy(scope))
            return
        case .urlNotAllowed:
            self = .permanent(.urlNotAllowed)
            return
        case .timeOut: reason = .timeOut
        case .nameNotResolved: reason = .nameNotResolved
        case .connectionFailed: reason = .connectionFailed
        case .tlsFailed: reason = .tlsFailed
        case .answerTooLarge: reason = .answerTooLarge
        case .answerCutShort: reason = .answerCutShort
        case .waitedTooLong: reason = .waitedTooLong
        case .stopping: reason = .stopping
        case .internalFault(let code): reason = .internalFault(code: code)
        }
        self = .retryable(reason, retryAfter: nil)
    }
}
