import NFODEngine
import Testing

/// The proposals of small random days against every other assignment there is (``PlainOptimum``): the same cases
/// served, the same cost on every level, and of equals the same one; and every explanation against what it says.
@Suite struct AssignmentOptimumTests {
    private func propose(_ day: AuditedDay, _ needs: [CaseNeed]) throws -> [CaseID: Proposal] {
        try Assignment.propose(
            needs: needs, team: day.team, loads: day.loads, at: day.now, settings: TeamFixture.settings)
    }

    /// 10,000 days, a hundred in each.
    @Test(arguments: 0..<100)
    func noOtherAssignmentIsBetter(hundred: Int) throws {
        for seed in (hundred * 100)..<(hundred * 100 + 100) {
            var numbers = TeamSeededNumbers(seed: UInt64(seed))
            let day = try AuditedDay(&numbers, workers: 2...4, cases: 1...5)
            let plain = PlainOptimum(day)
            let proposals = try propose(day, day.needs)
            let chosen = plain.needs.map { need in
                (proposals[need.caseID]?.choice.workers ?? []).map { id in plain.workers.firstIndex { $0.id == id } }
            }
            #expect(chosen == plain.best.map(\.workers), "seed \(seed)")
            #expect(
                try propose(day, day.needs.shuffled(using: &numbers)) == proposals, "seed \(seed), in another order")
            for (number, need) in plain.needs.enumerated() {
                guard let proposal = proposals[need.caseID] else { continue }
                for fault in plain.faults(of: proposal, number) {
                    Issue.record("seed \(seed), \(need.caseID): \(fault)")
                }
            }
        }
    }
}

extension PlainOptimum {
    /// Where an explanation says something that trying it out does not bear out.
    fileprivate func faults(of proposal: Proposal, _ number: Int) -> [String] {
        proposal.others.compactMap { id, told -> String? in
            guard let worker = workers.firstIndex(where: { $0.id == id }) else { return "\(id) is nobody" }
            let lacks = hardLimits(worker, number, proposal.route)
            guard lacks.isEmpty else {
                let isHard = told.allSatisfy(\.isHard)
                return isHard ? nil : "\(id) \(told), though \(lacks)"
            }
            if told.contains(where: \.isHard) {
                return isTrueOfTheRest(told, worker, number, proposal) ? nil : "\(id) \(told), though able"
            }
            let expected = compared(worker, number)
            return told == [expected] ? nil : "\(id) \(told) instead of \(String(describing: expected))"
        }
    }

    private func hardLimits(_ worker: Int, _ number: Int, _ route: Route) -> [String] {
        let need = needs[number]
        let isFull = day.freePlaces(workers[worker]) == 0 ? ["full"] : []
        switch route {
        case .duty: return isFull + day.broken(by: workers[worker], need, .duty, of: 1)
        case .keyWorker: return isFull + ["not the key worker"]
        case .outreach:
            let count = need.needsTwoWorkers ? 2 : 1
            return isFull + day.broken(by: workers[worker], need, .outreach, of: count)
        }
    }

    /// Hard words about somebody who keeps every limit: a key worker who could not confirm in time or whose places are
    /// taken, or nobody was chosen, and all their places went to others, or they would go alone.
    private func isTrueOfTheRest(
        _ told: [Shortfall], _ worker: Int, _ number: Int, _ proposal: Proposal
    ) -> Bool {
        let given = best.count { $0.workers.contains(worker) }
        let isFull = given == day.freePlaces(workers[worker])
        switch told {
        case [.confirmsTooLate]: return needs[number].keyWorker == workers[worker].id
        case [.noPartner]: return proposal.choice == .nobody && needs[number].needsTwoWorkers && !isFull
        case [.atCapacity(open: workers[worker].capacity, capacity: workers[worker].capacity)]:
            return isFull && (proposal.choice == .nobody || needs[number].keyWorker == workers[worker].id)
        default: return false
        }
    }

    /// What may be said of a worker who keeps every limit: the first level that would be worse with them in the better
    /// of the case's seats and everything else as it is. Of somebody full, what the case itself would lose, or that
    /// they are needed elsewhere.
    private func compared(_ worker: Int, _ number: Int) -> Shortfall? {
        let isFull = best.count { $0.workers.contains(worker) } == day.freePlaces(workers[worker])
        let changes = best[number].workers.indices.map { seat -> [Int] in
            var changed = best
            var seats = best[number].workers
            seats[seat] = worker
            changed[number] = Choice(rank: best[number].rank, workers: seats)
            return zip(levels(cost(changed)), levels(bestCost)).map { $0 - $1 }
        }
        let names: [Shortfall] = [
            .moreAtRiskOfLateness, .moreAtRiskOfLateness, .moreAtRiskOfLateness, .namedWorkerFirst, .doesNotKnowPerson,
            .meetsFewerWishes,
            .offeredToAnother, .busier, .outsideLocality,
        ]
        if isFull {
            let own = changes.map { Array($0[3...6]) }.min { $0.lexicographicallyPrecedes($1) } ?? []
            guard let first = own.firstIndex(where: { $0 != 0 }), own[first] > 0 else { return .neededElsewhere }
            return names[first + 3]
        }
        let least = changes.min { $0.lexicographicallyPrecedes($1) } ?? []
        guard let first = least.firstIndex(where: { $0 != 0 }) else { return .laterID }
        return least[first] > 0 ? names[first] : nil
    }
}
