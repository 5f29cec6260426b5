/// Who holds one duty, hour by hour.
public struct DutyRota: Hashable, Sendable {
    public let role: RoleID
    /// What pages call the duty.
    public let label: String
    /// Several turns may overlap: then several people are on duty.
    public let turns: [Turn]
    /// Stand in, in this order, when no turn applies or everybody on it is away. They may be off shift: a deputy is on
    /// call.
    public let deputies: [WorkerID]
    /// Where whoever holds the duty is told while they do, before their own channels: a telephone that is handed on.
    public let channels: [ChannelUse]

    /// One worker's hours on duty, every week.
    public struct Turn: Hashable, Sendable {
        public let when: WeeklyHours
        public let worker: WorkerID

        public init(when: WeeklyHours, worker: WorkerID) {
            self.when = when
            self.worker = worker
        }
    }

    public init(role: RoleID, label: String, turns: [Turn], deputies: [WorkerID], channels: [ChannelUse] = []) {
        self.role = role
        self.label = label
        self.turns = turns
        self.deputies = deputies
        self.channels = channels
    }

    /// A rota that never names `holiday` runs through holidays by weekday, so that a forgotten word leaves no gap.
    var namesHolidays: Bool { turns.contains { $0.when.days.contains(.holiday) } }
}

/// Who was found when a duty was looked up.
public enum DutyAnswer: Hashable, Sendable {
    /// On the rota at that moment, in the rota's order. The first one owns what needs one owner.
    case onRota([WorkerID])
    /// Nobody is on the rota; these deputies are not away.
    case deputies([WorkerID])
    /// Nobody at all: the next level fires at once and the gap is alarmed (rule 29).
    case gap

    public var workers: [WorkerID] {
        switch self {
        case .onRota(let workers), .deputies(let workers): workers
        case .gap: []
        }
    }
}
