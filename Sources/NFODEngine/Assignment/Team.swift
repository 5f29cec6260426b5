/// Who takes part: agencies, workers, duty rotas. A snapshot of the configuration; who is on duty or on shift is worked
/// out for the instant asked about and never stored.
public struct Team: Equatable, Sendable {
    public let zone: ZoneRules
    /// The holidays that the duty rotas know.
    public let holidays: HolidayCalendar
    public let agencies: [AgencyID: Agency]
    /// Everybody who may be asked and told: workers, and the duty desks of agencies by ids of their own.
    public let workers: [WorkerID: Worker]
    public let rotas: [RoleID: DutyRota]
    /// Calendars of rota tools that are read into the roster.
    public let calendars: [RotaCalendar]
    /// What is other than the weekly patterns say.
    public private(set) var roster: Roster

    /// Every worker's agency is among `agencies`, every worker named in a rota among `workers`, no id twice.
    public init(
        zone: ZoneRules, holidays: HolidayCalendar, agencies: [Agency], workers: [Worker], rotas: [DutyRota],
        roster: Roster = .empty, calendars: [RotaCalendar] = []
    ) {
        self.zone = zone
        self.holidays = holidays
        self.roster = roster
        self.calendars = calendars
        self.agencies = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0) })
        let gone = Set(agencies.filter(\.isDisabled).map(\.id))
        let staff = workers.map { gone.contains($0.agency) ? $0.disabled() : $0 }
        let desks = agencies.compactMap { agency in
            Worker(deskOf: agency, staff: staff.filter { $0.agency == agency.id })
        }
        self.workers = Dictionary(uniqueKeysWithValues: (staff + desks).map { ($0.id, $0) })
        self.rotas = Dictionary(uniqueKeysWithValues: rotas.map { ($0.role, $0) })
        for worker in workers { precondition(self.agencies[worker.agency] != nil, "a worker's agency must be known") }
        for named in rotas.flatMap({ $0.turns.map(\.worker) + $0.deputies }) {
            precondition(self.named(named) != nil, "a rota names known workers")
        }
    }

    /// All named workers, in order of id.
    public var allWorkers: [Worker] { workers.values.filter { !$0.isDesk }.sorted { $0.id < $1.id } }

    /// The agencies whose sharing agreements let them know what these sources tell.
    public func agenciesAllowed(toKnow sources: Set<SourceID>) -> Set<AgencyID> {
        Set(agencies.values.filter { $0.mayKnow(sources) }.map(\.id))
    }

    /// The same team with one worker disabled: no duty, no shift, no proposal (rule 27).
    public func disabling(_ worker: WorkerID) -> Team {
        Team(
            zone: zone, holidays: holidays, agencies: Array(agencies.values),
            workers: allWorkers.map { $0.id == worker ? $0.disabled() : $0 }, rotas: Array(rotas.values),
            roster: roster, calendars: calendars)
    }

    /// The same team with more changes of its roster: what was said of it since the configuration was written.
    public func changing(by more: Roster) -> Team {
        var team = self
        team.roster = roster.adding(more)
        return team
    }
}
