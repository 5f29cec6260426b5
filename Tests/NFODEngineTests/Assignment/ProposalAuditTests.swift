import NFODEngine
import Testing

/// Random small teams and days, checked by an auditor that knows the limits but none of the code that keeps them.
@Suite struct ProposalAuditTests {
    @Test(arguments: 0..<1_500)
    func noProposalBreaksAHardLimit(seed: Int) throws {
        var numbers = TeamSeededNumbers(seed: UInt64(seed))
        let day = try AuditedDay(&numbers)
        let proposals = try Assignment.propose(
            needs: day.needs, team: day.team, loads: day.loads, at: day.now, settings: TeamFixture.settings)
        #expect(proposals.count == day.needs.count, "seed \(seed)")
        for fault in day.faults(in: proposals) { Issue.record("seed \(seed): \(fault)") }
        let again = try Assignment.propose(
            needs: day.needs.shuffled(using: &numbers), team: day.team, loads: day.loads, at: day.now,
            settings: TeamFixture.settings)
        #expect(again == proposals, "seed \(seed)")
    }
}

extension AuditedDay {
    fileprivate func faults(in proposals: [CaseID: Proposal]) -> [String] {
        var open = loads
        for proposal in proposals.values {
            for worker in proposal.choice.workers { open[worker, default: 0] += 1 }
        }
        var faults: [String] = []
        for worker in team.allWorkers + team.desks
        where open[worker.id, default: 0] > max(worker.capacity, loads[worker.id] ?? 0) {
            faults.append("\(worker.id) over capacity")
        }
        for need in needs {
            guard let proposal = proposals[need.caseID] else { return ["\(need.caseID) without a proposal"] }
            let chosen = proposal.choice.workers.compactMap { team.workers[$0] }
            faults += chosen.flatMap { broken(by: $0, need, way(proposal), of: chosen.count) }
                .map { "case \(need.caseID): \($0)" }
            if way(proposal) == .keyWorker, chosen.map(\.id) != [need.keyWorker] {
                faults.append("case \(need.caseID): not the key worker")
            }
            faults += explanationFaults(proposal, need)
        }
        return faults
    }

    private func way(_ proposal: Proposal) -> Way {
        switch proposal.route {
        case .duty: .duty
        case .keyWorker: .keyWorker
        case .outreach: .outreach
        }
    }

    /// Everybody is accounted for, no hard limit is told of a chosen worker, and the screening's words are never lost.
    private func explanationFaults(_ proposal: Proposal, _ need: CaseNeed) -> [String] {
        var faults: [String] = []
        let told = Set(proposal.others.keys).union(proposal.choice.workers)
        if told != Set(team.workers.keys) { faults.append("case \(need.caseID): not everybody is explained") }
        if !Set(proposal.others.keys).isDisjoint(with: proposal.choice.workers) {
            faults.append("case \(need.caseID): chosen and not chosen")
        }
        for (worker, lacking) in proposal.others where lacking.isEmpty { faults.append("\(worker): no reason") }
        if proposal.choice == .nobody, proposal.others.values.contains(where: { !$0.contains(where: \.isHard) }) {
            faults.append("case \(need.caseID): somebody could, and nobody was proposed")
        }
        if (dutyHolder(need) != nil) != (way(proposal) == .duty) { faults.append("case \(need.caseID): duty") }
        if proposal.conditions.contains(.notScreenedPhoneFirstNoLoneVisit) == need.isScreened {
            faults.append("case \(need.caseID): screening")
        }
        if proposal.conditions.contains(.twoWorkersForAnyVisit) != need.needsTwoWorkers {
            faults.append("case \(need.caseID): two workers")
        }
        return faults
    }
}
