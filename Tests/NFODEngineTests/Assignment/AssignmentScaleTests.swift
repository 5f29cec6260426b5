import Testing

@testable import NFODEngine

/// More cases than can be tried out: groups that have nothing to do with one another, so that all together must come
/// out as each group alone. Their levels need wider numbers than one group's.
@Suite struct AssignmentScaleTests {
    private let now: Instant

    init() throws { now = try CalendarFixture.instant("2027-06-07T10:00:00+01:00") }

    private func workers(_ group: Int, _ numbers: inout TeamSeededNumbers) throws -> [Worker] {
        try (0..<3).map { index in
            try TeamFixture.worker(
                "g\(group)-\(index)", skills: Bool.random(using: &numbers) ? [.outreach, .nurse] : [.outreach],
                localities: Bool.random(using: &numbers) ? [Locality("DD4")] : [],
                capacity: Int.random(in: 1...3, using: &numbers))
        }
    }

    private func needs(_ group: Int, _ ids: [WorkerID], _ numbers: inout TeamSeededNumbers) -> [CaseNeed] {
        (1...5).map { index in
            func once(in chances: Int) -> Bool { Int.random(in: 0..<chances, using: &numbers) == 0 }
            var need = CaseNeed(
                caseID: CaseID(Int64(group * 10 + index)),
                triage: TriageLevel.allCases.randomElement(using: &numbers) ?? .red,
                contactDueAt: now + .hours(Int64.random(in: 0...5, using: &numbers)), locality: Locality("DD4 3"),
                needsTwoWorkers: once(in: 4), isScreened: true, knownWorkers: Set(ids.filter { _ in once(in: 3) }),
                wishes: [.skill(.nurse)])
            if once(in: 2) { need.offered = ids.randomElement(using: &numbers).map { .init(worker: $0, partner: nil) } }
            return need
        }
    }

    private func chosen(_ needs: [CaseNeed], _ workers: [Worker]) throws -> [CaseID: [WorkerID]] {
        try Assignment.propose(
            needs: needs, team: TeamFixture.team(workers), loads: [:], at: now, settings: TeamFixture.settings
        ).mapValues(\.choice.workers)
    }

    @Test func groupsApartComeOutTogetherAsAlone() throws {
        var numbers = TeamSeededNumbers(seed: 7)
        var (all, team): ([CaseNeed], [Worker]) = ([], [])
        var alone: [CaseID: [WorkerID]] = [:]
        for group in 0..<60 {
            let workers = try workers(group, &numbers)
            let needs = needs(group, workers.map(\.id), &numbers)
            alone.merge(try chosen(needs, workers)) { first, _ in first }
            team += workers
            all += needs
        }
        let groupOf = { (need: CaseNeed) in "g\(need.caseID.number / 10)-" }
        for index in all.indices {
            all[index].excluded = Set(team.map(\.id).filter { !$0.name.hasPrefix(groupOf(all[index])) })
        }
        let round = AssignmentRound(
            team: try TeamFixture.team(team), loads: [:], now: now, settings: TeamFixture.settings)
        let demands = try AssignmentOptimum(all, round: round).demands
        #expect(throws: CostOverflow(bits: 64)) { try SeatNetwork<Int64>(demands, round).solved() }
        #expect(try chosen(all, team) == alone)
        #expect(alone.values.count { $0.count == 2 } > 20)
    }

    /// The cases choosing one after another would have left the second without the only worker who knows the person, or
    /// without anybody.
    @Test func aCaseGivesWayWhenAllTogetherGain() throws {
        let team = try ["ana", "ben"].map { try TeamFixture.worker($0, capacity: 1) }
        let first = CaseNeed(caseID: CaseID(1), triage: .red, contactDueAt: now + .hours(5), isScreened: true)
        var second = CaseNeed(caseID: CaseID(2), triage: .green, contactDueAt: now + .hours(40), isScreened: true)
        let (ana, ben) = (WorkerID("ana"), WorkerID("ben"))
        #expect(try chosen([first, second], team) == [first.caseID: [ana], second.caseID: [ben]])
        second.knownWorkers = [ana]
        #expect(try chosen([first, second], team) == [first.caseID: [ben], second.caseID: [ana]])
        second.knownWorkers = []
        second.excluded = [ben]
        #expect(try chosen([first, second], team) == [first.caseID: [ben], second.caseID: [ana]])
    }

    @Test func anOfferStaysUnlessMoreThanEvennessOrAShortWayIsGained() throws {
        let dundee4 = Locality("DD4")
        let team = try [TeamFixture.worker("ana", localities: [dundee4]), TeamFixture.worker("ben", capacity: 2)]
        let (ana, ben) = (WorkerID("ana"), WorkerID("ben"))
        var need = CaseNeed(caseID: CaseID(1), triage: .red, contactDueAt: now + .hours(5), isScreened: true)
        need.locality = Locality(postcode: "DD4 3JF")
        need.offered = CaseNeed.Offer(worker: ben)
        let kept = try Assignment.propose(
            needs: [need], team: TeamFixture.team(team), loads: [ben: 1], at: now, settings: TeamFixture.settings)
        #expect(kept[need.caseID]?.choice == .worker(ben))
        #expect(kept[need.caseID]?.others == [ana: [.offeredToAnother]])
        need.knownWorkers = [ana]
        #expect(try chosen([need], team) == [need.caseID: [ana]])
    }
}
