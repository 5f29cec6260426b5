import NFODEngine
import Notify
import Synchronization

/// Why a rota tool's calendar could not be had. Holds nothing of what stands in it, and no address.
enum RotaCalendarTrouble: Error, Hashable {
    /// Not there, no regular file, or not to be read.
    case missing
    case unreadable(ICalendarProblem)
    /// The file that holds the address is not there, or empty.
    case addressMissing
    /// Everybody on the machine may read it.
    case addressExposed
    case addressNotUsable(EndpointURLProblem)
    case notFetched(TransportFailure)
    /// With something else than 200.
    case answered(status: Int)
    /// A calendar without any event: rather a tool that is out of order than a rota with nobody in it.
    case withoutEvents
    /// The data directory would not take it.
    case notKept

    /// For people, in one line.
    var message: String {
        switch self {
        case .missing: "the file is not there or cannot be read"
        case .unreadable(let problem): problem.message
        case .addressMissing:
            "the file of 'urlFile' is not there or empty; it lies where secrets do and holds the address"
        case .addressExposed: "everybody on this machine may read the file of 'urlFile'; chmod 600 it"
        case .addressNotUsable(let problem): "its address cannot be used (\(problem.code)); https is wanted"
        case .notFetched(let failure): "it could not be fetched (\(DeliveryOutcome(.failed(failure)).code))"
        case .answered(let status): "the tool answered \(status) instead of 200"
        case .withoutEvents: "what was fetched is a calendar without any event"
        case .notKept: "what was fetched could not be written into the data directory"
        }
    }
}

/// What was wrong with each calendar when it was last looked at.
final class RotaCalendarTroubles: Sendable {
    private let troubles = Mutex<[RotaCalendarID: RotaCalendarTrouble]>([:])

    subscript(calendar: RotaCalendarID) -> RotaCalendarTrouble? {
        get { troubles.withLock { $0[calendar] } }
        set { troubles.withLock { $0[calendar] = newValue } }
    }
}
