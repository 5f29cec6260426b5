/// A member of staff who can own a case, visit, be on duty or be told. Events carry the id only.
public struct Worker: Hashable, Sendable {
    public let id: WorkerID
    /// What pages call them; staff data from the configuration, never in an alert.
    public let displayName: String
    public let agency: AgencyID
    /// For people who ask for a female worker; nil when not said, and then it counts as not female.
    public let sex: Sex?
    public let skills: Set<Skill>
    /// A shift that would begin on a holiday of the agency counts only when its days name `holiday`.
    public let shifts: [WeeklyHours]
    /// Days away, first and last included. A shift or duty turn that begins on such a day is not worked.
    public let leave: [ClosedRange<CivilDate>]
    public let localities: Set<Locality>
    /// Most open cases at once.
    public let capacity: Int
    /// Where they are told, first choice first.
    public let channels: [ChannelUse]
    /// False for somebody who visits only as one of two.
    public let mayVisitAlone: Bool
    /// Gets nothing and holds nothing (rule 27).
    public let isDisabled: Bool

    /// What a worker is able and asked to do.
    public enum Skill: String, CaseIterable, Hashable, Sendable {
        /// Goes out to people who are not in touch with a service.
        case outreach
        case nurse, prescriber, hospitalLiaison, custody, youngPeople
    }

    public init(
        id: WorkerID, displayName: String, agency: AgencyID, sex: Sex? = nil, skills: Set<Skill> = [],
        shifts: [WeeklyHours] = [], leave: [ClosedRange<CivilDate>] = [], localities: Set<Locality> = [], capacity: Int,
        channels: [ChannelUse] = [], mayVisitAlone: Bool = true, isDisabled: Bool = false
    ) {
        self.id = id
        self.displayName = displayName
        self.agency = agency
        self.sex = sex
        self.skills = skills
        self.shifts = shifts
        self.leave = leave
        self.localities = localities
        self.capacity = capacity
        self.channels = channels
        self.mayVisitAlone = mayVisitAlone
        self.isDisabled = isDisabled
    }

    /// The same worker, disabled.
    func disabled() -> Worker {
        Worker(
            id: id, displayName: displayName, agency: agency, sex: sex, skills: skills, shifts: shifts, leave: leave,
            localities: localities, capacity: capacity, channels: channels, mayVisitAlone: mayVisitAlone,
            isDisabled: true)
    }

    func isOnLeave(_ date: CivilDate) -> Bool { leave.contains { $0.contains(date) } }

    func covers(_ locality: Locality?) -> Bool {
        guard let locality else { return false }
        return localities.contains { $0.covers(locality) }
    }
}
