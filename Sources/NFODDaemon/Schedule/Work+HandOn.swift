import NFODConfig
import NFODEngine
import NFODStore

/// What a round of proposals came to, made to happen (rules 25, 27).
extension Work {
    /// Nothing that the round rests on has changed: no case was opened or ended, none is in other hands, and none asks
    /// for anything else. That an alert arrived changes nothing here.
    ///
    /// - Parameter deciding: cases that are about to be given away: of these even what was learned about the person,
    ///   which changes no case, is looked at again.
    func stillHolds(_ open: OpenRound, deciding: [CaseID]) throws -> Bool {
        let now = try tx.responses.openVersions()
        guard configuration.team == open.team, configuration.settings.assignment == open.settings,
            huddles.underWay(at: self.now) == open.huddle, now.count == open.versions.count
        else { return false }
        let weighed = Dictionary(uniqueKeysWithValues: open.round.needs.map { ($0.caseID, $0) })
        let changed = now.compactMap { id, version in open.versions[id] == version ? nil : id }
        return try Set(changed).union(deciding).allSatisfy { id in
            guard let state = try loadCase(id)?.state else { return false }
            if let need = weighed[id] {
                return try state.hands.isEmpty || state.isOnOffer ? self.need(of: state) == need : false
            }
            return open.held[id] == state.hands
        }
    }

    /// Rule 27: goes on to the next; the coordinator was told when it came back. An event says when there is nobody.
    func offerOn(_ id: CaseID, as proposal: Proposal?) throws {
        guard let loaded = try loadCase(id) else { return }
        guard loaded.state.isOpen, let handOn = loaded.state.handOn, let proposal else {
            return try project(loaded, context)
        }
        if proposal.choice.workers.isEmpty {
            try handle(.noteNobodyFound(proposal.changes.passedOver), on: id)
        } else {
            try take(proposal, on: id, basis: handOn.basis)
        }
    }

    /// Somebody who had been asked for this case takes another: it goes to whom it is proposed for, or where nobody is,
    /// to the coordinator.
    func makeRoom(_ id: CaseID, as proposal: Proposal?) throws {
        if let proposal, !proposal.choice.workers.isEmpty {
            try take(proposal, on: id, basis: .madeRoom)
        } else {
            try handle(.moveOwner(.role(.coordinator), why: .neededElsewhere), on: id)
        }
    }

    /// Shifts are other than they were: so is when each worker's last one before the due time ends, and when it is
    /// looked again for somebody. Whoever had one and has none any more has gone home: that was not known when it was
    /// given to them.
    func renewShifts() throws {
        let waiting = try tx.due.streams(waitingFor: [CaseDue.Kind.handOn.rawValue]).compactMap { stream in
            if case .case(let id) = stream { id } else { nil }
        }
        for id in try tx.responses.inHands() + waiting {
            guard let loaded = try loadCase(id) else { continue }
            let hadShift = try tx.due.rows(of: .case(id)).contains { $0.kind == CaseDue.Kind.shiftEnd.rawValue }
            try project(loaded, context)
            let hasShift = loaded.state.nextDue(context).contains { $0.kind == .shiftEnd }
            if hadShift, !hasShift, loaded.state.isOpen, now < loaded.state.contactDueAt {
                try handle(.takeOver, on: id)
            }
        }
    }

    /// Gives a case to whom it is proposed for.
    func take(_ proposal: Proposal, on id: CaseID, basis: AssignmentExplanation.Basis) throws {
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

extension [WorkerID: [Shortfall]] {
    /// As events keep it.
    var passedOver: [AssignmentExplanation.PassedOver] {
        sorted { $0.key < $1.key }.map { .init(worker: $0.key, lacked: $0.value.map(\.code)) }
    }
}
