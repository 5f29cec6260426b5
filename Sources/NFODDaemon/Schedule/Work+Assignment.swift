import NFODConfig
public import NFODEngine
import NFODStore

/// Proposals and what is made of them (rules 24 to 27).
extension Reading {
    /// For each open case not in a worker's hands: who should have it, and why. A computed view, never an event.
    public func proposals(for cases: [CaseID], at instant: Instant) throws -> [CaseID: Proposal] {
        var loads: [WorkerID: Int] = [:]
        for (owner, count) in try tx.responses.openByOwner() {
            if case .worker(let worker) = owner { loads[worker] = count }
        }
        let states = try cases.compactMap { try loadCase($0)?.state }
        for state in states {
            if case .worker(let worker) = state.owner { loads[worker, default: 1] -= 1 }
        }
        return try proposals(for: states, loads: loads, at: instant)
    }

    /// - Parameter loads: open cases each worker holds beside these.
    func proposals(
        for states: [CaseState], loads: [WorkerID: Int], at instant: Instant
    ) throws -> [CaseID: Proposal] {
        try proposals(for: states, loads: loads, at: instant, people: KnownPeople(self))
    }

    /// - Parameter people: as they were known then.
    func proposals(
        for states: [CaseState], loads: [WorkerID: Int], at instant: Instant, people: KnownPeople
    ) throws -> [CaseID: Proposal] {
        try Assignment.propose(
            needs: try states.map { try need($0, people) }, team: configuration.team, loads: loads, at: instant,
            settings: configuration.settings.assignment)
    }

    /// What the case asks of whoever has it, as it is known now.
    func need(of state: CaseState) throws -> CaseNeed { try need(state, KnownPeople(self)) }

    /// What a worker of somebody's choice lacks for this case (rule 25).
    func shortfalls(
        of worker: WorkerID, with partner: WorkerID?, for state: CaseState, as kind: WorkerAssignment.Kind,
        at instant: Instant
    ) throws -> [Shortfall] {
        var loads: [WorkerID: Int] = [:]
        for (owner, count) in try tx.responses.openByOwner() {
            if case .worker(let worker) = owner { loads[worker] = count }
        }
        if case .worker(let worker) = state.owner { loads[worker, default: 1] -= 1 }
        return Assignment.shortfalls(
            of: worker, with: partner, for: try need(state, KnownPeople(self)), as: kind, team: configuration.team,
            loads: loads, at: instant, settings: configuration.settings.assignment)
    }

    private func need(_ state: CaseState, _ people: KnownPeople) throws -> CaseNeed {
        let cautions = try people.cautions(about: state)
        var need = CaseNeed(
            caseID: state.id, triage: state.triage?.level ?? .amber, contactDueAt: state.contactDueAt)
        need.isScreened = state.screening != nil
        need.needsTwoWorkers = cautions.riskToStaff
        need.asksForFemaleWorker = cautions.wishes.asksForFemaleWorker
        need.excluded = Set(cautions.wishes.exclusions.map(\.worker))
        need.wishes = Set(cautions.wishes.preferences)
        need.keyWorker = cautions.wishes.keyWorker
        need.passedOn = state.passedOn
        if let asked = state.assignment { need.offered = CaseNeed.Offer(worker: asked.worker, partner: asked.partner) }
        need.hasObjection = cautions.objection != nil || state.notifications.contains { $0.facts.objection == .yes }
        need.isPossiblyUnder18 = state.isForYoungPeopleLead
        need.whereabouts = state.whereabouts
        need.agenciesAllowed = configuration.team.agenciesAllowed(toKnow: Set(state.notifications.map(\.source)))
        need.knownWorkers = try knownWorkers(state, people)
        need.locality = try locality(state)
        return need
    }

    /// Workers who have spoken with this person before: nobody wants to tell their story twice.
    private func knownWorkers(_ state: CaseState, _ people: KnownPeople) throws -> Set<WorkerID> {
        guard let person = state.person else { return [] }
        var workers: Set<WorkerID> = []
        for other in try people.responses(of: person) where other.id != state.id {
            if case .reached(let contact)? = other.ending?.ending { workers.insert(contact.by) }
        }
        return workers
    }

