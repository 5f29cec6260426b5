import NFODEngine
import Testing

@Suite struct TeamShiftTests {
    /// ana works days, ben nights and holidays, cal is away, dot is disabled.
    let team: Team

    init() throws {
        let away = try CalendarFixture.date("2027-06-07")...CalendarFixture.date("2027-06-08")
        team = try TeamFixture.team([
            TeamFixture.worker("ana"),
            TeamFixture.worker(
                "ben",
                shifts: [
                    TeamFixture.weekly([.friday, .saturday, .holiday], "22:00", "06:00"),
                    TeamFixture.weekly([.saturday], "06:00", "10:00"),
                ]),
            TeamFixture.worker("cal", leave: [away]),
            TeamFixture.worker("dot", isDisabled: true),
        ])
    }

    @Test(arguments: [
        ("ana", "2027-06-07T09:00:00+01:00", 480), ("ana", "2027-06-07T08:59:59+01:00", 0),
        ("ana", "2027-06-07T16:59:00+01:00", 1), ("ana", "2027-06-07T17:00:00+01:00", 0),
        // Spring holiday: a shift that does not name holidays is off, one that does is on, over midnight.
        ("ana", "2027-04-05T10:00:00+01:00", 0), ("ben", "2027-04-05T23:00:00+01:00", 420),
        ("ben", "2027-04-06T05:00:00+01:00", 60),
        // Friday's night and the Saturday morning it runs into are one.
        ("ben", "2027-06-11T23:00:00+01:00", 660), ("ben", "2027-06-12T23:00:00+01:00", 420),
        ("ben", "2027-06-12T07:00:00+01:00", 180),
        // The night of the spring change has seven hours.
        ("ben", "2027-03-27T22:00:00Z", 420),
        ("cal", "2027-06-08T10:00:00+01:00", 0), ("cal", "2027-06-09T10:00:00+01:00", 420),
        ("dot", "2027-06-07T10:00:00+01:00", 0), ("eve", "2027-06-07T10:00:00+01:00", 0),
    ])
    func shiftTimeLeft(worker: String, at: String, minutes: Int64) throws {
        let now = try CalendarFixture.instant(at)
        #expect(team.shiftTimeLeft(WorkerID(worker), at: now) == .minutes(minutes))
        #expect(team.isOnShift(WorkerID(worker), at: now) == (minutes > 0))
    }

    /// Rule 27: time to accept runs in the worker's shift only.
    @Test(arguments: [
        ("ana", "2027-06-07T10:00:00+01:00", 60, "2027-06-07T11:00:00+01:00"),
        ("ana", "2027-06-07T16:00:00+01:00", 60, "2027-06-07T17:00:00+01:00"),
        ("ana", "2027-06-07T16:30:00+01:00", 60, "2027-06-08T09:30:00+01:00"),
        ("ana", "2027-06-11T17:00:00+01:00", 60, "2027-06-14T10:00:00+01:00"),
        ("ana", "2027-04-02T16:30:00+01:00", 60, "2027-04-06T09:30:00+01:00"),
        ("cal", "2027-06-04T16:30:00+01:00", 60, "2027-06-09T09:30:00+01:00"),
        ("ben", "2027-06-11T23:00:00+01:00", 720, "2027-06-12T23:00:00+01:00"),
        // Begun in the small hours of a night shift that belongs to the day before.
        ("ben", "2027-06-13T03:00:00+01:00", 60, "2027-06-13T04:00:00+01:00"),
    ])
    func advanceInShift(worker: String, from: String, minutes: Int64, expected: String) throws {
        let reached = team.advanceInShift(
            WorkerID(worker), from: try CalendarFixture.instant(from), by: .minutes(minutes))
        #expect(reached == (try CalendarFixture.instant(expected)))
    }

    @Test func nobodyWaitsForAWorkerWithoutShifts() throws {
        let now = try CalendarFixture.instant("2027-06-07T10:00:00+01:00")
        #expect(team.advanceInShift(WorkerID("dot"), from: now, by: .minutes(1)) == nil)
        #expect(team.advanceInShift(WorkerID("eve"), from: now, by: .minutes(1)) == nil)
        #expect(team.disabling(WorkerID("ana")).advanceInShift(WorkerID("ana"), from: now, by: .minutes(1)) == nil)
    }

