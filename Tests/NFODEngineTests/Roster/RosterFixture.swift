import NFODEngine

/// Four workers with days, nights and a weekend between them.
enum RosterFixture {
    static let ana = WorkerID("ana")
    static let ben = WorkerID("ben")
    static let cal = WorkerID("cal")
    static let dot = WorkerID("dot")

    static func team(_ changes: [RosterChange] = [], leave: [ClosedRange<CivilDate>] = []) throws -> Team {
        try team(
            entries: changes.enumerated().map { RosterEntry(id: RosterEntryID(Int64($0) + 1), changes: [$1]) }, leave)
    }

    static func team(entries: [RosterEntry], _ leave: [ClosedRange<CivilDate>] = []) throws -> Team {
        let everyDay = Set(DutyDay.allCases)
        let team = try TeamFixture.team(
            [
                TeamFixture.worker("ana", localities: [Locality("DD1")]),
                TeamFixture.worker(
                    "ben",
                    shifts: [
                        TeamFixture.weekly([.tuesday, .friday, .saturday], "22:00", "06:30"),
                        TeamFixture.weekly([.sunday, .holiday], "12:00", "20:00"),
                    ], leave: leave, localities: [Locality("DD2")]),
                TeamFixture.worker("cal", shifts: [TeamFixture.weekly([.saturday], "00:00", "00:00")]),
                TeamFixture.worker("dot", shifts: [], isDisabled: true),
            ],
            rotas: [
                TeamFixture.rota(
                    .dutyWorker,
                    [
                        (TeamFixture.weekly(TeamFixture.monToFri, "09:00", "17:00"), "ana"),
                        (TeamFixture.weekly(everyDay, "17:00", "09:00"), "ben"),
                        (TeamFixture.weekly([.saturday, .holiday], "09:00", "17:00"), "cal"),
                        (TeamFixture.weekly([.wednesday], "12:00", "20:00"), "cal"),
                    ]),
                TeamFixture.rota(
                    .coordinator, [(TeamFixture.weekly(TeamFixture.monToFri, "08:30", "17:00"), "cal")],
                    deputies: ["ana"]),
            ])
        return team.changing(by: Roster(entries: entries))
    }

    static func hours(_ from: String, _ to: String) throws -> Range<Instant> {
        try CalendarFixture.instant(from)..<CalendarFixture.instant(to)
    }

    /// Local days, the second not included.
    static func days(_ from: String, _ to: String) throws -> Range<Instant> {
        CalendarFixture.london.startOfDay(
            try CalendarFixture.date(from))..<CalendarFixture.london.startOfDay(try CalendarFixture.date(to))
    }

    /// Every quarter of an hour.
    static func quarters(of days: Range<Instant>) -> [Instant] {
        stride(from: days.lowerBound.milliseconds, to: days.upperBound.milliseconds, by: 900_000)
            .map { Instant(milliseconds: $0) }
    }
}
