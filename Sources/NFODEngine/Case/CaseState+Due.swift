/// What a case waits for: the rows it has in the due table after each change, from the state alone.
public struct CaseDue: Hashable, Sendable {
    public let kind: Kind
    public let at: Instant

    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The next level of the ladder, or the next repeat of the last one.
        case level
        /// The worker's time for accepting.
        case acceptTimeOut
        /// To be offered to the next worker: worked out beside the writer, not by a command of its own.
        case handOn
        /// The end of the owner's last shift before contact is due: somebody else takes over.
        case shiftEnd
        /// The second follow-up after hospital or custody.
        case followUp
        /// A second person's working day to confirm an objection.
        case confirmation
    }
}

extension CaseState {
    /// At most one row of each kind: the soonest.
    public func nextDue(_ context: CaseContext) -> [CaseDue] {
        var due: [CaseDue] = []
        if let firing = nextFirings(context).first { due.append(CaseDue(kind: .level, at: firing.at)) }
        if isOpen, let assignment, assignment.acceptedAt == nil {
            due.append(CaseDue(kind: .acceptTimeOut, at: assignment.acceptBy))
        }
        if let at = shiftEndsAt(context) { due.append(CaseDue(kind: .shiftEnd, at: at)) }
        if let at = handOnAt(context) { due.append(CaseDue(kind: .handOn, at: at)) }
        if let at = followUpRemindAt(context.huddles) { due.append(CaseDue(kind: .followUp, at: at)) }
        if let at = confirmationRemindAt(context.huddles) { due.append(CaseDue(kind: .confirmation, at: at)) }
        return due
    }

    /// When the last shift ends in which its worker could see to it before contact is due; nil where they have none,
    /// which whoever gave it to them knew. One that falls away later is taken over as the roster is changed.
    private func shiftEndsAt(_ context: CaseContext) -> Instant? {
        guard isOpen, let assignment else { return nil }
        // Of a visit by two neither goes alone.
        return [assignment.worker, assignment.partner].compactMap { $0 }.compactMap { worker in
            context.directory.lastShiftEnd(of: worker, after: assignment.assignedAt, before: contactDueAt)
        }
        .min()
    }

    /// When it is to be offered on; after nobody was found, when that is worth another look. Nil where it does not wait
    /// for that.
    private func handOnAt(_ context: CaseContext) -> Instant? {
        guard isOpen, let handOn else { return nil }
        guard let lookedAt = handOn.lookedAt else { return handOn.since }
        return context.directory.nextLook(after: lookedAt, every: context.policy.offerAgainEvery)
    }

    /// When the owner is to be reminded of the second follow-up: at its time, and while nobody was there to be told
    /// (rule 29) at each huddle after it. Nil where nobody waits for that.
    func followUpRemindAt(_ huddles: any HuddleSchedule) -> Instant? {
        guard let followUp, followUp.doneAt == nil, followUp.remindedAt == nil, !isOverForGood else { return nil }
        return followUp.foundNobodyAt.map(huddles.nextHuddle(after:)) ?? followUp.dueAt
    }

    /// The same for the second person's confirmation.
    func confirmationRemindAt(_ huddles: any HuddleSchedule) -> Instant? {
        guard let dueAt = confirmationDueAt(huddles), ending?.remindedAt == nil else { return nil }
        return ending?.foundNobodyAt.map(huddles.nextHuddle(after:)) ?? dueAt
    }

    /// By when a second person should have confirmed the objection: within a working day (rule 34); nil where nothing
    /// waits for one.
    public func confirmationDueAt(_ huddles: any HuddleSchedule) -> Instant? {
        awaitsConfirmation ? ending.map { huddles.oneWorkingDay(after: $0.knownAt) } : nil
    }

    /// The command that answers a due row now; nil when nothing is due any more.
    public func command(for kind: CaseDue.Kind, _ context: CaseContext) -> CaseCommand? {
        guard nextDue(context).contains(where: { $0.kind == kind && $0.at <= context.now }) else { return nil }
        switch kind {
        case .level: return nextFirings(context).first.map { .fireLevel($0) }
        case .acceptTimeOut: return .timeOutAcceptance
        case .handOn: return nil
        case .shiftEnd: return .takeOver
        case .followUp: return .remindFollowUp
        case .confirmation: return .remindConfirmation
        }
    }

    /// From when on the case stands in the digest of each huddle day; nil while its ladder has levels to fire, or none.
    public func digestFrom(_ context: CaseContext) -> Instant? {
        nextFirings(context).isEmpty ? ladder?.digestFrom : nil
    }

    /// The overdose as levels count from it: a source that moves its time later moves neither the due time nor a level
    /// (rule 3).
    func ladderStart(_ context: CaseContext) -> Instant {
        min(overdose.earliest, contactDueAt - context.policy.contactWithin)
    }

    /// Soonest first.
    public func nextFirings(_ context: CaseContext) -> [LadderState.Firing] {
        guard let ladder else { return [] }
        return ladder.firings(
            policy: context.ladders[ladder.policy], overdose: ladderStart(context), due: contactDueAt)
    }
}
