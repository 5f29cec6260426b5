/// What one round of proposals is made from: the cases that are weighed, and what everybody holds beside them.
public struct ProposalRound: Hashable, Sendable {
    public private(set) var needs: [CaseNeed]
    /// Open cases each worker has a hand in that are not weighed: as the owner, or as the second of two.
    public private(set) var loads: [WorkerID: Int]

    /// - Parameters:
    ///   - waiting: the cases in nobody's hands.
    ///   - onOffer: those that somebody was asked for who has not said yet, with the offer. One whose worker lacks
    ///     something by now is not weighed: they are still asked, in their shift, until their time is over.
    ///   - held: how many of all others each worker has a hand in.
    public init(
        waiting: [CaseNeed], onOffer: [CaseNeed], held: [WorkerID: Int], team: Team, at now: Instant,
        settings: AssignmentSettings
    ) {
        needs = waiting
        loads = held
        let round = AssignmentRound(team: team, loads: held, now: now, settings: settings)
        for need in onOffer {
            guard let offered = need.offered else { continue }
            if round.keepsEveryLimit(offered, need) {
                needs.append(need)
            } else {
                for worker in offered.workers { loads[worker, default: 0] += 1 }
            }
        }
    }

    /// The best for all of them together.
    /// - Throws: ``CostOverflow``, as ``Assignment/propose(needs:team:loads:at:settings:)``.
    public func proposals(
        team: Team, at now: Instant, settings: AssignmentSettings
    ) throws(CostOverflow) -> [CaseID: Proposal] {
        try Assignment.propose(needs: needs, team: team, loads: loads, at: now, settings: settings)
    }
}

/// While a huddle is on (rule 25).
extension ProposalRound {
    /// Nothing moves under the huddle: what was proposed as it began is proposed still, as long as every limit is kept.
    /// An offer stays where it is. What else is in nobody's hands, come since or left without anybody, gets the best of
    /// what room is left.
    ///
    /// - Parameter standing: what was proposed as the huddle began.
    /// - Returns: nothing for what is on offer.
    /// - Throws: ``CostOverflow``, as ``proposals(team:at:settings:)``.
    public func proposals(
        keeping standing: [CaseID: Proposal], team: Team, at now: Instant, settings: AssignmentSettings
    ) throws(CostOverflow) -> [CaseID: Proposal] {
        var round = AssignmentRound(team: team, loads: loads, now: now, settings: settings)
        for need in needs { round.give(to: need.offered?.workers ?? []) }
        var kept: [CaseID: Proposal] = [:]
        var left: [CaseNeed] = []
        for need in needs.sorted(by: CaseNeed.isMoreUrgent) where need.offered == nil {
            if let proposal = standing[need.caseID], round.isStillPossible(proposal, need) {
                kept[need.caseID] = proposal
                round.give(to: proposal.choice.workers)
            } else {
                left.append(need)
            }
        }
        let found = try Assignment.propose(needs: left, team: team, loads: round.loads, at: now, settings: settings)
        return kept.merging(found) { kept, _ in kept }
    }
}

extension AssignmentRound {
    /// Every limit is kept on the way the proposal goes, and it is the way the case must go.
    fileprivate func isStillPossible(_ proposal: Proposal, _ need: CaseNeed) -> Bool {
        let chosen = proposal.choice.workers.compactMap { id in workers.firstIndex { $0.id == id } }
        guard !chosen.isEmpty, chosen.count == proposal.choice.workers.count else { return false }
        switch proposal.route {
        case .duty(let role):
            return Route.duty(for: need) == role
                && chosen.allSatisfy { hardShortfalls($0, need, proposal.route).isEmpty }
        case .keyWorker(let confirmBy):
            return Route.duty(for: need) == nil && need.keyWorker == proposal.choice.workers.first && confirmBy > now
                && !need.needsTwoWorkers
                && chosen.allSatisfy { limits(workers[$0], need).isEmpty && absences($0).isEmpty }
        case .outreach:
            return Route.duty(for: need) == nil && need.needsTwoWorkers == (chosen.count == 2)
                && chosen.allSatisfy { hardShortfalls($0, need, .outreach).isEmpty }
        }
    }

    fileprivate func keepsEveryLimit(_ offered: CaseNeed.Offer, _ need: CaseNeed) -> Bool {
        let indices = offered.workers.map { id in workers.firstIndex { $0.id == id } }
        guard Route.duty(for: need) == nil, need.needsTwoWorkers == (offered.partner != nil) else { return false }
        return indices.allSatisfy { index in
            index.map { hardShortfalls($0, need, .outreach).isEmpty } ?? false
        }
    }
}

extension CaseNeed.Offer {
    var workers: [WorkerID] { [worker] + [partner].compactMap { $0 } }
}

extension ProposalRound {
    /// The offers that make room when `id` goes to whom it is proposed for: only where somebody would have more than
    /// they can take, the least urgent first, and in turn those that make room for these. Each goes to whom it is
    /// proposed for.
    ///
    /// - Parameter proposals: those of this round.
    public func offersMoved(by id: CaseID, _ proposals: [CaseID: Proposal], team: Team) -> [CaseID] {
        var open = loads
        let onOffer = needs.filter { $0.offered != nil && $0.caseID != id }.sorted { CaseNeed.isMoreUrgent($1, $0) }
        for worker in onOffer.flatMap({ $0.offered?.workers ?? [] }) { open[worker, default: 0] += 1 }
        var moved: [CaseID] = []
        var asked = proposals[id]?.choice.workers ?? []
        for worker in asked { open[worker, default: 0] += 1 }
        while let worker = asked.popLast() {
            for need in onOffer where open[worker, default: 0] > team.workers[worker]?.capacity ?? 0 {
                let before = need.offered?.workers ?? []
                guard before.contains(worker), !moved.contains(need.caseID),
                    let next = proposals[need.caseID]?.choice.workers, !next.contains(worker)
                else { continue }
                moved.append(need.caseID)
                for former in before { open[former, default: 0] -= 1 }
                for newcomer in next { open[newcomer, default: 0] += 1 }
                asked += next
            }
        }
        return moved
    }
}
