/// Where somebody of an agency answers for all of it: asked like a worker, until one of its workers takes the case by
/// name (rule 27). Never owns a case that somebody has accepted.
public struct DutyDesk: Hashable, Sendable {
    /// When somebody is there; the time to accept runs in these hours only.
    public let hours: [WeeklyHours]
    /// Most cases it is asked for at once.
    public let capacity: Int
    public let localities: Set<Locality>
    /// Where it is told, first choice first.
    public let channels: [ChannelUse]

    public init(hours: [WeeklyHours], capacity: Int, localities: Set<Locality> = [], channels: [ChannelUse]) {
        self.hours = hours
        self.capacity = capacity
        self.localities = localities
        self.channels = channels
    }
}

extension AgencyID {
    /// What the agency's duty desk goes by where somebody is asked, told or waited for: `desk:harbour-outreach`. No
    /// worker's id has a colon in it.
    public var desk: WorkerID { WorkerID("desk:" + name) }
}

extension WorkerID {
    /// The agency whose duty desk this is; nil for a named worker.
    public var deskOf: AgencyID? {
        let halves = name.split(separator: ":", maxSplits: 1)
        return halves.count == 2 && halves[0] == "desk" ? AgencyID(String(halves[1])) : nil
    }
}

extension Worker {
    /// Is asked for a whole agency, and answers by one of its workers.
    public var isDesk: Bool { id.deskOf != nil }

    /// A desk as it is asked. Nobody there is nobody to ask: it is switched off with the last of `staff` who goes out.
    init?(deskOf agency: Agency, staff: [Worker]) {
        guard let desk = agency.desk else { return nil }
        let isStaffed = staff.contains { !$0.isDisabled && $0.skills.contains(.outreach) }
        self.init(
            id: agency.id.desk, displayName: "the duty desk of \(agency.label)", agency: agency.id, skills: [.outreach],
            shifts: desk.hours, localities: desk.localities, capacity: desk.capacity, channels: desk.channels,
            isDisabled: !isStaffed)
    }
}

extension Team {
    /// Duty desks, in order of id.
    public var desks: [Worker] { workers.values.filter(\.isDesk).sorted { $0.id < $1.id } }

    /// The named worker of this id; a desk is none.
    public func named(_ worker: WorkerID) -> Worker? { workers[worker].flatMap { $0.isDesk ? nil : $0 } }

    /// What pages call an agency.
    public func label(_ agency: AgencyID) -> String { agencies[agency]?.label ?? agency.name }

    /// Who may be asked to accept a case: every worker in order of id, then every desk.
    var allAsked: [Worker] { allWorkers + desks }
}
