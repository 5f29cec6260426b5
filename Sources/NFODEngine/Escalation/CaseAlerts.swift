/// What each event of a case makes known to whom (rules 9, 19, 27 to 32, 35). Pure; written as outbox rows in the
/// transaction of the event.
public enum CaseAlerts {
    /// The alerts of one event.
    ///
    /// - Parameters:
    ///   - before: the case before the event; nil for the first.
    ///   - after: the case with the event applied.
    ///   - streamVersion: the event's place in its stream; keeps ids of alerts outside the ladder apart.
    ///   - ladders: every policy that a case still runs by.
    public static func alerts(
        for recorded: RecordedEvent<CaseEvent>, before: CaseState?, after: CaseState, streamVersion: Int,
        directory: any DutyDirectory, zone: ZoneRules, ladders: LadderBook
    ) -> [Alert] {
        let maker = AlertMaker(state: after, at: recorded.knownAt, streamVersion: streamVersion, directory: directory)
        switch recorded.event {
        case .levelFired(let event):
            let level = after.ladder.map { ladders[$0.policy].levels[event.level] }
            return maker.escalation(event, of: level, follows: before?.ladder?.levels)
        case .assigned(let event):
            let hands = [event.worker, event.partner].compactMap { $0 }
            let words = event.worker.deskOf == nil ? "given to you" : "for one of you to take by name"
            return maker.make(.assignment, words, [event.worker])
                + maker.make(.assignment, "go with a colleague", [event.partner].compactMap { $0 })
                + maker.make(.standDown, "somebody else has it now", before.hands.filter { !hands.contains($0) })
        case .acceptTimedOut:
            // They may have set out without a word.
            let coordinators = maker.coordinators
            return maker.make(
                .standDown, "somebody else has it now", before.hands.filter { !coordinators.contains($0) })
        case .handedBack(let event):
            return maker.make(.standDown, "somebody else has it now", before.hands.filter { $0 != event.worker })
        // Once: each look after that finds the coordinator knowing it.
        case .nobodyFound where before?.handOn?.lookedAt == nil:
            return maker.make(.escalation, "nobody can take it now", maker.coordinators)
        case .ownerChanged(let event): return ownerChanged(event, before: before, maker: maker)
        case .reopened(let event): return maker.make(.assignment, "open again, and yours", event.told)
        case .released(let event): return released(event, before: before, maker: maker)
        case .followUpReminded(let event):
            return maker.make(
                .escalation, "second follow-up due", event.recipients,
                part: "\(AlertID.followUp)-r\(after.ladderRun)-e\(streamVersion)")
        case .confirmationReminded(let event):
            return maker.make(.escalation, "an objection waits for a second person", event.recipients)
        case .dueBeforeHuddle(let event):
            let gap = event.told.isEmpty ? maker.gap(at: after.owner) : []
            return gap + maker.make(.assignment, event.words(at: recorded.knownAt, in: zone), event.told)
        case .attempted(let event) where event.beforeScreening:
            return maker.make(.escalation, "visit before screening", maker.coordinators)
        case .ended(let event): return ended(event, recorded: recorded, before: before, maker: maker)
        default: return []
        }
    }

    /// Handed back, timed out, disabled: the coordinator is told at once (rule 27); whoever had it is stood down. Where
    /// nobody holds the duty that owns it now, the coordinator is told of the gap (rule 29).
    private static func ownerChanged(
        _ event: OwnerChanged, before: CaseState?, maker: AlertMaker
    ) -> [Alert] {
        let newOwner = event.told
        let gap = newOwner.isEmpty ? maker.gap(at: event.owner) : []
        let former = before.hands.filter { !newOwner.contains($0) }
        switch event.why {
        case .handedBack: return gap + maker.make(.escalation, "handed back", newOwner)
        case .acceptTimeOut: return gap + maker.make(.escalation, "not accepted in time", newOwner)
        case .objection:
            return gap
                + maker.make(.escalation, "an objection was told: look before anybody goes", newOwner)
                + maker.make(.standDown, "do not go before you have heard more", former)
        case .workerDisabled, .reopened:
            // Of two, the one who is left does not go alone.
            let left = former.filter(maker.directory.isActive)
            return gap + maker.make(.escalation, "yours for now", newOwner)
                + maker.make(.standDown, "do not go before you have heard more", left)
        case .barred:
            return gap
                + maker.make(.escalation, "somebody else has to go: look before anybody does", newOwner)
                + maker.make(.standDown, "do not go before you have heard more", former)
        case .partnerMissing:
            return gap
                + maker.make(.escalation, "the second worker of a visit by two is missing", newOwner)
                + maker.make(.standDown, "do not go before you have heard more", former)
        case .neededElsewhere, .shiftEnded:
            return gap + maker.make(.escalation, "yours for now", newOwner)
                + maker.make(.standDown, "somebody else has it now", former)
        case .inHospital, .inCustody, .backInCommunity, .moved, .age:
            return gap
                + maker.make(.assignment, "given to you", newOwner)
                + maker.make(.standDown, "somebody else has it now", former)
        }
    }

