import Notify

/// Why the watchdog outside was not told. Never holds the address.
enum HeartbeatTrouble: Error, Hashable, Sendable {
    /// The file of `urlFile` is not there, or empty.
    case addressMissing
    /// Everybody on this machine may read it.
    case addressExposed
    case addressNotUsable(EndpointURLProblem)
    case notSent(TransportFailure)
    case answered(status: Int)

    /// Stable, for the log.
    var code: String {
        switch self {
        case .addressMissing: "addressMissing"
        case .addressExposed: "addressExposed"
        case .addressNotUsable(let problem): problem.code
        case .notSent(let failure): DeliveryOutcome(.failed(failure)).code
        case .answered(let status): "answered:\(status)"
        }
    }
}
