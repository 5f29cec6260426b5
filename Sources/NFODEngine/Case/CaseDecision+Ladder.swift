/// Rules 4 and 28 to 33: the ladder of one case.
extension CaseDecision {
    mutating func handleLadder(_ command: CaseCommand) throws(CaseRefusal) {
        switch command {
        case .fireLevel(let firing): fire(firing)
        case .acknowledge(let worker): try acknowledge(worker)
        case .acknowledgeByLink(let worker, let alert, let pause): try acknowledge(worker, by: alert, pause)
        case .silence(let worker, let until, let why): try silence(worker, until, why)
        case .keepTrying(let decision): try keepTrying(decision)
        case .restartLadder(let why):
            try requireOpen()
            try requireHuman()
            let ladder = context.ladders.current
            emit(
                .ladderRestarted(
                    LadderRestarted(
                        why: why, run: state.ladderRun + 1, policy: ladder.hash, levelCount: ladder.levels.count)),
                reason: why.rawValue)
            if Self.toldLate(dueAt: state.contactDueAt, in: context) != nil { skipLevelsBelowHighestDue() }
        case .markTold(let told):
            let level = state.level(of: told.alert)
            emit(.told(AlertTold(alert: told.alert, recipient: told.recipient, channel: told.channel, level: level)))
        case .markNotTold(let notTold): markNotTold(notTold)
        default: break
        }
    }

    /// Fires what is due and no more: what has fired already, or is not due yet, answers with nothing (rule 28).
    private mutating func fire(_ firing: LadderState.Firing) {
        guard let ladder = state.ladder, firing.at <= context.now,
            state.nextFirings(context).contains(firing)
        else { return }
        let policy = context.ladders[ladder.policy]
        let level = policy.levels[firing.level]
        let recipients = context.directory.recipients(of: level.audience, owner: state.owner, at: context.now)
        let own = ladder.absoluteInstant(of: level, overdose: state.ladderStart(context), due: state.contactDueAt)
        let isEarly = own.map { context.now < $0 } ?? false
        emit(
            .levelFired(
                LevelFired(
                    run: ladder.run, level: firing.level, name: level.name, occurrence: firing.occurrence,
                    dueAt: firing.at, isLast: level.isLast, begins: firing.begins,
                    endsPause: level.start.isAbsolute && firing.begins, isEarly: isEarly, recipients: recipients)))
    }

    /// Once for each alert: each further try that fails says nothing new (rule 32).
    private mutating func markNotTold(_ notTold: AlertNotTold) {
        guard !state.untold.contains(notTold.alert) else { return }
        emit(
            .notTold(
                AlertNotTold(
                    alert: notTold.alert, recipient: notTold.recipient, channel: notTold.channel,
                    outcome: notTold.outcome, level: state.level(of: notTold.alert))))
    }

    private mutating func acknowledge(_ worker: WorkerID) throws(CaseRefusal) {
        try requireOpen()
        try requireActive(worker)
        guard let ladder = state.ladder, ladder.levels.contains(where: \.hasFired) else { throw .notAcknowledgeable }
        let until = context.now + context.ladders[ladder.policy].acknowledgementHolds
        emit(.acknowledged(Acknowledged(worker: worker, until: until)))
    }

    /// Rule 32: without sign-in it rests for a short while only, and never shorter than somebody has said with sign-in.
    private mutating func acknowledge(
        _ worker: WorkerID, by link: AlertID, _ pause: Span
    ) throws(CaseRefusal) {
        try requireOpen()
        try requireActive(worker)
        guard let ladder = state.ladder else { throw .notAcknowledgeable }
        let holds = min(pause, context.ladders[ladder.policy].acknowledgementHolds)
        let until = max(context.now + holds, ladder.acknowledgement?.until ?? context.now)
        emit(.acknowledged(Acknowledged(worker: worker, until: until, link: link)))
    }

    /// Rule 31: twelve hours at most, and never over the due time.
    private mutating func silence(
        _ worker: WorkerID, _ until: Instant, _ why: LadderState.SilenceReason
    ) throws(CaseRefusal) {
        try requireOpen()
        try requireHuman()
        try requireActive(worker)
        let longest = context.now + context.policy.silenceAtMost
        guard until <= longest else { throw .silenceTooLong(longest: longest) }
        if context.now < state.contactDueAt, state.contactDueAt <= until {
            throw .silenceCoversDueTime(dueAt: state.contactDueAt)
        }
        emit(.silenced(Silenced(worker: worker, until: until, why: why)), reason: why.rawValue)
    }

    private mutating func keepTrying(_ decision: KeepTryingDecided) throws(CaseRefusal) {
        try requireOpen()
        try requireHuman()
        try requireActive(decision.worker)
        let latest = context.huddles.nextHuddle(after: context.now)
        guard decision.nextLookAt <= latest else { throw .nextLookTooLate(latest: latest) }
        emit(.keepTryingDecided(decision), reason: "huddle")
    }

    /// Rule 4: told late, the ladder starts at the highest level already due; the others are marked, with the reason.
    mutating func skipLevelsBelowHighestDue() {
        guard let ladder = state.ladder else { return }
        let policy = context.ladders[ladder.policy]
        let due = policy.levels.indices.filter { index in
            let start = policy.levels[index].start
            switch start.anchor {
            case .overdose: return state.ladderStart(context) + start.offset <= context.now
            case .contactDue: return state.contactDueAt + start.offset <= context.now
            case .levelBefore: return false
            }
        }
        guard let highest = due.last, highest > 0 else { return }
        emit(.levelsSkipped(LevelsSkipped(run: ladder.run, levels: Array(0..<highest), reason: .toldLate)))
    }
}

extension LadderState.LevelState {
    var hasFired: Bool { if case .fired = self { true } else { false } }
}