    /// What had moved the case to somebody else was not about this person: who had it before has it again.
    private static func released(_ event: CaseReleased, before: CaseState?, maker: AlertMaker) -> [Alert] {
        let former = [before?.assignment?.worker].compactMap { $0 }.filter { !event.told.contains($0) }
        guard event.returnsTo != nil else { return [] }
        return maker.make(.assignment, "given to you", event.told)
            + maker.make(.standDown, "somebody else has it now", former)
    }

    /// Whom this event had to tell and found nobody of (rule 29); nil where it told somebody, or had nobody to tell.
    ///
    /// - Parameter ladders: every policy that a case still runs by.
    public static func gap(in event: CaseEvent, ladders: LadderBook, of state: CaseState) -> [Audience]? {
        switch event {
        case .levelFired(let level) where level.recipients.isEmpty:
            state.ladder.map { ladders[$0.policy].levels[level.level].audience }
        case .ownerChanged(let change) where change.told.isEmpty: [.owner]
        case .followUpReminded(let reminder) where reminder.recipients.isEmpty: CaseDecision.followUpAudience
        case .dueBeforeHuddle(let event) where event.told.isEmpty: [.owner]
        case .confirmationReminded(let reminder) where reminder.recipients.isEmpty: CaseDecision.confirmationAudience
        default: nil
        }
    }

    /// Everybody who was told, or has the case, hears that there is no need to go; not the one who ended it.
    private static func ended(
        _ event: CaseEndedEvent, recorded: RecordedEvent<CaseEvent>, before: CaseState?, maker: AlertMaker
    ) -> [Alert] {
        guard event.ending.kind != .beforeGoLive else { return [] }
        var told = before?.told ?? []
        if case .reached(let contact) = event.ending { told.removeAll { $0 == contact.by } }
        var alerts = maker.make(.standDown, "no need to go", told)
        if event.ending.kind == .diedReported {
            alerts += maker.make(.escalation, "look at this now", maker.coordinators)
        }
        return alerts
    }
}

extension CaseState? {
    /// In whose hands it was; and the desk where somebody had taken it, which was told.
    fileprivate var hands: [WorkerID] {
        let assignment = self?.assignment
        return [assignment?.worker, assignment?.partner, assignment?.desk?.desk].compactMap { $0 }
    }
}

/// Puts one case's alerts together, one for each recipient on the first of their channels.
struct AlertMaker {
    let state: CaseState
    let at: Instant
    let streamVersion: Int
    let directory: any DutyDirectory

    var coordinators: [WorkerID] {
        directory.recipients(of: [.role(.coordinator)], owner: .role(.coordinator), at: at)
    }

    /// - Parameter before: how the ladder stood before it fired.
    func escalation(
        _ event: LevelFired, of level: LadderPolicy.Level?, follows before: [LadderState.LevelState]?
    ) -> [Alert] {
        let part = AlertID.part(run: event.run, level: event.level, occurrence: event.occurrence)
        if event.recipients.isEmpty {
            let words = "nobody on duty for: \(event.name)" + (level?.meanwhile.map { "; meanwhile: \($0)" } ?? "")
            return make(.alarm, words, coordinators, isLast: true, part: part + "-gap")
        }
        let gathersFor = level.flatMap { event.gathersFor($0, follows: before) }
        return make(
            .escalation, event.name, event.recipients, isLast: event.isLast, part: part, gathersFor: gathersFor)
    }

    func gap(at owner: Owner) -> [Alert] {
        let name = if case .role(let role) = owner { role.name } else { "owner" }
        return make(.alarm, "nobody on duty for: \(name)", coordinators, isLast: true)
    }

    func make(
        _ kind: Alert.Kind, _ level: String, _ recipients: [WorkerID], isLast: Bool = false, part: String? = nil,
        gathersFor: Span? = nil
    ) -> [Alert] {
        let place = "\(state.code)-\(part ?? "r\(state.ladderRun)-e\(streamVersion)")"
        return channels(of: recipients).map { recipient, channel in
            Alert(
                id: AlertID("\(place)-\(kind.rawValue)-\(AlertID.mark(recipient, channel))"),
                kind: kind, code: state.code, contactDueAt: state.contactDueAt, level: level, isLastLevel: isLast,
                recipient: recipient, channel: channel, at: at, gathersFor: gathersFor)
        }
    }

    private func channels(of recipients: [WorkerID]) -> [(WorkerID, ChannelID)] {
        recipients.compactMap { worker in directory.ways(toTell: worker, at: at).first.map { (worker, $0.channel) } }
    }
}
