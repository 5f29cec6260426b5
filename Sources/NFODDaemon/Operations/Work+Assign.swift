import NFODConfig
import NFODEngine

extension Work {
    /// Gives a case to whom a person chose. What protects the person is kept to whatever the reason; anything else that
    /// a proposal would ask for may be gone over with one, and both stand in the event (rule 25).
    ///
    /// - Throws: ``InvalidInput``; `CaseRefusal.workerBarred`, `.assignmentNeedsReason`, `.nobodyProposed`,
    ///   `.proposalChanged`.
    func assign(
        _ request: CaseRequest, _ loaded: Loaded<CaseState>, _ fields: RequestReader
    ) throws -> Loaded<CaseState> {
        if request.proposed == true {
            let seen = request.desk.map { AgencyID($0).desk } ?? request.worker.map { WorkerID($0) }
            return try assignAsProposed(loaded.state, seen: seen)
        }
        let chosen = fields.asked(request)
        let kind = request.kind == nil ? .outreach : fields.choice(request.kind, "kind", WorkerAssignment.Kind.self)
        let why = request.reason.flatMap { fields.choice($0, "reason", AssignmentExplanation.Why.self) }
        let partner = request.partner.map { WorkerID($0) }
        if partner != nil, partner == chosen { fields.note("partner", "sameWorker", "somebody else") }
        let (worker, finished) = (try fields.finish(chosen), try fields.finish(kind))
        for active in [worker, partner].compactMap({ $0 }) where !configuration.team.isActive(active) {
            throw active.deskOf.map { .deskUnknown($0) } ?? CaseRefusal.workerUnknown(active)
        }
        // The engine says so too; here before anything is weighed for two.
        if worker.deskOf != nil, partner != nil || finished == .keyWorker { throw CaseRefusal.namedWorkerNeeded }
        if partner?.deskOf != nil { throw CaseRefusal.namedWorkerNeeded }
        if let ending = loaded.state.ending { throw CaseRefusal.caseEnded(ending.ending.kind) }
        var lacked = try shortfalls(of: worker, with: partner, for: loaded.state, as: finished, at: now)
        if let partner {
            lacked += try shortfalls(of: partner, with: worker, for: loaded.state, as: .outreach, at: now)
        }
        let barred = lacked.filter(\.isBarred)
        guard barred.isEmpty else { throw CaseRefusal.workerBarred(barred) }
        guard lacked.isEmpty || why != nil else { throw CaseRefusal.assignmentNeedsReason(lacked) }
        let explanation = AssignmentExplanation(
            basis: .person, lacked: lacked.map(\.code), despite: lacked.isEmpty ? nil : why)
        return try assign(loaded.state.id, to: worker, with: partner, kind: finished, explanation: explanation)
    }

    /// Takes the proposal as it stands, with the offers that make room for it.
    ///
    /// - Parameter seen: whom the caller saw proposed; nil takes whoever is.
    /// - Throws: `CaseRefusal.nobodyProposed`, `.proposalChanged`; ``CostOverflow``.
    private func assignAsProposed(_ state: CaseState, seen: WorkerID?) throws -> Loaded<CaseState> {
        if let ending = state.ending { throw CaseRefusal.caseEnded(ending.ending.kind) }
        let open = try openRound(at: now)
        let proposals = try proposals(open.round, at: now)
        let workers = proposals[state.id]?.choice.workers ?? []
        guard let proposal = proposals[state.id], let first = workers.first else { throw CaseRefusal.nobodyProposed }
        if let seen, seen != first { throw CaseRefusal.proposalChanged(workers) }
        try take(proposal, on: state.id, basis: .proposal)
        for id in open.round.offersMoved(by: state.id, proposals, team: configuration.team) {
            try makeRoom(id, as: proposals[id])
        }
        guard let loaded = try loadCase(state.id) else { throw CaseRefusal.noSuchCase }
        return loaded
    }
}
