import NFODConfig
import NFODEngine

extension Work {
    /// Gives a case to whom a person chose. What protects the person is kept to whatever the reason; anything else that
    /// a proposal would ask for may be gone over with one, and both stand in the event (rule 25).
    ///
    /// - Throws: ``InvalidInput``; `CaseRefusal.workerBarred`, `.assignmentNeedsReason`.
    func assign(
        _ request: CaseRequest, _ loaded: Loaded<CaseState>, _ fields: RequestReader
    ) throws -> Loaded<CaseState> {
        let chosen = fields.worker(request.worker)
        let kind = request.kind == nil ? .outreach : fields.choice(request.kind, "kind", WorkerAssignment.Kind.self)
        let why = request.reason.flatMap { fields.choice($0, "reason", AssignmentExplanation.Why.self) }
        let partner = request.partner.map { WorkerID($0) }
        if partner != nil, partner == chosen { fields.note("partner", "sameWorker", "somebody else") }
        let (worker, finished) = (try fields.finish(chosen), try fields.finish(kind))
        for active in [worker, partner].compactMap({ $0 }) where !configuration.team.isActive(active) {
            throw CaseRefusal.workerUnknown(active)
        }
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
}
