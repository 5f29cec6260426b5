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
        Assignment.propose(
            needs: try states.map(need), team: configuration.team, loads: loads, at: instant,
            settings: configuration.settings.assignment)
    }

    private func need(_ state: CaseState) throws -> CaseNeed {
        var need = CaseNeed(
            caseID: state.id, triage: state.triage?.level ?? .amber, contactDueAt: state.contactDueAt)
        need.isScreened = state.screening != nil
        need.needsTwoWorkers = state.screening?.riskToStaff == .yes
        need.isPossiblyUnder18 = isPossiblyUnder18(state)
        need.whereabouts = state.whereabouts
        need.agenciesAllowed = configuration.team.agenciesAllowed(toKnow: Set(state.notifications.map(\.source)))
        need.knownWorkers = try knownWorkers(state)
        need.locality = try locality(state)
        return need
    }

    func isPossiblyUnder18(_ state: CaseState) -> Bool {
        let told = state.notifications.map(\.facts)
        let age = AgeReading(
            told.map(\.ageStatus), flags: told.reduce(into: []) { $0.formUnion($1.flags) },
            childConcern: told.contains { $0.childConcern == .yes } ? .yes : .unknown)
        return AdultOutreachBar(age) != nil
    }

    /// Workers who have spoken with this person before: nobody wants to tell their story twice.
    private func knownWorkers(_ state: CaseState) throws -> Set<WorkerID> {
        guard let person = state.person else { return [] }
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        var workers: Set<WorkerID> = []
        for row in try tx.responses.rows(of: group) where row.id != state.id {
            if case .reached(let contact)? = try loadCase(row.id)?.state.ending?.ending { workers.insert(contact.by) }
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
        _ id: CaseID, to worker: WorkerID, kind: WorkerAssignment.Kind, explanation: AssignmentExplanation,
        expectedVersion: Int64? = nil
    ) throws -> Loaded<CaseState> {
        let team = configuration.team
        let settings = configuration.settings
        let acceptBy: Instant
        switch kind {
        case .outreach: acceptBy = team.advanceInShift(worker, from: now, by: settings.acceptWithin) ?? now
        case .keyWorker: acceptBy = now + settings.assignment.confirmWithin
        }
        return try handle(
            .assign(.init(worker: worker, kind: kind, acceptBy: acceptBy, explanation: explanation)), on: id,
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
    func offerToNext(_ id: CaseID) throws {
        guard let loaded = try loadCase(id), loaded.state.isOpen, loaded.state.assignment == nil,
            let proposal = try proposals(for: [id], at: now)[id], let next = proposal.choice.workers.first,
            !loaded.state.told.contains(next)
        else { return }
        try assign(
            id, to: next, kind: .outreach,
            explanation: AssignmentExplanation(proposal, basis: .acceptTimeOut))
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
