/// All rules of a case: command in, events or a refusal out, nothing changed.
///
/// A decision is made step by step on a draft: each event is applied before the next rule looks, so that one command
/// can have several consequences in the right order.
public struct CaseDecision {
    let context: CaseContext
    var state: CaseState
    var events: [Decided<CaseEvent>] = []

    /// - Parameter state: the case as it stands; nil only for `open`.
    /// - Throws: ``CaseRefusal`` when a rule says no. An empty answer means that there is nothing to do any more.
    public static func decide(
        _ command: CaseCommand, on state: CaseState?, in context: CaseContext
    ) throws(CaseRefusal) -> [Decided<CaseEvent>] {
        if case .open(let opening) = command {
            guard state == nil else { throw .alreadyOpened }
            return Self.open(opening, in: context)
        }
        guard let state else { throw .noSuchCase }
        var decision = CaseDecision(context: context, state: state)
        try decision.handle(command)
        decision.tellWhatNoHuddleSees()
        return decision.events
    }

    mutating func handle(_ command: CaseCommand) throws(CaseRefusal) {
        switch command {
        case .open: throw .alreadyOpened
        case .attach, .correct, .detach, .setOverdoseTime, .changePerson, .triage, .draftPlan, .changePlan,
            .doubtOverdose, .setWhereabouts:
            try handleKnowledge(command)
        case .assign, .accept, .handBack, .timeOutAcceptance, .takeOver, .noteNobodyFound, .moveOwner:
            try handleOwnership(command)
        case .screen, .recordAttempt, .recordContact, .coverByContact, .withdrawContact, .recordFollowUp,
            .remindFollowUp:
            try handleContact(command)
        case .end, .confirmEnding, .remindConfirmation, .reopen: try handleEnding(command)
        case .absorb(let other): try absorb(other)
        case .release(let other): try release(other)
        case .notToday(let decision): try decideNotToday(decision)
        // What follows from it is looked at after every command.
        case .lookAhead: break
        case .fireLevel, .acknowledge, .acknowledgeByLink, .silence, .keepTrying, .restartLadder, .markTold,
            .markNotTold:
            try handleLadder(command)
        }
    }

    /// Adds an event and lets the draft see it. It happened now unless said otherwise.
    mutating func emit(_ event: CaseEvent, at happenedAt: Instant? = nil, reason: String? = nil) {
        let decided = Decided(event, happenedAt: happenedAt ?? context.now, reason: reason)
        events.append(decided)
        state.apply(
            RecordedEvent(event, happenedAt: decided.happenedAt, knownAt: context.now, actor: context.actor))
    }

    func requireOpen() throws(CaseRefusal) {
        if let ending = state.ending { throw .caseEnded(ending.ending.kind) }
    }

    func requireHuman() throws(CaseRefusal) {
        guard context.actor.isHuman else { throw .ruleNeedsPerson }
    }

    /// A named worker who takes part; a desk is none.
    func requireActive(_ worker: WorkerID) throws(CaseRefusal) {
        guard worker.deskOf == nil else { throw .namedWorkerNeeded }
        try requireKnown(worker)
    }

    /// Somebody who may be asked: a worker or a desk.
    func requireKnown(_ worker: WorkerID) throws(CaseRefusal) {
        guard !context.directory.isActive(worker) else { return }
        if let agency = worker.deskOf { throw .deskUnknown(agency) }
        throw .workerUnknown(worker)
    }

    func requireNotInFuture(_ instant: Instant) throws(CaseRefusal) {
        guard instant <= context.now else { throw .inFuture(instant) }
    }
}
