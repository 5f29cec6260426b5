import NFODEngine
import Testing

/// Rules 24 to 26, point by point. Monday 10:00, everybody on shift until 17:00 unless said otherwise.
@Suite struct ProposalTests {
    let now: Instant

    init() throws { now = try CalendarFixture.instant("2027-06-07T10:00:00+01:00") }

    private func need(_ number: Int64, _ triage: TriageLevel = .amber, hours: Int64 = 40) -> CaseNeed {
        CaseNeed(caseID: CaseID(number), triage: triage, contactDueAt: now + .hours(hours), isScreened: true)
    }

    private func propose(
        _ needs: [CaseNeed], _ team: Team, loads: [String: Int] = [:], at instant: Instant? = nil
    ) throws -> [CaseID: Proposal] {
        let loads = Dictionary(uniqueKeysWithValues: loads.map { (WorkerID($0.key), $0.value) })
        return try Assignment.propose(
            needs: needs, team: team, loads: loads, at: instant ?? now, settings: TeamFixture.settings)
    }

    private func chosen(_ proposal: Proposal?) -> String {
        (proposal?.choice.workers ?? []).map(\.name).joined(separator: "+")
    }

    // MARK: hard limits (rule 25)

    @Test func eachHardLimitKeepsAWorkerOutAndSaysSo() throws {
        let late = try TeamFixture.weekly(TeamFixture.monToFri, "09:00", "10:30")
        let team = try TeamFixture.team([
            TeamFixture.worker("a-disabled", sex: .female, isDisabled: true),
            TeamFixture.worker("b-off", sex: .female, shifts: []),
            TeamFixture.worker("c-short", sex: .female, shifts: [late]),
            TeamFixture.worker("d-full", sex: .female, capacity: 2),
            TeamFixture.worker("e-male", sex: .male),
            TeamFixture.worker("f-relative", sex: .female),
            TeamFixture.worker("g-harbour", agency: TeamFixture.otherAgency, sex: .female),
            TeamFixture.worker("h-desk", sex: .female, skills: [.nurse]),
            TeamFixture.worker("i-pair", sex: .female, mayVisitAlone: false),
            TeamFixture.worker("z-free", sex: .female),
        ])
        var need = need(1)
        need.asksForFemaleWorker = true
        need.excluded = [WorkerID("f-relative")]
        need.agenciesAllowed = [TeamFixture.agency]
        let proposal = try #require(try propose([need], team, loads: ["d-full": 2])[need.caseID])
        #expect(proposal.choice == .worker(WorkerID("z-free")))
        #expect(proposal.reasons.first == .onlyOneWhoCan)
        let expected: [(String, [Shortfall])] = [
            ("a-disabled", [.disabled, .offShift]), ("b-off", [.offShift]),
            ("c-short", [.tooLittleShiftLeft(left: .minutes(30), needed: .hours(1))]),
            ("d-full", [.atCapacity(open: 2, capacity: 2)]), ("e-male", [.femaleWorkerAskedFor]),
            ("f-relative", [.excluded]), ("g-harbour", [.agencyMayNotKnow(TeamFixture.otherAgency)]),
            ("h-desk", [.notOutreach]), ("i-pair", [.mayNotVisitAlone]),
        ]
        for (worker, shortfalls) in expected { #expect(proposal.others[WorkerID(worker)] == shortfalls) }
        #expect(proposal.others.count == expected.count)
    }

    @Test func aWorkerIsFilledUpToCapacityAndNoFurther() throws {
        let team = try TeamFixture.team([TeamFixture.worker("ana", capacity: 2)])
        let proposals = try propose([need(1), need(2), need(3)], team, loads: ["ana": 1])
        #expect(chosen(proposals[CaseID(1)]) == "ana")
        #expect(proposals[CaseID(2)]?.choice == .nobody)
        #expect(proposals[CaseID(3)]?.changes == [WorkerID("ana"): [.atCapacity(open: 2, capacity: 2)]])
    }

    @Test func aTwoWorkerVisitIsAPairOrNobody() throws {
        let two = try TeamFixture.team([
            TeamFixture.worker("ana", mayVisitAlone: false), TeamFixture.worker("ben"),
            TeamFixture.worker("cal", shifts: []),
        ])
        var need = need(1)
        need.needsTwoWorkers = true
        let pair = try #require(try propose([need], two)[need.caseID])
        #expect(pair.choice == .pair(WorkerID("ana"), WorkerID("ben")))
        #expect(pair.conditions == [.twoWorkersForAnyVisit])
        let alone = try #require(try propose([need], two.disabling(WorkerID("ana")))[need.caseID])
        #expect(alone.choice == .nobody)
        #expect(alone.others[WorkerID("ben")] == [.noPartner])
        #expect(Set(alone.changes.keys) == [WorkerID("ben"), WorkerID("cal")])
    }

    // MARK: the order of what is weighed

    @Test func aRedWith40HoursLeftBeatsAGreenWith3() throws {
        let team = try TeamFixture.team([TeamFixture.worker("ana", capacity: 1)])
        let proposals = try propose([need(1, .green, hours: 3), need(2, .red, hours: 40)], team)
        #expect(chosen(proposals[CaseID(2)]) == "ana")
        #expect(proposals[CaseID(1)]?.choice == .nobody)
        let sameLevel = try propose([need(1, .red, hours: 40), need(2, .red, hours: 3)], team)
        #expect(chosen(sameLevel[CaseID(2)]) == "ana")
    }

    /// Each row: what speaks for ben, and the point on which ana, first by id, falls behind.
    @Test(arguments: [
        ("late", Shortfall.moreAtRiskOfLateness), ("known", .doesNotKnowPerson), ("wish", .meetsFewerWishes),
        ("room", .busier), ("locality", .outsideLocality), ("nothing", .laterID),
    ])
    func eachPointDecidesBeforeThoseBelowIt(point: String, lacking: Shortfall) throws {
        let points = ["late", "known", "wish", "room", "locality", "nothing"]
        let level = try #require(points.firstIndex(of: point))
        // Below the point that decides, everything speaks for ana.
        func speaks(for worker: String, _ name: String) -> Bool {
            guard let index = points.firstIndex(of: name) else { return false }
            return index == level ? worker == "ben" : index > level && worker == "ana"
        }
        let dundee4 = Locality("DD4")
        let team = try TeamFixture.team(
            ["ana", "ben"].map {
                try TeamFixture.worker(
                    $0, skills: speaks(for: $0, "wish") ? [.outreach, .nurse] : [.outreach],
                    localities: speaks(for: $0, "locality") ? [dundee4] : [])
            })
        var need = need(9, .green, hours: point == "late" ? 3 : 40)
        need.locality = Locality(postcode: "DD4 3JF")
        need.knownWorkers = Set(["ana", "ben"].filter { speaks(for: $0, "known") }.map { WorkerID($0) })
        need.wishes = [.skill(.nurse)]
        let loads = ["ana": speaks(for: "ben", "room") ? 1 : 0, "ben": speaks(for: "ana", "room") ? 1 : 0]
        // More urgent cases that ana must take fill her next four hours.
        var before = point == "late" ? [1, 2, 3, 4].map { self.need($0, .red, hours: 4) } : []
        for index in before.indices { before[index].excluded = [WorkerID("ben")] }
        let proposals = try propose(before + [need], team, loads: loads)
        let proposal = try #require(proposals[need.caseID])
        #expect(chosen(proposal) == (point == "nothing" ? "ana" : "ben"))
        #expect(proposal.others[WorkerID(point == "nothing" ? "ben" : "ana")] == [lacking])
    }

    @Test func theReasonsSayWhyThisWorker() throws {
        let team = try TeamFixture.team([
            TeamFixture.worker("ana", localities: [Locality("DD4 3")]), TeamFixture.worker("ben"),
        ])
        var need = need(1)
        need.locality = Locality(postcode: "DD4 3JF")
        need.knownWorkers = [WorkerID("ana")]
        need.wishes = [.worker(WorkerID("ana")), .agency(TeamFixture.agency)]
        let proposal = try #require(try propose([need], team, loads: ["ana": 1])[need.caseID])
        #expect(
            proposal.reasons == [
                .inTime, .knowsPerson, .meetsWishes(2), .hasRoom(open: 1, capacity: 5), .coversLocality,
            ])
    }

