import NFODEngine
import Testing

/// Rule 25 for the duty desks of agencies: asked like a worker, behind every named one, and only where somebody of
/// theirs may take the case.
@Suite struct DeskProposalTests {
    private static let agency = TeamFixture.agency
    private static let desk = agency.desk
    private static let ana = WorkerID("ana")

    private func monday(_ time: String) throws -> Instant {
        try CalendarFixture.instant("2027-06-07T\(time):00+01:00")
    }

    private func need(_ number: Int64 = 1, _ change: (inout CaseNeed) -> Void = { _ in }) throws -> CaseNeed {
        var need = CaseNeed(caseID: CaseID(number), triage: .amber, contactDueAt: try monday("12:00") + .days(2))
        change(&need)
        return need
    }

    private func propose(
        _ needs: [CaseNeed], _ team: Team, at time: String = "10:00", loads: [WorkerID: Int] = [:]
    ) throws -> [CaseID: Proposal] {
        try Assignment.propose(
            needs: needs, team: team, loads: loads, at: try monday(time), settings: TeamFixture.settings)
    }

    private func team(_ more: Worker..., ana: Worker? = nil, desk: DutyDesk? = nil) throws -> Team {
        try TeamFixture.team(
            [ana ?? TeamFixture.worker("ana")] + more, desks: [Self.agency: desk ?? TeamFixture.desk()])
    }

    @Test func aNamedWorkerGoesBeforeTheDeskWhateverElseSpeaksForIt() throws {
        let desk = try TeamFixture.desk(localities: [Locality("DD4")])
        let wanted = try need {
            $0.locality = Locality("DD4 3")
            $0.offered = CaseNeed.Offer(worker: Self.desk)
        }
        let proposal = try #require(try propose([wanted], team(desk: desk), loads: [Self.ana: 4])[CaseID(1)])
        #expect(proposal.choice == .worker(Self.ana))
        #expect(proposal.others == [Self.desk: [.namedWorkerFirst]])
    }

    @Test func theDeskIsAskedWhereNobodyElseCanGo() throws {
        let proposal = try #require(try propose([need()], team(), at: "18:00")[CaseID(1)])
        #expect(proposal.choice == .worker(Self.desk))
        #expect(proposal.others == [Self.ana: [.offShift]])
        #expect(proposal.reasons.first == .onlyOneWhoCan)
    }

    @Test func priorityAndLatenessGoBeforeANamedWorker() throws {
        // An hour of her shift is left, two cases wait: the second goes to the desk.
        let proposals = try propose([need(1), need(2)], team(), at: "16:00")
        #expect(proposals[CaseID(1)]?.choice == .worker(Self.ana))
        #expect(proposals[CaseID(2)]?.choice == .worker(Self.desk))
        #expect(proposals[CaseID(2)]?.others == [Self.ana: [.moreAtRiskOfLateness]])
    }

    @Test(arguments: [
        ("07:30", 0, Shortfall.deskClosed), ("19:30", 0, .deskClosed), ("18:00", 2, .atCapacity(open: 2, capacity: 2)),
    ])
    func noMoreThanItsHoursAndItsRoom(time: String, open: Int, lacked: Shortfall) throws {
        let proposal = try #require(
            try propose([need()], team(), at: time, loads: [Self.desk: open])[CaseID(1)])
        #expect(proposal.choice == .nobody)
        #expect(proposal.others[Self.desk] == [lacked])
    }

    @Test(arguments: [
        ("a visit by two", Shortfall.sendsNoPair), ("gave it back", .passedOn), ("objection", .personObjects),
        ("agency", .agencyMayNotKnow(agency)), ("woman", .nobodyToAccept), ("excluded", .nobodyToAccept),
    ])
    func aHardLimitKeepsItAway(what: String, lacked: Shortfall) throws {
        let wanted = try need {
            switch what {
            case "a visit by two": $0.needsTwoWorkers = true
            case "gave it back": $0.passedOn = [Self.desk]
            case "objection": $0.hasObjection = true
            case "agency": $0.agenciesAllowed = [TeamFixture.otherAgency]
            case "woman": $0.asksForFemaleWorker = true
            default: $0.excluded = [Self.ana]
            }
        }
        let ben = try TeamFixture.worker("ben", agency: TeamFixture.otherAgency)
        let proposal = try #require(try propose([wanted], team(ben), at: "18:00")[CaseID(1)])
        #expect(proposal.choice == .nobody)
        #expect(proposal.others[Self.desk]?.first == lacked)
    }

    @Test func oneWhoMayTakeItIsEnoughForTheDesk() throws {
        let woman = try TeamFixture.worker("eve", sex: .female)
        let wanted = try need { $0.asksForFemaleWorker = true }
        let asked = try propose([wanted], team(woman), at: "18:00")[CaseID(1)]
        #expect(asked?.choice == .worker(Self.desk))
    }

    @Test func whoTakesItKeepsEveryLimitButTheirHours() throws {
        let team = try team(
            TeamFixture.worker("ben", sex: .male, capacity: 1, mayVisitAlone: false),
            ana: TeamFixture.worker("ana", sex: .female))
        let wanted = try need {
            $0.asksForFemaleWorker = true
            $0.passedOn = [Self.ana]
        }
        func lacks(_ worker: String) throws -> [Shortfall] {
            Assignment.accepterLacks(
                WorkerID(worker), for: wanted, team: team, loads: [WorkerID("ben"): 1], at: try monday("18:00"),
                settings: TeamFixture.settings)
        }
        #expect(try lacks("ana") == [])
        #expect(try lacks("ben") == [.femaleWorkerAskedFor, .atCapacity(open: 1, capacity: 1), .mayNotVisitAlone])
        #expect(try lacks("nobody") == [.unknownWorker])
    }

    @Test func rule32_aDeskWithoutAChannelThatGivesAReceiptIsAGap() throws {
        let outlook = RosterOutlook(
            team: try team(), area: [], receipts: [ChannelID("team")], settings: RosterSettings())
        let gaps = outlook.gaps(in: try monday("07:00")..<monday("23:00"))
        #expect(gaps == [RosterGap(.worker(Self.desk), try monday("08:00")..<monday("20:00"))])
    }

    @Test func aDeskIsSwitchedOffWithItsLastWorkerAndWithItsAgency() throws {
        let team = try team(TeamFixture.worker("liaison", skills: [.hospitalLiaison]))
        #expect(team.isActive(Self.desk))
        #expect(!team.disabling(Self.ana).isActive(Self.desk))
        let gone = Agency(
            id: Self.agency, label: "Outreach", calendar: try #require(team.agencies[Self.agency]).calendar,
            mayBeTold: .everything, desk: try TeamFixture.desk(), isDisabled: true)
        let after = Team(
            zone: CalendarFixture.london, holidays: CalendarFixture.dundee, agencies: [gone],
            workers: [try TeamFixture.worker("ana")], rotas: [])
        #expect(!after.isActive(Self.desk) && !after.isActive(Self.ana))
        #expect(team.allWorkers.map(\.id) == [Self.ana, WorkerID("liaison")])
        #expect(team.onShift(of: Self.agency, at: try monday("10:00")).contains(Self.desk) == false)
    }
}
