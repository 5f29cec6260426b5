import NFODEngine

/// A small invented team for tests, and a seeded source of numbers.
enum TeamFixture {
    static let settings = AssignmentSettings(visitTime: .hours(1), confirmWithin: .hours(2))
    static let agency = AgencyID("outreach")
    static let otherAgency = AgencyID("harbour")

    static func agencies(desks: [AgencyID: DutyDesk] = [:]) throws -> [Agency] {
        let calendar = WorkingCalendar(
            weekdays: CalendarFixture.weekdays, hours: try CalendarFixture.hours("09:00", "17:00"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        return [
            Agency(
                id: agency, label: "Outreach", calendar: calendar, mayBeTold: .everything,
                desk: desks[agency]),
            Agency(
                id: otherAgency, label: "Harbour", calendar: calendar, mayBeTold: .sources([SourceID("ambulance")]),
                desk: desks[otherAgency]),
        ]
    }

    static func weekly(_ days: Set<DutyDay>, _ from: String, _ to: String) throws -> WeeklyHours {
        WeeklyHours(days: days, hours: try CalendarFixture.hours(from, to))
    }

    static let monToFri: Set<DutyDay> = [.monday, .tuesday, .wednesday, .thursday, .friday]

    /// An outreach worker, Monday to Friday 09:00 to 17:00, unless told otherwise.
    static func worker(
        _ id: String, agency: AgencyID = agency, sex: Sex? = nil, skills: Set<Worker.Skill> = [.outreach],
        shifts: [WeeklyHours]? = nil, leave: [ClosedRange<CivilDate>] = [], localities: Set<Locality> = [],
        capacity: Int = 5, mayVisitAlone: Bool = true, isDisabled: Bool = false
    ) throws -> Worker {
        Worker(
            id: WorkerID(id), displayName: id, agency: agency, sex: sex, skills: skills,
            shifts: try shifts ?? [weekly(monToFri, "09:00", "17:00")], leave: leave, localities: localities,
            capacity: capacity, channels: [ChannelUse(ChannelID("team"))], mayVisitAlone: mayVisitAlone,
            isDisabled: isDisabled)
    }

    /// Monday to Friday 08:00 to 20:00, unless told otherwise.
    static func desk(_ hours: [WeeklyHours]? = nil, capacity: Int = 2, localities: Set<Locality> = []) throws
        -> DutyDesk
    {
        DutyDesk(
            hours: try hours ?? [weekly(monToFri, "08:00", "20:00")], capacity: capacity, localities: localities,
            channels: [ChannelUse(ChannelID("desk"))])
    }

    static func team(
        _ workers: [Worker], rotas: [DutyRota] = [], desks: [AgencyID: DutyDesk] = [:]
    ) throws -> Team {
        Team(
            zone: CalendarFixture.london, holidays: CalendarFixture.dundee, agencies: try agencies(desks: desks),
            workers: workers,
            rotas: rotas)
    }

    static func rota(_ role: RoleID, _ turns: [(WeeklyHours, String)], deputies: [String] = []) -> DutyRota {
        DutyRota(
            role: role, label: role.name,
            turns: turns.map { DutyRota.Turn(when: $0.0, worker: WorkerID($0.1)) },
            deputies: deputies.map { WorkerID($0) })
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct TeamSeededNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
