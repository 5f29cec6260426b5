/// Rule 34: what ends a response, and who may record it; rule 8: what opens it again.
extension CaseDecision {
    mutating func handleEnding(_ command: CaseCommand) throws(CaseRefusal) {
        switch command {
        case .end(let ending, let at, let byHuddle): try end(ending, at: at, byHuddle: byHuddle)
        case .confirmEnding: try confirmEnding()
        case .remindConfirmation: remindConfirmation()
        case .reopen(let why):
            guard let ending = state.ending else { throw .caseOpen }
            // What rests on another case's contact falls with it, whoever made that one fall.
            if why != .personsSplit && ending.ending.kind != .coveredBy { try requireHuman() }
            if case .ended? = state.stageBeforeMerge {
                emit(.endingRestored(EndingRestored()), reason: why.rawValue)
                reopenIfOverdoseMayBeLater()
            } else {
                reopen(why)
            }
        default: break
        }
    }

    private mutating func end(_ ending: Ending, at: Instant, byHuddle: Bool) throws(CaseRefusal) {
        try requireNotInFuture(at)
        // A confirmed death may follow a reported one; every other ending needs an open case.
        if case .diedConfirmed = ending, state.ending?.ending.kind == .diedReported {
            try requireHuman()
            emit(.ended(CaseEndedEvent(ending: ending)), at: at, reason: ending.kind.rawValue)
            return
        }
        // What was reached is merged with its contact, which the other case then rests on.
        if ending.kind != .mergedInto || state.ending?.ending.contactAt == nil { try requireOpen() }
        try requireMayEnd(ending, byHuddle: byHuddle)
        emit(.ended(CaseEndedEvent(ending: ending)), at: at, reason: ending.kind.rawValue)
    }

    private func requireMayEnd(_ ending: Ending, byHuddle: Bool) throws(CaseRefusal) {
        switch ending {
        case .reached, .coveredBy:
            // These come from recordContact and coverByContact, which check rule 7.
            throw .supportNotOffered
        case .mergedInto(let other):
            guard other != state.id else { throw .mergeIntoItself }
            guard other < state.id else { throw .mergeIntoLater }
        case .beforeGoLive: break
        case .diedReported: break
        case .diedConfirmed: try requireHuman()
        case .objects:
            // Stands at once, whatever else is undecided: the case stays unclosed until that is decided too.
            try requireHuman()
        case .transferred, .notAnOverdose, .wrongOrDoubled:
            try requireHuman()
            try requireSafeguardingDecided()
        case .notReached:
            try requireHuman()
            guard byHuddle else { throw .onlyByHuddle }
            let missing = missingAttempts()
            guard missing.isEmpty else { throw .attemptsMissing(missing) }
            try requireSafeguardingDecided()
        }
    }

    /// Which of the minimum attempts are not there yet.
    func missingAttempts() -> [CaseRefusal.MissingAttempt] {
        let least = context.policy.beforeNotReached
        let parts = Set(state.attempts.map { PartOfDay(context.zone.local($0.at).time) })
        var missing: [CaseRefusal.MissingAttempt] = []
        if state.attempts.count < least.number { missing.append(.number) }
        if Set(state.attempts.map(\.way)).count < least.ways { missing.append(.ways) }
        if parts.count < least.partsOfDay { missing.append(.partsOfDay) }
        if state.attempts.count(where: { $0.way == .visit }) < least.visits { missing.append(.visits) }
        return missing
    }

    /// Rule 22: a case cannot end with a safeguarding item undecided.
    func requireSafeguardingDecided() throws(CaseRefusal) {
        let undecided = state.undecidedSafeguarding
        guard undecided.isEmpty else { throw .safeguardingUndecided(undecided.map(\.kind)) }
    }

    private mutating func confirmEnding() throws(CaseRefusal) {
        guard let ending = state.ending, ending.ending.kind == .objects else { throw .nothingToConfirm }
        guard ending.confirmedBy == nil else { throw .alreadyConfirmed }
        try requireHuman()
        guard ending.by != context.actor else { throw .sameFirstAndSecondPerson }
        emit(.endingConfirmed(EndingConfirmed()), reason: ending.ending.kind.rawValue)
    }

    static let confirmationAudience = [Audience.role(.coordinator)]

    private mutating func remindConfirmation() {
        guard let at = state.confirmationRemindAt(context.huddles), at <= context.now else { return }
        let recipients = context.directory.recipients(
            of: Self.confirmationAudience, owner: .role(.coordinator), at: context.now)
        emit(.confirmationReminded(ConfirmationReminded(recipients: recipients)))
    }

    /// The clock runs again by its own due time, with a new run of the ladder.
    mutating func reopen(_ why: CaseReopened.Why) {
        let ladder = context.ladders.current
        var told: [WorkerID] = []
        if case .worker = state.owner {
            told = context.directory.recipients(of: [.owner], owner: state.owner, at: context.now)
        }
        emit(
            .reopened(
                CaseReopened(
                    why: why, run: state.ladderRun + 1, policy: ladder.hash, levelCount: ladder.levels.count,
                    told: told)),
            reason: why.rawValue)
        if Self.toldLate(dueAt: state.contactDueAt, in: context) != nil { skipLevelsBelowHighestDue() }
        if state.hands.contains(where: { !context.directory.isActive($0) }) { giveTo(.role(.coordinator), .reopened) }
        // An age may have been learned after the ending. What only comes back goes to whoever had it.
        if why != .personsSplit { moveForAge() }
    }
}

/// Rule 34 asks for attempts at different times of day.
enum PartOfDay: Hashable {
    case night, morning, afternoon, evening

    init(_ time: CivilTime) {
        switch time.hour {
        case 6..<12: self = .morning
        case 12..<17: self = .afternoon
        case 17..<22: self = .evening
        default: self = .night
        }
    }
}