    @Test func theSameInputInAnyOrderGivesTheSameProposals() throws {
        let team = try TeamFixture.team(["ana", "ben", "cal"].map { try TeamFixture.worker($0, capacity: 3) })
        let needs = (1...12).map { need($0, TriageLevel.allCases[Int($0) % 3], hours: 5 + $0 % 4) }
        #expect(try propose(needs, team) == propose(needs.reversed(), team))
    }

    // MARK: screening

    @Test func rule26NotScreenedMeansPhoneFirstAndNoLoneVisit() throws {
        let team = try TeamFixture.team([TeamFixture.worker("ana")])
        var need = need(1)
        #expect(try propose([need], team)[need.caseID]?.conditions == [])
        need.isScreened = false
        #expect(try propose([need], team)[need.caseID]?.conditions == [.notScreenedPhoneFirstNoLoneVisit])
    }

    // MARK: words

    @Test func onlyWhatSomebodyMayChangeHasARemedy() {
        let shortfalls: [Shortfall] = [
            .unknownWorker, .disabled, .offShift, .tooLittleShiftLeft(left: .zero, needed: .hours(1)),
            .atCapacity(open: 1, capacity: 1), .femaleWorkerAskedFor, .excluded, .agencyMayNotKnow(TeamFixture.agency),
            .notOutreach, .notOnDuty(.coordinator), .mayNotVisitAlone, .noPartner, .notKeyWorker, .confirmsTooLate,
            .moreAtRiskOfLateness, .doesNotKnowPerson, .meetsFewerWishes, .busier, .outsideLocality, .laterID,
            .offeredToAnother, .neededElsewhere,
        ]
        for shortfall in shortfalls { #expect(shortfall.canBeChanged == (shortfall.remedy != nil)) }
        #expect(shortfalls.count(where: \.isHard) == 14)
        #expect(Set(shortfalls.map(\.code)).count == shortfalls.count)
        #expect(Set(shortfalls.map(\.sentence)).count == shortfalls.count)
    }
}