    /// Where to find the person: home first, the scene where there is no home.
    func locality(_ state: CaseState) throws -> Locality? {
        for notification in state.notifications {
            let details = try stored(notification.id).vaulted.details
            if let postcode = details.home?.postcode ?? details.scene?.postcode { return Locality(postcode: postcode) }
        }
        return nil
    }
}

extension Work {
    /// Gives a case to a worker, as somebody chose.
    @discardableResult
    public func assign(
        _ id: CaseID, to worker: WorkerID, with partner: WorkerID? = nil, kind: WorkerAssignment.Kind,
        explanation: AssignmentExplanation, expectedVersion: Int64? = nil
    ) throws -> Loaded<CaseState> {
        let team = configuration.team
        let settings = configuration.settings
        let within = kind == .keyWorker ? settings.assignment.confirmWithin : settings.acceptWithin
        // Nobody waits for a worker without shifts.
        let acceptBy = team.advanceInShift(worker, from: now, by: within) ?? now
        return try handle(
            .assign(
                .init(worker: worker, partner: partner, kind: kind, acceptBy: acceptBy, explanation: explanation)),
            on: id,
            expectedVersion: expectedVersion)
    }

    /// Rule 27: what somebody holds who is not in the team any more goes to the coordinator at once.
    func releaseFromDisabled() throws {
        for owner in try tx.responses.openByOwner().keys.sorted(by: { $0.text < $1.text }) {
            guard case .worker(let worker) = owner, !configuration.team.isActive(worker) else { continue }
            for id in try tx.responses.open(ownedBy: owner) {
                try handle(.moveOwner(.role(.coordinator), why: .workerDisabled), on: id)
            }
        }
    }

    /// Rule 27: not accepted in time goes on to the next; the coordinator was told by the time-out itself.
    func offerToNext(_ id: CaseID, basis: AssignmentExplanation.Basis) throws {
        guard let loaded = try loadCase(id), loaded.state.isOpen, loaded.state.assignment == nil,
            let proposal = try proposals(for: [id], at: now)[id]
        else { return }
        try assign(id, as: proposal, basis: basis)
    }

    /// Rule 24: in treatment with a key worker, the key worker owns with a time to confirm.
    /// - Returns: the case as it stands then.
    func offerToKeyWorker(_ loaded: Loaded<CaseState>) throws -> Loaded<CaseState> {
        guard !isQuiet, loaded.state.isOpen, let person = loaded.state.person,
            try loadWishes(of: person).keyWorker != nil,
            let proposal = try proposals(for: [loaded.state.id], at: now)[loaded.state.id],
            case .keyWorker = proposal.route
        else { return loaded }
        try assign(loaded.state.id, as: proposal, basis: .proposal)
        return try loadCase(loaded.state.id) ?? loaded
    }

    private func loadWishes(of person: PersonID) throws -> PersonWishes {
        try KnownPeople(self).wishes(ofEverybodyIn: person)
    }

    private func assign(_ id: CaseID, as proposal: Proposal, basis: AssignmentExplanation.Basis) throws {
        guard let next = proposal.choice.workers.first else { return }
        let explanation = AssignmentExplanation(proposal, basis: basis)
        switch proposal.route {
        // A duty answers for its cases as a duty: nobody is asked to accept.
        case .duty(let role): try handle(.moveOwner(.role(role), why: .moved), on: id)
        case .keyWorker: try assign(id, to: next, kind: .keyWorker, explanation: explanation)
        case .outreach:
            let partner = proposal.choice.workers.dropFirst().first
            try assign(id, to: next, with: partner, kind: .outreach, explanation: explanation)
        }
    }
}

extension AssignmentExplanation {
    /// As the coordinator saw it.
    public init(_ proposal: Proposal, basis: Basis) {
        let others = proposal.others.sorted { $0.key < $1.key }.map { worker, lacked in
            PassedOver(worker: worker, lacked: lacked.map(\.code))
        }
        self.init(basis: basis, because: proposal.reasons.map(\.code), passedOver: others)
    }
}
