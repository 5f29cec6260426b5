import Testing

@testable import NFODEngine

/// Rule 29: whom the words of a level mean is looked up when it fires.
@Suite struct LadderAudienceTests {
    private func team(disabled: Bool = false) throws -> Team {
        let afternoon = try TeamFixture.weekly([.monday], "12:00", "20:00")
        return try TeamFixture.team([
            TeamFixture.worker("ann"), TeamFixture.worker("bea", shifts: [afternoon]),
            TeamFixture.worker("cal", agency: TeamFixture.otherAgency),
            TeamFixture.worker("dan", shifts: [afternoon], isDisabled: disabled),
        ])
    }

    private func told(_ audience: [Audience], _ team: Team, _ instant: String) throws -> [String] {
        team.recipients(of: audience, owner: .role(.dutyWorker), at: try CalendarFixture.instant(instant)).map(\.name)
    }

    /// Monday 1 March 2021.
    @Test(arguments: [
        ("08:59", []), ("09:00", ["ann"]), ("12:00", ["ann", "bea", "dan"]), ("17:00", ["bea", "dan"]), ("20:00", []),
    ])
    func rule29_anAgencyIsWhoeverOfItIsInAShiftThen(time: String, expected: [String]) throws {
        #expect(try told([.agency(TeamFixture.agency)], team(), "2021-03-01T\(time):00Z") == expected)
    }

    @Test func rule29_nobodyIsToldTwiceAndNobodyWhoIsDisabled() throws {
        let audience = [Audience.worker(WorkerID("bea")), .agency(TeamFixture.agency), .worker(WorkerID("dan"))]
        #expect(try told(audience, team(), "2021-03-01T12:30:00Z") == ["bea", "ann", "dan"])
        #expect(try told(audience, team(disabled: true), "2021-03-01T12:30:00Z") == ["bea", "ann"])
        #expect(try told([.agency(AgencyID("gone"))], team(), "2021-03-01T12:30:00Z") == [])
    }

    @Test func whatIsFoundSaysHow() throws {
        let instant = try CalendarFixture.instant("2021-03-01T12:30:00Z")
        let hours = try TeamFixture.weekly([.tuesday], "09:00", "17:00")
        let rota = TeamFixture.rota(.dutyWorker, [(hours, "ann")], deputies: ["bea"])
        let workers = [
            try TeamFixture.worker("ann"), try TeamFixture.worker("bea"),
            try TeamFixture.worker("eve", isDisabled: true),
        ]
        let team = try TeamFixture.team(workers, rotas: [rota])
        let words = [Audience.owner, .role(.coordinator), .worker(WorkerID("eve"))].map {
            Wording().text(AudienceFound($0, owner: .role(.dutyWorker), at: instant, directory: team, team: team))
        }
        #expect(
            words == [
                "bea (owner, role:duty-worker, nobody on the rota: deputy)", "nobody (role:coordinator)",
                "nobody (worker:eve: eve disabled or without a channel)",
            ])
    }
}
