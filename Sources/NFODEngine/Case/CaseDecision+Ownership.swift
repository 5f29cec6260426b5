/// Rules 24 to 27: into whose hands.
extension CaseDecision {
    mutating func handleOwnership(_ command: CaseCommand) throws(CaseRefusal) {
        try requireOpen()
        switch command {
        case .assign(let assigning): try assign(assigning)
        case .accept(let worker, let lacking): try accept(worker, lacking)
        case .handBack(let worker, let why): try handBack(worker, why)
        case .timeOutAcceptance: try timeOutAcceptance()
        case .takeOver:
            guard state.assignment != nil else { throw .noWorkerAssigned }
            giveTo(standIn, .shiftEnded)
        case .noteNobodyFound(let lacking):
            guard state.nextDue(context).contains(where: { $0.kind == .handOn && $0.at <= context.now }) else { return }
            emit(.nobodyFound(NobodyFound(lacking: lacking)))
        case .moveOwner(let owner, let why):
            guard owner != state.owner else { return }
            if case .worker(let worker) = owner { try requireActive(worker) }
            giveTo(owner, why)
        default: break
        }
    }

    private mutating func assign(_ assigning: CaseCommand.Assigning) throws(CaseRefusal) {
        try requireKnown(assigning.worker)
        if let partner = assigning.partner { try requireActive(partner) }
        // A desk is asked, and alone: two go by name, and a key worker is somebody.
        if assigning.partner != nil || assigning.kind == .keyWorker { try requireActive(assigning.worker) }
        let before = state.assignment?.worker
        guard before != assigning.worker || state.assignment?.partner != assigning.partner else {
            throw .alreadyAccepted
        }
        emit(
            .assigned(
                Assigned(
                    worker: assigning.worker, partner: assigning.partner, kind: assigning.kind,
                    acceptBy: max(assigning.acceptBy, context.now),
                    explanation: assigning.explanation,
                    replaces: before == assigning.worker ? nil : before, isFirst: state.referral == nil)),
            reason: assigning.explanation.basis.rawValue)
    }

    private mutating func accept(_ worker: WorkerID, _ lacking: [Shortfall]) throws(CaseRefusal) {
        let assignment = try assigned(to: worker)
        guard assignment.acceptedAt == nil else { throw .alreadyAccepted }
        let desk = assignment.worker.deskOf
        guard desk == nil || lacking.isEmpty else { throw .workerBarred(lacking) }
        emit(.accepted(Accepted(worker: worker, desk: desk)))
    }

    private mutating func handBack(_ worker: WorkerID, _ why: HandedBack.Why) throws(CaseRefusal) {
        let desk = try assigned(to: worker).worker.deskOf
        emit(.handedBack(HandedBack(worker: worker, desk: desk, why: why)), reason: why.rawValue)
        giveTo(.role(.coordinator), .handedBack)
    }

    private mutating func timeOutAcceptance() throws(CaseRefusal) {
        guard let assignment = state.assignment else { throw .noWorkerAssigned }
        guard assignment.acceptedAt == nil else { throw .alreadyAccepted }
        guard assignment.acceptBy <= context.now else { throw .acceptTimeNotOver }
        emit(.acceptTimedOut(AcceptTimedOut(worker: assignment.worker)))
        giveTo(.role(.coordinator), .acceptTimeOut)
    }

    /// What this worker may answer for: it was given to them, or their agency's desk was asked (rule 27).
    private func assigned(to worker: WorkerID) throws(CaseRefusal) -> WorkerAssignment {
        guard let assignment = state.assignment else { throw .noWorkerAssigned }
        if let agency = assignment.worker.deskOf {
            try requireActive(worker)
            guard context.directory.agency(of: worker) == agency else { throw .notOfDesk(agency) }
            return assignment
        }
        guard assignment.worker == worker else { throw .assignedToSomebodyElse }
        return assignment
    }

    /// The duty that answers for the case while no worker does: that of the young people's lead, the liaison or the
    /// custody contact where it is theirs, the duty worker's, and at last the coordinator's (rules 10, 23, 24).
    private var standIn: Owner {
        var role = RoleID.dutyWorker
        if state.isForYoungPeopleLead {
            role = .youngPeopleLead
        } else if state.whereabouts == .inHospital {
            role = .hospitalLiaison
        } else if state.whereabouts == .inCustody {
            role = .custodyContact
        }
        return .role(context.directory.holders(of: role, at: context.now).isEmpty ? .coordinator : role)
    }
}
