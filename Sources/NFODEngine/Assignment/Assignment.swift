/// Proposes who should own the cases that wait for an owner (rules 24 to 26): pure, and the same answer for the same
/// input in any order. The cases choose one after another, the most urgent first; each takes the best worker who keeps
/// every hard limit, given what the cases before it took.
public enum Assignment {
    /// A proposal for each case. `needs` names no case twice; `loads` counts the open cases each worker owns already,
    /// those of `needs` left out; a worker without an entry owns none.
    public static func propose(
        needs: [CaseNeed], team: Team, loads: [WorkerID: Int], at now: Instant, settings: AssignmentSettings
    ) -> [CaseID: Proposal] {
        precondition(Set(needs.map(\.caseID)).count == needs.count, "one need for each case")
        var round = AssignmentRound(team: team, loads: loads, now: now, settings: settings)
        var proposals: [CaseID: Proposal] = [:]
        for need in needs.sorted(by: CaseNeed.isMoreUrgent) {
            let proposal = round.proposal(for: need)
            round.take(proposal.choice)
            proposals[need.caseID] = proposal
        }
        return proposals
    }

    /// What a worker whom somebody chose lacks for a case, as far as a proposal would not go over it (rule 25).
    ///
    /// - Parameters:
    ///   - partner: who goes with them on a visit by two.
    ///   - loads: as for ``propose(needs:team:loads:at:settings:)``.
    public static func shortfalls(
        of worker: WorkerID, with partner: WorkerID?, for need: CaseNeed, as kind: WorkerAssignment.Kind, team: Team,
        loads: [WorkerID: Int], at now: Instant, settings: AssignmentSettings
    ) -> [Shortfall] {
        guard let chosen = team.workers[worker] else { return [.unknownWorker] }
        let round = AssignmentRound(team: team, loads: loads, now: now, settings: settings)
        var lacked: [Shortfall]
        if let role = Route.duty(for: need) {
            lacked = round.hardShortfalls(chosen, need, .duty(role))
        } else if kind == .keyWorker {
            lacked = round.limits(chosen, need) + round.absences(chosen)
        } else {
            lacked = round.hardShortfalls(chosen, need, .outreach)
            if partner != nil { lacked.removeAll { $0 == .mayNotVisitAlone } }
            if need.needsTwoWorkers, partner == nil { lacked.append(.noPartner) }
        }
        return lacked.filter(\.isHard)
    }
}
