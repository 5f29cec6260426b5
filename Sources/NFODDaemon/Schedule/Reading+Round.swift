import NFODConfig
public import NFODEngine
import NFODStore

/// All open cases that are weighed in one round of proposals, as one snapshot has them.
struct OpenRound {
    let round: ProposalRound
    /// Of every open case, weighed or held.
    let versions: [CaseID: Int64]
    /// In whose hands those are that are not weighed.
    let held: [CaseID: [WorkerID]]
    let at: Instant
    /// The huddle under way then.
    let huddle: Instant?
    let team: Team
    let settings: AssignmentSettings
}

/// Proposals over all open cases at once (rule 25).
extension Reading {
    /// Who should have this case, and why, weighed with every other case that is in nobody's hands or on offer. A
    /// computed view, never an event.
    /// - Returns: nil where a worker has accepted it, or was chosen by somebody.
    public func proposal(for id: CaseID, at instant: Instant) throws -> Proposal? {
        guard let state = try loadCase(id)?.state, state.isOpen, state.hands.isEmpty || state.isOnOffer else {
            return nil
        }
        do { return try proposals(openRound(at: instant).round, at: instant)[id] } catch is CostOverflow {
            return try proposalAlone(for: id, at: instant)
        }
    }

    /// The same for this case alone, everything that others are asked for counted as theirs.
    func proposalAlone(for id: CaseID, at instant: Instant) throws -> Proposal? {
        guard let state = try loadCase(id)?.state else { return nil }
        var held = try tx.responses.held()
        for hand in state.hands { held[hand, default: 1] -= 1 }
        let round = ProposalRound(
            waiting: [try need(of: state)], onOffer: [], held: held, team: configuration.team, at: instant,
            settings: configuration.settings.assignment)
        return try proposals(round, at: instant)[id]
    }

    /// - Parameter huddle: when the one under way then began.
    func proposals(
        _ round: ProposalRound, at instant: Instant, during huddle: Instant?
    ) throws -> [CaseID: Proposal] {
        let (team, settings) = (configuration.team, configuration.settings.assignment)
        guard let huddle, huddle < instant else {
            return try round.proposals(team: team, at: instant, settings: settings)
        }
        return try round.proposals(
            keeping: try standingProposals(since: huddle), team: team, at: instant, settings: settings)
    }

    func proposals(_ round: ProposalRound, at instant: Instant) throws -> [CaseID: Proposal] {
        try proposals(round, at: instant, during: huddles.underWay(at: instant))
    }

    func openRound(at instant: Instant) throws -> OpenRound {
        let versions = try tx.responses.openVersions()
        let open = try versions.keys.sorted().compactMap { try loadCase($0)?.state }
        let round = try round(of: open, at: instant, people: KnownPeople(self))
        let weighed = Set(round.needs.map(\.caseID))
        let held = open.filter { !weighed.contains($0.id) }.map { ($0.id, $0.hands) }
        return OpenRound(
            round: round, versions: versions, held: Dictionary(uniqueKeysWithValues: held), at: instant,
            huddle: huddles.underWay(at: instant), team: configuration.team, settings: configuration.settings.assignment
        )
    }

    /// - Parameters:
    ///   - open: every case that is open then.
    ///   - people: as they were known then.
    func round(of open: [CaseState], at instant: Instant, people: KnownPeople) throws -> ProposalRound {
        var held: [WorkerID: Int] = [:]
        for state in open where !state.isOnOffer { for worker in state.hands { held[worker, default: 0] += 1 } }
        return ProposalRound(
            waiting: try open.filter(\.hands.isEmpty).map { try need($0, people) },
            onOffer: try open.filter(\.isOnOffer).map { try need($0, people) }, held: held, team: configuration.team,
            at: instant, settings: configuration.settings.assignment)
    }
}
