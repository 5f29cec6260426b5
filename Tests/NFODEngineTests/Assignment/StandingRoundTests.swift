import Testing

@testable import NFODEngine

/// Rule 25: while a huddle is on proposals stand still, on random days that go on changing.
@Suite struct StandingRoundTests {
    @Test(arguments: 0..<20) func whatKeepsEveryLimitStaysAndNobodyGetsMoreThanTheyCanTake(seed: UInt64) throws {
        var numbers = TeamSeededNumbers(seed: seed)
        var kept = 0
        for _ in 0..<50 {
            let day = try AuditedDay(&numbers, workers: 3...6, cases: 3...9)
            let late = day.needs.map { need in
                var waiting = need
                waiting.offered = nil
                return waiting
            }
            let early = late.prefix(late.count / 2)
            let standing = try Assignment.propose(
                needs: Array(early), team: day.team, loads: day.loads, at: day.now, settings: TeamFixture.settings)
            // Somebody has been given something since.
            var loads = day.loads
            if let busy = busy(day) { loads[busy, default: 0] += 1 }
            let round = ProposalRound(
                waiting: late, onOffer: [], held: loads, team: day.team, at: day.now, settings: TeamFixture.settings)
            let now = try round.proposals(
                keeping: standing, team: day.team, at: day.now, settings: TeamFixture.settings)
            #expect(now.count == late.count)
            kept += expectStill(standing, now, round, day)
        }
        #expect(kept > 20)
    }

    private func busy(_ day: AuditedDay) -> WorkerID? { day.team.allWorkers.first?.id }

    /// - Returns: how many are as they were.
    private func expectStill(
        _ standing: [CaseID: Proposal], _ now: [CaseID: Proposal], _ round: ProposalRound, _ day: AuditedDay
    ) -> Int {
        var given: [WorkerID: Int] = round.loads
        for worker in now.values.flatMap(\.choice.workers) { given[worker, default: 0] += 1 }
        for (worker, count) in given where round.loads[worker] != count {
            #expect(count <= day.team.workers[worker]?.capacity ?? 0)
        }
        let same = standing.filter { $0.value.choice != .nobody && now[$0.key] == $0.value }
        // Only for want of room, which only what somebody has been given since has taken: of each of their places one.
        let moved = standing.filter { $0.value.choice != .nobody && now[$0.key] != $0.value }
        let busy = busy(day)
        #expect(moved.values.count { $0.choice.workers.contains { $0 == busy } } <= 1)
        // Or with the room of the last worker who could take it the desk's.
        let desk = busy.flatMap { day.team.workers[$0]?.agency.desk }
        for proposal in moved.values { #expect(proposal.choice.workers.contains { $0 == busy || $0 == desk }) }
        return same.count
    }

    @Test func anOfferCountsAndIsNotWeighed() throws {
        let now = ExampleHuddle.instant("2021-03-02T10:00:00Z")
        func need(_ number: Int64, dueIn hours: Int64) -> CaseNeed {
            CaseNeed(caseID: CaseID(number), triage: .amber, contactDueAt: now + .hours(hours))
        }
        let team = try TeamFixture.team([TeamFixture.worker("ann", capacity: 1)])
        var offered = need(1, dueIn: 40)
        offered.offered = CaseNeed.Offer(worker: WorkerID("ann"))
        let round = ProposalRound(
            waiting: [need(2, dueIn: 10)], onOffer: [offered], held: [:], team: team, at: now,
            settings: TeamFixture.settings)
        let found = try round.proposals(keeping: [:], team: team, at: now, settings: TeamFixture.settings)
        #expect(found[CaseID(1)] == nil)
        #expect(found[CaseID(2)]?.choice == .nobody)
        #expect(round.offersMoved(by: CaseID(2), found, team: team) == [])
    }
}
