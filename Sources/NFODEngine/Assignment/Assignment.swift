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
}
