/// Proposes who should own the cases that wait for an owner (rules 24 to 26): pure, exact, and the same answer for the
/// same input in any order. ``AssignmentOptimum`` says what is best, and how it is found.
public enum Assignment {
    /// A proposal for each case, the best for all of them together.
    ///
    /// - Parameters:
    ///   - needs: name no case twice. What somebody has accepted is not among them: it stays. What was offered is, with
    ///     its offer, and stays unless something that counts is gained.
    ///   - loads: the open cases each worker owns already, those of `needs` left out; without an entry none.
    /// - Throws: ``CostOverflow`` when more places are filled than can be weighed against each other; then nothing is
    ///   proposed.
    public static func propose(
        needs: [CaseNeed], team: Team, loads: [WorkerID: Int], at now: Instant, settings: AssignmentSettings
    ) throws(CostOverflow) -> [CaseID: Proposal] {
        precondition(Set(needs.map(\.caseID)).count == needs.count, "one need for each case")
        let round = AssignmentRound(team: team, loads: loads, now: now, settings: settings)
        return AssignmentPlan(try AssignmentOptimum(needs, round: round)).proposals()
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
        let round = AssignmentRound(team: team, loads: loads, now: now, settings: settings)
        guard let chosen = round.workers.firstIndex(where: { $0.id == worker }) else { return [.unknownWorker] }
        if let role = Route.duty(for: need) { return round.hardShortfalls(chosen, need, .duty(role)) }
        var lacked =
            kind == .keyWorker
            ? round.limits(round.workers[chosen], need) + round.absences(chosen)
            : round.hardShortfalls(chosen, need, .outreach)
        if partner != nil { lacked.removeAll { $0 == .mayNotVisitAlone } }
        if need.needsTwoWorkers, partner == nil { lacked.append(.noPartner) }
        return lacked
    }

    /// What stands between a named worker and a case that their agency's desk was asked for: every hard limit but their
    /// hours, which they know, and that they passed it on before (rule 27).
    ///
    /// - Parameter loads: as for ``propose(needs:team:loads:at:settings:)``.
    public static func accepterLacks(
        _ worker: WorkerID, for need: CaseNeed, team: Team, loads: [WorkerID: Int], at now: Instant,
        settings: AssignmentSettings
    ) -> [Shortfall] {
        let round = AssignmentRound(team: team, loads: loads, now: now, settings: settings)
        guard let index = round.workers.firstIndex(where: { $0.id == worker }) else { return [.unknownWorker] }
        return round.accepterLacks(index, need)
    }
}
