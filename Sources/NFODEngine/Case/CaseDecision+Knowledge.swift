/// Rules 1 to 4 and 8 to 10: opening, further notifications, the time of the overdose, whereabouts.
extension CaseDecision {
    static func open(_ opening: CaseCommand.Opening, in context: CaseContext) -> [Decided<CaseEvent>] {
        let facts = opening.notification.facts
        let dueAt = facts.overdose.earliest + context.policy.contactWithin
        let ladder = context.ladders.current
        let opened = CaseOpened(
            code: opening.code, person: opening.person, notification: opening.notification, contactDueAt: dueAt,
            notifiedAt: min(facts.sentAt, context.now), toldLate: toldLate(dueAt: dueAt, in: context),
            owner: opening.owner, policy: ladder.hash, levelCount: ladder.levels.count)
        var decision = CaseDecision(
            context: context, state: CaseState(id: opening.id, opened: opened, at: context.now))
        decision.events.append(Decided(.opened(opened), happenedAt: context.now))
        if opened.toldLate != nil { decision.skipLevelsBelowHighestDue() }
        decision.startFollowUpIfLeaving(facts.whereabouts, at: facts.departedAt)
        decision.tellWhatNoHuddleSees()
        return decision.events
    }

    /// Rule 4.
    static func toldLate(dueAt: Instant, in context: CaseContext) -> ToldLate? {
        if dueAt <= context.now { return .timeOver }
        return dueAt - context.now < context.policy.shortNotice ? .shortNotice : nil
    }

    mutating func handleKnowledge(_ command: CaseCommand) throws(CaseRefusal) {
        switch command {
        case .attach(let notification): try attach(notification)
        case .correct(let notification): try correct(notification)
        case .detach(let notification): try detach(notification)
        case .setOverdoseTime(let overdose, let why): try setOverdoseTime(overdose, why)
        case .changePerson(let person):
            if person != state.person { emit(.personChanged(CasePersonChanged(person: person))) }
        case .triage(let triage):
            if triage != state.triage { emit(.triaged(CaseTriaged(triage: triage))) }
        case .draftPlan(let plan):
            if plan != state.plan { emit(.planDrafted(PlanDrafted(plan: plan))) }
        case .changePlan(let plan, let change):
            guard state.plan != nil else { throw .noPlan }
            try requireHuman()
            emit(.planChanged(PlanChanged(plan: plan, change: change)), reason: change.rawValue)
        case .doubtOverdose(let others):
            let fresh = others.filter { $0 != state.id && !state.mayBeSameAs.contains($0) }
            if !fresh.isEmpty { emit(.overdoseDoubted(OverdoseDoubted(cases: fresh))) }
        case .setWhereabouts(let whereabouts, let at):
            try requireNotInFuture(at)
            if whereabouts != state.whereabouts, let known = state.whereaboutsAt, at < known {
                throw .whereaboutsKnownLater(since: known)
            }
            changeWhereabouts(whereabouts, at: at, leftAt: at)
        default: break
        }
    }

    private mutating func attach(_ notification: AttachedNotification) throws(CaseRefusal) {
        guard !state.notifications.contains(where: { $0.id == notification.id }) else {
            throw .notificationAlreadyAttached
        }
        let all = state.notifications + [notification]
        let (overdose, dueAt, why) = timeByMachine(all)
        // Whoever has it knows the age since then.
        let wasForYoungPeopleLead = state.isForYoungPeopleLead
        emit(
            .notificationAttached(
                NotificationAttached(notification: notification, overdose: overdose, contactDueAt: dueAt)),
            reason: why)
        hear(notification.facts)
        if !wasForYoungPeopleLead { moveForAge() }
        reopenIfOverdoseMayBeLater()
    }

    private mutating func correct(_ notification: AttachedNotification) throws(CaseRefusal) {
        guard let before = state.notifications.first(where: { $0.id == notification.id }) else {
            throw .notificationNotAttached
        }
        guard before != notification else { return }
        let all = state.notifications.map { $0.id == notification.id ? notification : $0 }
        let (overdose, dueAt, why) = timeByMachine(all)
        let wasForYoungPeopleLead = state.isForYoungPeopleLead
        emit(
            .notificationCorrected(
                NotificationCorrected(notification: notification, overdose: overdose, contactDueAt: dueAt)),
            reason: why)
        if before.facts.whereabouts != notification.facts.whereabouts {
            // What a source takes back does not stand against what it says instead.
            let isTakenBack =
                before.facts.whereabouts == state.whereabouts && before.facts.whereaboutsAt == state.whereaboutsAt
            hear(notification.facts, evenIfOlder: isTakenBack)
        }
        if !wasForYoungPeopleLead { moveForAge() }
        reopenIfOverdoseMayBeLater()
    }

