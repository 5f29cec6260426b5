/// Rules 18, 19: two cases that turn out to be one overdose, and to be two after all.
extension CaseDecision {
    /// The earlier-opened case takes in all that the other has, as if it had been told here: facts, time, person,
    /// attempts, plan, route. What it rests on a contact for, this one rests on too, where that is certain (rule 8).
    mutating func absorb(_ other: CaseState) throws(CaseRefusal) {
        guard other.id != state.id else { throw .mergeIntoItself }
        guard other.id > state.id else { throw .mergeIntoLater }
        guard !state.absorbed.contains(where: { $0.id == other.id }) else { throw .notMergeable(.mergedInto) }
        try requireMayAbsorb(other)
        let had = CaseHoldings(other)
        let reading = state.overdoseReading(joinedWith: had)
        let dueAt = min(
            state.contactDueAt, had.contactDueAt, reading.interval.earliest + context.policy.contactWithin)
        func absorbed(movesTo: Owner?) -> CaseEvent {
            .absorbed(
                CaseAbsorbed(
                    other: other.id, had: had, overdose: reading.interval, contactDueAt: dueAt, movesTo: movesTo))
        }
        // Tried out first: whom the case goes to stands in the event, so that it can come back.
        var trial = self
        trial.emit(absorbed(movesTo: nil))
        trial.follow(had.whereabouts, from: state)
        trial.reopenIfOverdoseMayBeLater()
        let owner = trial.state.owner
        let before = state
        emit(absorbed(movesTo: owner == state.owner ? nil : owner), reason: "sameOverdose")
        follow(had.whereabouts, from: before)
        if let plan = state.plan, let brought = other.plan {
            let joined = plan.joined(with: brought, by: context.actor, at: context.now)
            if joined != plan { emit(.planDrafted(PlanDrafted(plan: joined))) }
        }
        reopenIfOverdoseMayBeLater()
        restOnContact(of: other)
    }

    /// An open case takes another in, and so does one whose contact was certainly after the other's overdose. Any other
    /// ending is about that case alone: a death is never inherited (rule 34).
    private func requireMayAbsorb(_ other: CaseState) throws(CaseRefusal) {
        if let ending = other.ending, ending.ending.contactAt == nil { throw .notMergeable(ending.ending.kind) }
        guard let ending = state.ending else { return }
        guard let contactAt = ending.ending.contactAt else { throw .notMergeable(ending.ending.kind) }
        guard contactAt > other.overdose.latest else { throw .overdoseMayBeLater(latest: other.overdose.latest) }
    }

    /// Age first, then whereabouts, where they are news (rules 10, 23).
    private mutating func follow(_ whereabouts: Whereabouts?, from before: CaseState) {
        if state.isForYoungPeopleLead {
            if !before.isForYoungPeopleLead { moveForAge() }
        } else if let whereabouts, whereabouts != before.whereabouts {
            moveWith(whereabouts)
        }
    }

    private mutating func restOnContact(of other: CaseState) {
        guard state.isOpen, let ending = other.ending?.ending, let contactAt = ending.contactAt,
            contactAt > state.overdose.latest
        else { return }
        var reached = other.id
        if case .coveredBy(let first, _) = ending { reached = first }
        guard reached != state.id, !state.hasSetAside(reached, at: contactAt) else { return }
        emit(.ended(CaseEndedEvent(ending: .coveredBy(reached, at: contactAt))), at: contactAt)
    }

    /// Gives the other case back with all it had brought. What nobody has changed since is as it was before.
    mutating func release(_ other: CaseID) throws(CaseRefusal) {
        guard let record = state.absorbed.first(where: { $0.id == other }) else { throw .notAbsorbed }
        let rest = state.notifications.filter { !record.had.holds($0.id) }
        guard !rest.isEmpty else { throw .notificationNotAttached }
        let (overdose, dueAt) = timeApart(
            rest, fixed: state.singleWithout(record).timeFixed, before: record.contactDueAt,
            others: state.absorbed.filter { $0.id != other }.map(\.had.contactDueAt))
        func released(returnsTo: Owner?, told: [WorkerID]) -> CaseEvent {
            .released(
                CaseReleased(
                    other: other, overdose: overdose, contactDueAt: dueAt, returnsTo: returnsTo, told: told))
        }
        let plan = planWithout(record)
        var trial = self
        trial.emit(released(returnsTo: nil, told: []))
        let owner = ownerAgain(record, in: trial.state)
        let told = owner.map { context.directory.recipients(of: [.owner], owner: $0, at: context.now) } ?? []
        emit(released(returnsTo: owner, told: state.isOpen ? told : []), reason: "notSameOverdose")
        if let plan, plan != state.plan { emit(.planDrafted(PlanDrafted(plan: plan))) }
        if case .coveredBy(other, _)? = state.ending?.ending {
            reopen(.personsSplit)
        } else {
            reopenIfOverdoseMayBeLater()
        }
    }

    /// Who had the case before it moved because of the other; nil where it never did, has moved on since, or stays for
    /// what another one brought. Whoever has left the team gives it to the coordinator.
    private func ownerAgain(_ record: AbsorbedCase, in after: CaseState) -> Owner? {
        guard let movedTo = record.movedTo, state.owner == movedTo, !after.isForYoungPeopleLead else { return nil }
        var owner = record.owner
        if after.whereabouts != record.before.whereabouts {
            switch after.whereabouts {
            case .inHospital: owner = .role(.hospitalLiaison)
            case .inCustody: owner = .role(.custodyContact)
            default: break
            }
        }
        if case .worker(let worker) = owner, !context.directory.isActive(worker) { owner = .role(.coordinator) }
        return owner == state.owner ? nil : owner
    }

    /// As it was, unless somebody has worked on it, or another case came after: then only what nobody has seen to goes.
    private func planWithout(_ record: AbsorbedCase) -> Plan? {
        guard let before = record.plan, let plan = state.plan else { return nil }
        guard record.isPlanTouched || state.absorbed.last?.id != record.id else { return before }
        return plan.without(whatCameAfter: before, by: context.actor, at: context.now)
    }

    /// The time of the overdose as the rest tells it. A named person's splitting may move the due time later, back to
    /// where it was before; a machine's never does (rule 3).
    func timeApart(
        _ rest: [AttachedNotification], fixed: FixedOverdose?, before: Instant, others: [Instant]
    ) -> (OverdoseInterval, Instant) {
        let interval = state.reading(of: rest, fixed: fixed).interval
        // Where a person has set the time, nothing else counts.
        let told = fixed == nil ? others : []
        let own = told.reduce(min(before, interval.earliest + context.policy.contactWithin), min)
        return (interval, context.actor.isHuman ? own : min(own, state.contactDueAt))
    }
}

extension CaseState {
    /// The time of the overdose once all that the other case holds is told here too.
    func overdoseReading(joinedWith had: CaseHoldings) -> OverdoseReading {
        reading(of: notifications + had.notifications, fixed: single.joined(with: had).timeFixed)
    }
}
