/// What one member of the team holds at an instant.
public struct WorkerLoad: Hashable, Sendable {
    public let member: Member
    /// Cases of theirs that have not ended.
    public let open: Int
    public let red: Int
    public let overdue: Int
    public let dueBeforeNextHuddle: Int
    /// Given to them, "I have it" not said yet.
    public let notYetTaken: Int

    /// Cases they could still take; 0 when they hold more than their capacity.
    public var free: Int { max(0, member.capacity - open) }

    init(_ member: Member, held: [ReportCase], at: Instant, nextHuddle: Instant) {
        let open = held.filter { !$0.stage.isEnded }
        let running = open.filter(\.isClockRunning)
        self.member = member
        self.open = open.count
        red = running.count { $0.triage.level == .red }
        overdue = running.count { $0.isOverdue(at: at) }
        dueBeforeNextHuddle = running.count { !$0.isOverdue(at: at) && $0.contactDueAt <= nextHuddle }
        notYetTaken = running.count { !$0.owner.isAccepted }
    }

    /// The loads of a whole team: on shift first, then by agency and name.
    static func loads(of team: [Member], cases: [ReportCase], at: Instant, nextHuddle: Instant) -> [WorkerLoad] {
        let held = Dictionary(grouping: cases) { $0.owner.worker }
        return team.sorted { $0.rank < $1.rank }
            .map { WorkerLoad($0, held: held[$0.worker] ?? [], at: at, nextHuddle: nextHuddle) }
    }
}

extension WorkerLoad {
    /// A member of the team as a report needs them.
    public struct Member: Hashable, Sendable {
        public var worker: WorkerID
        /// As staff call them.
        public var label: String
        public var agency: String
        /// Open cases this worker can hold (a setting of the team list).
        public var capacity: Int
        public var isOnShiftToday: Bool

        public init(worker: WorkerID, label: String, agency: String, capacity: Int, isOnShiftToday: Bool) {
            self.worker = worker
            self.label = label
            self.agency = agency
            self.capacity = capacity
            self.isOnShiftToday = isOnShiftToday
        }

        /// On shift first, then by agency and name.
        fileprivate var rank: (Int, String, String, WorkerID) { (isOnShiftToday ? 0 : 1, agency, label, worker) }
    }
}
