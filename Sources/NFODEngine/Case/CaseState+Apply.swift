/// Folding events into state: no rules and no arithmetic on time, and never a failure for what `decide` can produce.
extension CaseState {
    /// The state after all of `events`, which begin with `opened`; nil when there are none.
    public static func folding(_ id: CaseID, _ events: some Sequence<RecordedEvent<CaseEvent>>) -> CaseState? {
        var state: CaseState?
        for event in events { state = applying(event, to: state, id: id) }
        return state
    }

    public static func applying(
        _ recorded: RecordedEvent<CaseEvent>, to state: CaseState?, id: CaseID
    ) -> CaseState? {
        guard var state else {
            guard case .opened(let opened) = recorded.event else { return nil }
            return CaseState(id: id, opened: opened, at: recorded.knownAt)
        }
        state.apply(recorded)
        return state
    }

    init(id: CaseID, opened: CaseOpened, at openedAt: Instant) {
        self.id = id
        code = opened.code
        self.openedAt = openedAt
        person = opened.person
        notifications = [opened.notification]
        overdose = opened.notification.facts.overdose
        contactDueAt = opened.contactDueAt
        notifiedAt = opened.notifiedAt
        toldLate = opened.toldLate
        owner = opened.owner
        whereabouts = opened.notification.facts.whereabouts
        whereaboutsAt = opened.notification.facts.whereaboutsAt
        ladderRun = 1
        stage = .open(
            LadderState(run: 1, policy: opened.policy, startedAt: openedAt, levelCount: opened.levelCount))
    }

    mutating func apply(_ recorded: RecordedEvent<CaseEvent>) {
        switch recorded.event {
        case .opened: break
        case .notificationAttached, .notificationCorrected, .personChanged, .overdoseDoubted, .triaged, .planDrafted,
            .planChanged, .whereaboutsChanged, .absorbed, .released:
            applyKnowledge(recorded)
        case .overdoseTimeSet, .notificationDetached:
            let before = contactDueAt
            applyKnowledge(recorded)
            if before < contactDueAt { noteMovedLater(at: recorded.knownAt) }
        case .ownerChanged, .assigned, .accepted, .handedBack, .acceptTimedOut, .nobodyFound, .attempted, .screened,
            .dueBeforeHuddle, .notTodayDecided:
            applyResponse(recorded)
        case .ended, .endingConfirmed, .confirmationReminded, .endingRestored, .reopened, .followUpStarted,
            .followUpReminded, .followUpDone:
            applyEnding(recorded)
        case .levelsSkipped, .levelFired, .acknowledged, .silenced, .keepTryingDecided, .ladderRestarted, .told,
            .notTold:
            applyLadder(recorded)
        }
    }

    private mutating func noteMovedLater(at instant: Instant) {
        guard case .open(var ladder) = stage else { return }
        ladder.movedLaterAt = instant
        stage = .open(ladder)
    }

    private mutating func applyKnowledge(_ recorded: RecordedEvent<CaseEvent>) {
        switch recorded.event {
        case .notificationAttached(let event):
            notifications.append(event.notification)
            dueBeforeAttaching[event.notification.id] = contactDueAt
            (overdose, contactDueAt) = (event.overdose, event.contactDueAt)
        case .notificationCorrected(let event):
            notifications = notifications.map { $0.id == event.notification.id ? event.notification : $0 }
            (overdose, contactDueAt) = (event.overdose, event.contactDueAt)
        case .notificationDetached(let event):
            notifications.removeAll { $0.id == event.notification }
            if let due = dueBeforeAttaching.removeValue(forKey: event.notification) { forgetDue(since: due) }
            (overdose, contactDueAt) = (event.overdose, event.contactDueAt)
        case .overdoseTimeSet(let event):
            overdoseTimeFixedByPerson = FixedOverdose(event.overdose, knowing: notifications)
            overdose = event.overdose
            keepDueTimeSet(event.contactDueAt)
        case .personChanged(let event): person = event.person
        case .overdoseDoubted(let event): mayBeSameAs += event.cases
        case .triaged(let event):
            triage = event.triage
            redSince = event.triage.level == .red ? redSince ?? recorded.knownAt : nil
        case .planDrafted(let event): plan = event.plan
        case .planChanged(let event):
            plan = event.plan
            for index in absorbed.indices { absorbed[index].isPlanTouched = true }
        case .whereaboutsChanged(let event): (whereabouts, whereaboutsAt) = (event.whereabouts, recorded.happenedAt)
        case .absorbed(let event): take(event)
        case .released(let event): giveBack(event)
        default: break
        }
    }