    private mutating func detach(_ notification: NotificationID) throws(CaseRefusal) {
        let rest = state.notifications.filter { $0.id != notification }
        // What an absorbed case brought goes with that case.
        let own = rest.filter { one in !state.absorbed.contains { $0.had.holds(one.id) } }
        guard rest.count < state.notifications.count, !own.isEmpty else { throw .notificationNotAttached }
        let (overdose, dueAt) = timeApart(
            rest, fixed: state.overdoseTimeFixedByPerson,
            before: state.dueBeforeAttaching[notification] ?? state.contactDueAt,
            others: state.absorbed.map(\.had.contactDueAt))
        emit(
            .notificationDetached(
                NotificationDetached(notification: notification, overdose: overdose, contactDueAt: dueAt)),
            reason: state.overdoseReading(of: rest).isContradicted ? "timesContradict" : "belongsElsewhere")
        reopenIfOverdoseMayBeLater()
    }

    /// The machine only ever moves the due time earlier (rule 3). The reason is there when sources contradict each
    /// other.
    private func timeByMachine(_ all: [AttachedNotification]) -> (OverdoseInterval, Instant, reason: String?) {
        let reading = state.overdoseReading(of: all)
        let dueAt = min(state.contactDueAt, reading.interval.earliest + context.policy.contactWithin)
        return (reading.interval, dueAt, reading.isContradicted ? "timesContradict" : nil)
    }

    private mutating func setOverdoseTime(
        _ overdose: OverdoseInterval, _ why: OverdoseTimeSet.Why
    ) throws(CaseRefusal) {
        try requireHuman()
        try requireNotInFuture(overdose.earliest)
        emit(
            .overdoseTimeSet(
                OverdoseTimeSet(
                    overdose: overdose, contactDueAt: overdose.earliest + context.policy.contactWithin, why: why)),
            reason: why.rawValue)
        reopenIfOverdoseMayBeLater()
    }

    /// A contact covers a case only when the overdose was certainly before it (rule 8).
    mutating func reopenIfOverdoseMayBeLater() {
        guard let contactAt = state.ending?.ending.contactAt, state.overdose.latest >= contactAt else { return }
        reopen(.overdoseTimeCorrected)
    }

    /// A word older than the one that is known changes nothing: feeds come in any order (rule 10).
    private mutating func hear(_ facts: NotificationFacts, evenIfOlder: Bool = false) {
        guard let whereabouts = facts.whereabouts, let at = facts.whereaboutsAt else { return }
        if !evenIfOlder, let known = state.whereaboutsAt, at < known {
            // Somebody did leave, wherever they are now: nobody may wait for a follow-up that never began.
            if state.followUp == nil { startFollowUpIfLeaving(whereabouts, at: facts.departedAt) }
            return
        }
        changeWhereabouts(whereabouts, at: at, leftAt: facts.departedAt)
    }

    private mutating func changeWhereabouts(_ whereabouts: Whereabouts, at: Instant, leftAt: Instant?) {
        guard whereabouts != state.whereabouts else { return }
        emit(.whereaboutsChanged(WhereaboutsChanged(whereabouts: whereabouts)), at: min(at, context.now))
        if !state.isForYoungPeopleLead { moveWith(whereabouts) }
        startFollowUpIfLeaving(whereabouts, at: leftAt)
    }

    mutating func moveWith(_ whereabouts: Whereabouts) {
        switch whereabouts {
        case .inHospital: giveTo(.role(.hospitalLiaison), .inHospital)
        case .inCustody: giveTo(.role(.custodyContact), .inCustody)
        case .leftHospitalBeforeTreatment, .dischargedFromHospital, .liberated, .community:
            if state.owner == .role(.hospitalLiaison) || state.owner == .role(.custodyContact) {
                giveTo(.role(.dutyWorker), .backInCommunity)
            }
        }
    }

    /// Rule 23: an age learned later takes the case out of adult outreach, whoever has it.
    mutating func moveForAge() {
        if state.isForYoungPeopleLead { giveTo(.role(.youngPeopleLead), .age) }
    }

    mutating func giveTo(_ owner: Owner, _ why: OwnerChanged.Why) {
        // To whoever has it for now it is said that it is theirs for good: it is not offered on any more.
        guard state.isOpen, state.owner != owner || state.handOn != nil else { return }
        let told = context.directory.recipients(of: [.owner], owner: owner, at: context.now)
        emit(.ownerChanged(OwnerChanged(owner: owner, why: why, told: told)), reason: why.rawValue)
    }

    /// Rule 10: leaving hospital or custody starts a second follow-up, even after a contact.
    mutating func startFollowUpIfLeaving(_ whereabouts: Whereabouts?, at: Instant?) {
        switch whereabouts {
        case .dischargedFromHospital, .leftHospitalBeforeTreatment, .liberated:
            guard let whereabouts, !state.isOverForGood else { return }
            let dueAt = (at ?? context.now) + context.policy.followUpWithin
            emit(.followUpStarted(FollowUpStarted(cause: whereabouts, dueAt: dueAt)))
        case .inHospital, .inCustody, .community, nil: break
        }
    }
}
