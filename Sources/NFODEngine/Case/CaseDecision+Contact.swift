/// Rules 7 to 10 and 26: what was done, and what stops the clock.
extension CaseDecision {
    mutating func handleContact(_ command: CaseCommand) throws(CaseRefusal) {
        switch command {
        case .screen(let screening):
            try requireNotInFuture(screening.at)
            try requireActive(screening.by)
            emit(.screened(Screened(screening: screening)), at: screening.at)
        case .recordAttempt(let attempt): try record(attempt)
        case .recordContact(let contact, let assurance): try record(contact, assurance)
        case .coverByContact(let other, let at): try cover(by: other, at: at)
        case .withdrawContact:
            guard state.ending?.ending.contactAt != nil else { throw .noContactToWithdraw }
            try requireHuman()
            reopen(.contactWithdrawn)
        case .recordFollowUp(let at):
            try requireNotInFuture(at)
            guard let followUp = state.followUp, followUp.doneAt == nil else { throw .noFollowUp }
            emit(.followUpDone(FollowUpDone()), at: at)
        case .remindFollowUp: remindFollowUp()
        default: break
        }
    }

    /// An attempt is kept even after the end: late entries are part of the story.
    private mutating func record(_ attempt: Attempt) throws(CaseRefusal) {
        try requireNotInFuture(attempt.at)
        try requireActive(attempt.by)
        guard attempt.at >= state.overdose.earliest else { throw .beforeOverdose }
        let unscreened = attempt.way == .visit && !wasScreened(by: attempt.at)
        emit(
            .attempted(Attempted(attempt: attempt, beforeScreening: unscreened)), at: attempt.at,
            reason: attempt.outcome.rawValue)
        // An attempt entered late is kept, and what is known since then stays.
        guard attempt.at >= state.whereaboutsAt ?? attempt.at else { return }
        if attempt.outcome == .inHospital { try handleKnowledge(.setWhereabouts(.inHospital, at: attempt.at)) }
        if attempt.outcome == .inCustody { try handleKnowledge(.setWhereabouts(.inCustody, at: attempt.at)) }
    }

    private func wasScreened(by instant: Instant) -> Bool {
        guard let screening = state.screening else { return false }
        return screening.at <= instant
    }

    /// Rule 7, condition by condition. A contact entered late counts from when it happened (rule 9). Undecided
    /// safeguarding never keeps a contact from being recorded: the ladder ends, the case stays unclosed until decided.
    private mutating func record(_ contact: Contact, _ assurance: ContactAssurance) throws(CaseRefusal) {
        try requireHuman()
        try requireOpen()
        try requireNotInFuture(contact.at)
        try requireActive(contact.by)
        guard assurance.aboutThisOverdose else { throw .notAboutThisOverdose }
        guard assurance.supportOffered else { throw .supportNotOffered }
        guard contact.way != .answeredMessage || assurance.identityChecked else { throw .identityNotChecked }
        guard contact.outcome != .saidNoForNow || contact.offerAgainOn != nil else { throw .offerAgainDateMissing }
        try requireCoveredBy(contactAt: contact.at)
        emit(.ended(CaseEndedEvent(ending: .reached(contact))), at: contact.at, reason: contact.outcome.rawValue)
    }

    private mutating func cover(by other: CaseID, at: Instant) throws(CaseRefusal) {
        try requireOpen()
        try requireNotInFuture(at)
        try requireCoveredBy(contactAt: at)
        emit(.ended(CaseEndedEvent(ending: .coveredBy(other, at: at))), at: at)
    }

    /// Rule 8: only a contact after the latest possible time of the overdose is about it for certain.
    private func requireCoveredBy(contactAt: Instant) throws(CaseRefusal) {
        guard contactAt >= state.overdose.earliest else { throw .beforeOverdose }
        guard contactAt > state.overdose.latest else { throw .overdoseMayBeLater(latest: state.overdose.latest) }
    }

    static let followUpAudience = [Audience.owner, .role(.coordinator)]

    /// Where nobody is there to be told, it has not been done (rule 29).
    private mutating func remindFollowUp() {
        guard let at = state.followUpRemindAt(context.huddles), at <= context.now else { return }
        let recipients = context.directory.recipients(
            of: Self.followUpAudience, owner: state.owner, at: context.now)
        emit(.followUpReminded(FollowUpReminded(recipients: recipients)))
    }
}
