import NFODEngine
import Testing

/// The first fork (rules 10, 23, 24): who is asked at all, and who owns before anybody is.
@Suite struct RouteTests {
    let team: Team
    let monday: Instant

    init() throws {
        monday = try CalendarFixture.instant("2027-06-07T10:00:00+01:00")
        let office = try TeamFixture.weekly(TeamFixture.monToFri, "09:00", "17:00")
        team = try TeamFixture.team(
            [
                TeamFixture.worker("ana"), TeamFixture.worker("key", skills: [.nurse]),
                TeamFixture.worker("lead", skills: [.youngPeople]),
                TeamFixture.worker("ward", skills: [.hospitalLiaison]),
                TeamFixture.worker("cell", skills: [.custody]), TeamFixture.worker("boss", skills: []),
            ],
            rotas: [
                TeamFixture.rota(.youngPeopleLead, [(office, "lead")]),
                TeamFixture.rota(.hospitalLiaison, [(office, "ward")]),
                TeamFixture.rota(.custodyContact, [(office, "cell")]),
                TeamFixture.rota(.dutyWorker, [(office, "ana")]),
                TeamFixture.rota(.coordinator, [(office, "boss")], deputies: ["lead"]),
            ])
    }

    private func propose(
        _ change: (inout CaseNeed) -> Void, hours: Int64 = 40, loads: [WorkerID: Int] = [:]
    ) throws -> Proposal? {
        var need = CaseNeed(
            caseID: CaseID(1), triage: .red, contactDueAt: monday + .hours(hours), isScreened: true)
        change(&need)
        return try Assignment.propose(
            needs: [need], team: team, loads: loads, at: monday, settings: TeamFixture.settings)[need.caseID]
    }

    @Test(arguments: [
        (false, Whereabouts?.none, "ana"), (false, .community, "ana"), (false, .inHospital, "ward"),
        (false, .dischargedFromHospital, "ana"), (false, .leftHospitalBeforeTreatment, "ana"),
        (false, .inCustody, "cell"), (false, .liberated, "ana"), (true, .none, "lead"), (true, .inHospital, "lead"),
    ])
    func whoIsProposed(isPossiblyUnder18: Bool, whereabouts: Whereabouts?, expected: String) throws {
        let proposal = try propose {
            $0.isPossiblyUnder18 = isPossiblyUnder18
            $0.whereabouts = whereabouts
        }
        #expect(proposal?.choice == .worker(WorkerID(expected)))
    }

    @Test func rule23NobodyFreeForAYoungPersonNeverMeansAdultOutreach() throws {
        let proposal = try propose({ $0.isPossiblyUnder18 = true }, loads: [WorkerID("lead"): 5])
        #expect(proposal?.choice == .nobody)
        #expect(proposal?.others[WorkerID("ana")] == [.notOnDuty(.youngPeopleLead)])
    }

    @Test func rule24TheKeyWorkerOwnsWithATimeToConfirm() throws {
        let proposal = try propose { $0.keyWorker = WorkerID("key") }
        #expect(proposal?.choice == .worker(WorkerID("key")))
        #expect(proposal?.route == .keyWorker(confirmBy: monday + .hours(2)))
        #expect(proposal?.others[WorkerID("ana")] == [.notKeyWorker])
    }

    @Test(arguments: [
        ("full", [Shortfall.atCapacity(open: 5, capacity: 5)]), ("excluded", [.excluded]),
        ("late", [.confirmsTooLate]), ("stranger", [.unknownWorker]),
    ])
    func rule24AKeyWorkerWhoCannotGivesWayToOutreach(why: String, lacking: [Shortfall]) throws {
        let key = WorkerID(why == "stranger" ? "nobody-we-know" : "key")
        let proposal = try propose(
            {
                $0.keyWorker = key
                if why == "excluded" { $0.excluded = [key] }
            }, hours: why == "late" ? 2 : 40, loads: why == "full" ? [key: 5] : [:])
        #expect(proposal?.choice == .worker(WorkerID("ana")))
        #expect(proposal?.route == .outreach)
        #expect(proposal?.others[key] == lacking)
    }

    // MARK: the first second

    @Test(arguments: [
        (false, Whereabouts?.none, RoleID.dutyWorker, FirstOwner.Reason.onDuty),
        (false, .inHospital, .hospitalLiaison, .inHospital), (false, .inCustody, .custodyContact, .inCustody),
        (false, .dischargedFromHospital, .dutyWorker, .onDuty), (true, .none, .youngPeopleLead, .possiblyUnder18),
        (true, .inCustody, .youngPeopleLead, .possiblyUnder18),
    ])
    func rule24FirstOwner(isPossiblyUnder18: Bool, whereabouts: Whereabouts?, role: RoleID, reason: FirstOwner.Reason) {
        let owner = FirstOwner.of(
            isPossiblyUnder18: isPossiblyUnder18, whereabouts: whereabouts, team: team, at: monday)
        #expect(owner.role == role)
        #expect(owner.reason == reason)
        #expect(owner.gaps.isEmpty)
    }

    @Test func rule24NobodyOnDutyFallsToTheCoordinatorOrTheirDeputyWithTheGapsNamed() {
        let night = monday + .hours(12)
        let adult = FirstOwner.of(isPossiblyUnder18: false, whereabouts: .inHospital, team: team, at: night)
        #expect(adult.role == .coordinator)
        #expect(adult.reason == .lastResort)
        #expect(adult.gaps == [.hospitalLiaison, .dutyWorker])
        #expect(team.holders(of: .coordinator, at: night) == [WorkerID("lead")])
        let young = FirstOwner.of(
            isPossiblyUnder18: true, whereabouts: nil, team: team.disabling(WorkerID("lead")), at: night)
        #expect(young.role == .coordinator)
        #expect(young.gaps == [.youngPeopleLead, .coordinator])
    }
}