    @Test func overlappingShiftsCountOnce() throws {
        let team = try TeamFixture.team([
            TeamFixture.worker(
                "ana",
                shifts: [
                    TeamFixture.weekly([.monday], "09:00", "13:00"), TeamFixture.weekly([.monday], "12:00", "15:00"),
                ])
        ])
        let nine = try CalendarFixture.instant("2027-06-07T09:00:00+01:00")
        #expect(team.shiftTimeLeft(WorkerID("ana"), at: nine) == .hours(6))
        #expect(team.advanceInShift(WorkerID("ana"), from: nine, by: .hours(5)) == nine + .hours(5))
    }
}

@Suite struct TeamDutyTests {
    let team: Team
    let duty = RoleID.dutyWorker

    init() throws {
        let away = try CalendarFixture.date("2027-06-09")...CalendarFixture.date("2027-06-09")
        let weekend = try CalendarFixture.date("2027-06-12")...CalendarFixture.date("2027-06-13")
        team = try TeamFixture.team(
            [
                TeamFixture.worker("ana", leave: [away]), TeamFixture.worker("ben"),
                TeamFixture.worker("cal", leave: [weekend]),
                TeamFixture.worker("dot", isDisabled: true),
            ],
            rotas: [
                TeamFixture.rota(
                    .dutyWorker,
                    [
                        (TeamFixture.weekly(TeamFixture.monToFri, "09:00", "17:00"), "ana"),
                        (TeamFixture.weekly([.thursday], "12:00", "17:00"), "ben"),
                        (TeamFixture.weekly(TeamFixture.monToFri, "17:00", "09:00"), "ben"),
                        (TeamFixture.weekly([.holiday], "09:00", "09:00"), "cal"),
                        (TeamFixture.weekly([.sunday], "00:00", "00:00"), "dot"),
                    ], deputies: ["dot", "cal"]),
                TeamFixture.rota(.coordinator, [(TeamFixture.weekly(TeamFixture.monToFri, "09:00", "17:00"), "ana")]),
            ])
    }

    /// Rule 29: looked up at the instant asked about.
    @Test(arguments: [
        ("2027-06-07T09:00:00+01:00", "rota ana"), ("2027-06-07T08:59:00+01:00", "deputies cal"),
        ("2027-06-07T17:00:00+01:00", "rota ben"), ("2027-06-08T03:00:00+01:00", "rota ben"),
        ("2027-06-10T13:00:00+01:00", "rota ana ben"),
        // On leave: the deputy who is not disabled.
        ("2027-06-09T10:00:00+01:00", "deputies cal"),
        // A holiday is a day of its own kind; Friday's night still runs into it.
        ("2027-04-05T10:00:00+01:00", "rota cal"), ("2027-04-06T08:59:00+01:00", "rota cal"),
        // Weekend: only a disabled worker on the rota, deputies disabled and away.
        ("2027-06-13T10:00:00+01:00", "gap"), ("2027-06-12T08:00:00+01:00", "rota ben"),
        ("2027-06-12T10:00:00+01:00", "gap"),
    ])
    func lookUp(at: String, expected: String) throws {
        let answer = team.duty(duty, at: try CalendarFixture.instant(at))
        let kind =
            switch answer {
            case .onRota: "rota"
            case .deputies: "deputies"
            case .gap: "gap"
            }
        #expect(([kind] + answer.workers.map(\.name)).joined(separator: " ") == expected)
    }

    @Test func aRotaThatNeverNamesHolidaysRunsThroughThem() throws {
        let holiday = try CalendarFixture.instant("2027-04-05T10:00:00+01:00")
        #expect(team.holders(of: .coordinator, at: holiday) == [WorkerID("ana")])
        #expect(team.holders(of: RoleID("nobody"), at: holiday).isEmpty)
    }

    @Test func disablingTakesThemOffDutyAtOnce() throws {
        let monday = try CalendarFixture.instant("2027-06-07T10:00:00+01:00")
        let without = team.disabling(WorkerID("ana"))
        #expect(without.duty(duty, at: monday) == .deputies([WorkerID("cal")]))
        #expect(without.duty(.coordinator, at: monday) == .gap)
    }

    @Test func agenciesKnowWhatTheirAgreementsAllow() {
        #expect(team.agenciesAllowed(toKnow: [SourceID("ambulance")]).count == 2)
        #expect(team.agenciesAllowed(toKnow: [SourceID("ambulance"), SourceID("police")]) == [TeamFixture.agency])
    }
}