    private mutating func applyResponse(_ recorded: RecordedEvent<CaseEvent>) {
        switch recorded.event {
        case .ownerChanged(let event):
            owner = event.owner
            assignment = nil
            handOn = event.why.handsOn.map { HandOn(since: recorded.knownAt, basis: $0) }
            remember(told: event.told)
        case .assigned(let event):
            owner = .worker(event.worker)
            handOn = nil
            assignment = WorkerAssignment(
                worker: event.worker, partner: event.partner, kind: event.kind, assignedAt: recorded.knownAt,
                acceptBy: event.acceptBy, basis: event.explanation.basis)
            if event.isFirst { referral = Referral(at: recorded.knownAt, worker: event.worker) }
            remember(told: [event.worker] + (event.partner.map { [$0] } ?? []))
        case .accepted(let event):
            if let desk = event.desk {
                owner = .worker(event.worker)
                assignment = assignment?.taken(by: event.worker, at: desk, recorded.knownAt)
                remember(told: [event.worker])
            }
            assignment?.acceptedAt = recorded.knownAt
        case .handedBack(let event):
            assignment = nil
            passedOn.formUnion([event.worker, event.desk?.desk].compactMap { $0 })
        case .acceptTimedOut(let event):
            assignment = nil
            passedOn.insert(event.worker)
        case .nobodyFound: handOn?.lookedAt = recorded.knownAt
        case .attempted(let event):
            attempts.append(event.attempt)
            notToday = nil
        case .dueBeforeHuddle(let event):
            toldDueBeforeHuddle = event.contactDueAt
            remember(told: event.told)
        case .notTodayDecided(let event): notToday = NotToday(decision: event, at: recorded.knownAt)
        case .screened(let event): screening = event.screening.keeping(screening)
        default: break
        }
    }

    private mutating func applyEnding(_ recorded: RecordedEvent<CaseEvent>) {
        switch recorded.event {
        case .ended(let event):
            let isMerged = event.ending.kind == .mergedInto
            if isMerged { stageBeforeMerge = stage }
            stage = .ended(
                Ended(
                    ending: event.ending, at: recorded.happenedAt, knownAt: recorded.knownAt, by: recorded.actor,
                    confirmedBy: nil))
            if !isMerged { forgetUntold() }
        case .endingConfirmed:
            guard case .ended(var ended) = stage else { return }
            ended.confirmedBy = recorded.actor
            stage = .ended(ended)
        case .confirmationReminded(let event):
            guard case .ended(var ended) = stage else { return }
            if event.recipients.isEmpty {
                ended.foundNobodyAt = recorded.knownAt
            } else {
                ended.remindedAt = recorded.knownAt
            }
            stage = .ended(ended)
        case .endingRestored:
            if let stageBeforeMerge { stage = stageBeforeMerge }
            stageBeforeMerge = nil
        case .reopened(let event): reopen(event, happenedAt: recorded.happenedAt, knownAt: recorded.knownAt)
        case .followUpStarted(let event): followUp = FollowUp(cause: event.cause, dueAt: event.dueAt)
        case .followUpReminded(let event):
            if event.recipients.isEmpty {
                followUp?.foundNobodyAt = recorded.knownAt
            } else {
                followUp?.remindedAt = recorded.knownAt
            }
            remember(told: event.recipients)
        case .followUpDone: followUp?.doneAt = recorded.happenedAt
        default: break
        }
    }

    private mutating func reopen(_ event: CaseReopened, happenedAt: Instant, knownAt: Instant) {
        ladderRun = event.run
        told = event.told
        if stageBeforeMerge == nil { untold = [] }
        // Who could not do it before a merge cannot do it after.
        if stageBeforeMerge == nil, event.why != .personsSplit { passedOn = [] }
        stageBeforeMerge = nil
        if case .coveredBy(let other, let at)? = ending?.ending, event.why.setsContactAside {
            contactsSetAside[other] = at
        }
        if event.why == .objectionWithdrawn { objectionWithdrawnAt = happenedAt }
        stage = .open(
            LadderState(
                run: event.run, policy: event.policy, startedAt: knownAt, levelCount: event.levelCount))
    }

