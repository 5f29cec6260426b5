/// Why a change of the roster is turned down.
public enum RosterRefusal: Refusal {
    case workerUnknown(WorkerID)
    case workerDisabled(WorkerID)
    case roleUnknown(RoleID)
    case endsBeforeItBegins
    /// Nobody could act on it any more.
    case alreadyOver
    /// Likely a slip of the pen.
    case tooLong(days: Int)
    /// Said to stand in for themselves.
    case sameWorker
    /// They are away for all of that time.
    case awayThen(WorkerID)
    case entryUnknown(RosterEntryID)
    case alreadyEnded(RosterEntryID)
    /// Not among those who may sign for uncovered hours.
    case mayNotSign(WorkerID, managers: RoleID)

    public var code: String {
        switch self {
        case .workerUnknown: "rosterWorkerUnknown"
        case .workerDisabled: "rosterWorkerDisabled"
        case .roleUnknown: "rosterRoleUnknown"
        case .endsBeforeItBegins: "rosterEndsBeforeItBegins"
        case .alreadyOver: "rosterAlreadyOver"
        case .tooLong: "rosterTooLong"
        case .sameWorker: "rosterSameWorker"
        case .awayThen: "rosterAwayThen"
        case .entryUnknown: "rosterEntryUnknown"
        case .alreadyEnded: "rosterAlreadyEnded"
        case .mayNotSign: "rosterMayNotSign"
        }
    }

    public var message: String {
        switch self {
        case .workerUnknown(let worker): "there is no worker '\(worker)' in config/team.yaml"
        case .workerDisabled(let worker): "\(worker) is disabled and can take nothing on"
        case .roleUnknown(let role): "there is no duty '\(role)' in config/team.yaml"
        case .endsBeforeItBegins: "it must end after it begins"
        case .alreadyOver: "it is over already; the roster is changed for what is still to come"
        case .tooLong(let days): "longer than \(days) days at once; split it if it is really meant"
        case .sameWorker: "nobody stands in for themselves; name two workers"
        case .awayThen(let worker): "\(worker) is away for all of that time; end that first"
        case .entryUnknown(let entry): "there is no entry \(entry) in the roster; see `nfodd roster show`"
        case .alreadyEnded(let entry): "entry \(entry) has been ended already"
        case .mayNotSign(let worker, let managers):
            "\(worker) may not sign for uncovered hours; that is for those of the duty '\(managers)'"
        }
    }
}
