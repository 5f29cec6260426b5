import NFODConfig
public import NFODEngine
import NFODStore

/// Proposals and what is made of them (rules 24 to 27).
extension Reading {
    /// What the case asks of whoever has it, as it is known now.
    func need(of state: CaseState) throws -> CaseNeed { try need(state, KnownPeople(self)) }

    /// What a worker of somebody's choice lacks for this case (rule 25).
    func shortfalls(
        of worker: WorkerID, with partner: WorkerID?, for state: CaseState, as kind: WorkerAssignment.Kind,
        at instant: Instant
    ) throws -> [Shortfall] {
        var loads = try tx.responses.held()
        for hand in state.hands { loads[hand, default: 1] -= 1 }
        return Assignment.shortfalls(
            of: worker, with: partner, for: try need(state, KnownPeople(self)), as: kind, team: configuration.team,
            loads: loads, at: instant, settings: configuration.settings.assignment)
    }

    /// What stands between a worker and a case that their agency's desk was asked for; nothing where none was.
    func accepterLacks(_ worker: WorkerID, for state: CaseState, at instant: Instant) throws -> [Shortfall] {
        guard let desk = state.assignment?.worker.deskOf, configuration.team.agency(of: worker) == desk else {
            return []
        }
        return Assignment.accepterLacks(
            worker, for: try need(of: state), team: configuration.team, loads: try tx.responses.held(), at: instant,
            settings: configuration.settings.assignment)
    }

    func need(_ state: CaseState, _ people: KnownPeople) throws -> CaseNeed {
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

    /// Rule 27: what somebody holds who is not in the team any more goes to the coordinator at once; so does a visit
    /// by two of which they were the second, before the other goes alone.
    func releaseFromDisabled() throws {
        for worker in try tx.responses.held().keys.sorted() where !configuration.team.isActive(worker) {
            for id in try tx.responses.inHands(of: worker) {
                let isOwner = try loadCase(id)?.state.owner == .worker(worker)
                let why: OwnerChanged.Why = isOwner ? .workerDisabled : .partnerDisabled
                try handle(.moveOwner(.role(.coordinator), why: why), on: id)
            }
        }
    }

    /// Rule 24: in treatment with a key worker, the key worker owns with a time to confirm.
    /// - Returns: the case as it stands then.
    func offerToKeyWorker(_ loaded: Loaded<CaseState>) throws -> Loaded<CaseState> {
        guard !isQuiet, loaded.state.isOpen, let person = loaded.state.person,
            try loadWishes(of: person).keyWorker != nil,
            let proposal = try proposalAlone(for: loaded.state.id, at: now), case .keyWorker = proposal.route
        else { return loaded }
        try take(proposal, on: loaded.state.id, basis: .proposal)
        return try loadCase(loaded.state.id) ?? loaded
    }

    private func loadWishes(of person: PersonID) throws -> PersonWishes {
        try KnownPeople(self).wishes(ofEverybodyIn: person)
    }
}

extension AssignmentExplanation {
    /// As the coordinator saw it.
    public init(_ proposal: Proposal, basis: Basis) {
        self.init(
            basis: basis, because: proposal.reasons.map(\.code), passedOver: proposal.others.passedOver)
    }
}