    private mutating func applyLadder(_ recorded: RecordedEvent<CaseEvent>) {
        if case .told(let event) = recorded.event { untold.remove(event.alert) }
        if case .notTold(let event) = recorded.event { untold.insert(event.alert) }
        guard case .open(var ladder) = stage else { return }
        switch recorded.event {
        case .ladderRestarted(let event):
            ladderRun = event.run
            ladder = LadderState(
                run: event.run, policy: event.policy, startedAt: recorded.knownAt, levelCount: event.levelCount)
        case .levelFired(let event): remember(told: event.recipients)
        default: break
        }
        ladder.apply(recorded)
        stage = .open(ladder)
    }

    private mutating func remember(told recipients: [WorkerID]) {
        for recipient in recipients where !told.contains(recipient) { told.append(recipient) }
    }
}

extension LadderState {
    init(run: Int, policy: PolicyHash, startedAt: Instant, levelCount: Int) {
        self.init(
            run: run, policy: policy, startedAt: startedAt, levels: Array(repeating: .waiting, count: levelCount))
    }

    mutating func apply(_ recorded: RecordedEvent<CaseEvent>) {
        switch recorded.event {
        case .levelsSkipped(let event): for level in event.levels { levels[level] = .skipped(event.reason) }
        case .levelFired(let event):
            fire(event, at: recorded.knownAt)
        case .told(let event): if let level = event.level { setReached(level, true) }
        case .notTold(let event):
            guard let level = event.level else { break }
            hopes[level]?.remove(event.recipient)
            if hopes[level]?.isEmpty == true { setReached(level, false) }
        case .acknowledged(let event):
            acknowledgement = Acknowledgement(by: event.worker, at: recorded.knownAt, until: event.until)
        case .silenced(let event):
            silence = Silence(by: event.worker, at: recorded.knownAt, until: event.until, reason: event.why)
        case .keepTryingDecided(let event): keepTrying = event
        default: break
        }
    }
}

extension LadderState {
    private mutating func fire(_ event: LevelFired, at instant: Instant) {
        var first = instant
        if case .fired(let earlier, _, _, _) = levels[event.level], !event.begins { first = earlier }
        levels[event.level] = .fired(
            first: first, latest: instant, occurrences: event.occurrence, reachedSomebody: !event.recipients.isEmpty)
        hopes[event.level] = event.recipients.isEmpty ? nil : Set(event.recipients)
        if event.isEarly { early.insert(event.level) } else { early.remove(event.level) }
        if event.endsPause { acknowledgement = nil }
    }

    private mutating func setReached(_ level: Int, _ reached: Bool) {
        guard case .fired(let first, let latest, let occurrences, _) = levels[level] else { return }
        levels[level] = .fired(first: first, latest: latest, occurrences: occurrences, reachedSomebody: reached)
    }
}

extension CaseState {
    /// With the ladder ends what was not told of it; a second follow-up still has to be told (rule 10).
    private mutating func forgetUntold() {
        let beginning = AlertID.followUpBeginning(code)
        untold = openFollowUp == nil ? [] : untold.filter { $0.name.hasPrefix(beginning) }
    }

    /// The level of the ladder that runs whose latest alert this is.
    func level(of alert: AlertID) -> Int? {
        guard let ladder else { return nil }
        return ladder.levels.indices.first { index in
            guard case .fired(_, _, let occurrences, _) = ladder.levels[index] else { return false }
            let beginning = AlertID.beginning(code, run: ladder.run, level: index, occurrence: occurrences)
            return alert.name.hasPrefix(beginning + Alert.Kind.escalation.rawValue)
        }
    }
}

/// An event as it was written, with the part of its header that states are made from.
public struct RecordedEvent<Event: StreamEvent>: Hashable, Sendable {
    public let event: Event
    /// When it happened in the world; measures use it.
    public let happenedAt: Instant
    /// When we knew; reports for an instant use it (rule 40).
    public let knownAt: Instant
    public let actor: Actor

    public init(_ event: Event, happenedAt: Instant, knownAt: Instant, actor: Actor) {
        self.event = event
        self.happenedAt = happenedAt
        self.knownAt = knownAt
        self.actor = actor
    }
}
