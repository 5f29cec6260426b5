@testable import NFODEngine

/// Looks at a case from outside, after each step, and says what must never be. It knows the rules as sentences and
/// shares no code with the decisions.
struct CaseAuditor {
    private(set) var findings: [String] = []
    private var events = 0
    private var alerts: Set<AlertID> = []
    private var alertsSeen = 0
    private var firings: Set<[Int]> = []
    private var runs: Set<Int> = [1]

    /// - Parameter before: the state before the step.
    mutating func look(at scenario: CaseScenario, before: CaseState?) {
        guard let state = scenario.state else {
            findings.append("the case is gone")
            return
        }
        let new = scenario.events[events...]
        events = scenario.events.count
        dueTime(before: before, state: state, new)
        ladder(scenario, state, new)
        owner(state, new)
        endings(before: before, state: state, new)
        parts(state, new)
        for alert in scenario.alerts[alertsSeen...] where !alerts.insert(alert.id).inserted {
            findings.append("two alerts have the id \(alert.id)")
        }
        alertsSeen = scenario.alerts.count
    }

    /// The same events again make the same case.
    mutating func fold(_ scenario: CaseScenario) {
        if CaseState.folding(CaseScenario.id, scenario.events) != scenario.state {
            findings.append("folding the events again gives another state")
        }
    }

    /// Rules 18, 19: what was taken in is there, and what was given back is gone.
    private mutating func parts(_ state: CaseState, _ new: ArraySlice<RecordedEvent<CaseEvent>>) {
        let numbers = state.notifications.map(\.id)
        if Set(numbers).count != numbers.count { findings.append("a notification is there twice") }
        for recorded in new {
            switch recorded.event {
            case .absorbed(let event):
                for notification in event.had.notifications where !numbers.contains(notification.id) {
                    findings.append("what case \(event.other) was told is lost")
                }
                if state.contactDueAt > event.had.contactDueAt { findings.append("the earlier due time is lost") }
                if event.had.attempts.contains(where: { !state.attempts.contains($0) }) {
                    findings.append("attempts of case \(event.other) are lost")
                }
            case .released(let event):
                if numbers.contains(NotificationID(100 + event.other.number)) {
                    findings.append("what case \(event.other) was told stayed behind")
                }
            default: break
            }
        }
    }

    /// Rule 3: later only through a person who set the time, or who said that what was told belongs elsewhere.
    private mutating func dueTime(before: CaseState?, state: CaseState, _ new: ArraySlice<RecordedEvent<CaseEvent>>) {
        guard let before, state.contactDueAt > before.contactDueAt else { return }
        let setByPerson = new.contains { recorded in
            guard case .user = recorded.actor else { return false }
            switch recorded.event {
            case .overdoseTimeSet, .released, .notificationDetached: return true
            default: return false
            }
        }
        if !setByPerson { findings.append("the due time moved later without a person") }
    }

    /// An open case waits for exactly one ladder or stands in the digest, an ended one does neither; nothing fires
    /// twice or early.
    private mutating func ladder(
        _ scenario: CaseScenario, _ state: CaseState, _ new: ArraySlice<RecordedEvent<CaseEvent>>
    ) {
        let rows = state.nextDue(scenario.context()).filter { $0.kind == .level }
        switch state.stage {
        case .open(let ladder):
            let inDigest = state.digestFrom(scenario.context()) == nil ? 0 : 1
            if rows.count + inDigest != 1 {
                findings.append("an open case waits for \(rows.count) ladders and stands in \(inDigest) digests")
            }
            rung(scenario, state, ladder, rows)
            if ladder.run != state.ladderRun { findings.append("the ladder is not that of the latest run") }
        case .ended:
            if !rows.isEmpty { findings.append("an ended case waits for a level") }
        }
        for recorded in new {
            switch recorded.event {
            case .levelFired(let event):
                if !firings.insert([event.run, event.level, event.occurrence]).inserted {
                    findings.append("level \(event.level) #\(event.occurrence) of run \(event.run) fired twice")
                }
                if event.dueAt > recorded.knownAt { findings.append("level \(event.level) fired early") }
            case .reopened(let event): begin(event.run)
            case .ladderRestarted(let event): begin(event.run)
            default: break
            }
        }
    }

    /// Rules 28 and 30: whatever has fired, been taken, paused or corrected, no instant of a level's own that lies
    /// ahead passes without something going out.
    private mutating func rung(
        _ scenario: CaseScenario, _ state: CaseState, _ ladder: LadderState, _ rows: [CaseDue]
    ) {
        for level in scenario.ladder.levels where level.start.isAbsolute {
            let anchor = level.start.anchor == .overdose ? state.contactDueAt - .hours(72) : state.contactDueAt
            let at = anchor + level.start.offset
            guard at > scenario.now, ladder.policy == scenario.ladder.hash else { continue }
            if rows.allSatisfy({ $0.at > at }) { findings.append("nothing goes out by the time of '\(level.name)'") }
        }
    }

    private mutating func begin(_ run: Int) {
        if !runs.insert(run).inserted { findings.append("run \(run) began twice") }
    }

    /// Rule 24: an assignment is that of the owner.
    private mutating func owner(_ state: CaseState, _ new: ArraySlice<RecordedEvent<CaseEvent>>) {
        if let assignment = state.assignment, state.owner != .worker(assignment.worker) {
            findings.append("assigned to \(assignment.worker), owned by \(state.owner.text)")
        }
        for recorded in new {
            // Rule 27: a desk answers by one of its own, by name.
            guard case .accepted(let event) = recorded.event else { continue }
            let isOfDesk = event.desk == nil || CaseWorkload.staff[event.worker] == event.desk
            if event.worker.deskOf != nil || !isOfDesk { findings.append("taken for a desk by \(event.worker)") }
        }
        if let assignment = state.assignment, assignment.acceptedAt != nil, assignment.worker.deskOf != nil {
            findings.append("a desk has it for good")
        }
    }

    /// Rules 7, 8, 22 and 34: who may end, with what decided, and a contact after every possible time of the overdose.
    private mutating func endings(before: CaseState?, state: CaseState, _ new: ArraySlice<RecordedEvent<CaseEvent>>) {
        for recorded in new {
            guard case .ended(let event) = recorded.event else { continue }
            if recorded.happenedAt > recorded.knownAt { findings.append("ended in the future") }
            // An objection, a contact and a death stand at once; the case stays unclosed until all is decided.
            let needsDecisions: Set<Ending.Kind> = [.transferred, .notAnOverdose, .wrongOrDoubled, .notReached]
            if needsDecisions.contains(event.ending.kind), before?.undecidedSafeguarding.isEmpty == false {
                findings.append("ended as \(event.ending.kind) with safeguarding undecided")
            }
            switch event.ending {
            case .reached, .notReached, .objects, .diedConfirmed, .transferred, .notAnOverdose, .wrongOrDoubled:
                guard case .user = recorded.actor else {
                    findings.append("\(event.ending.kind) was recorded by a machine")
                    continue
                }
            case .coveredBy, .diedReported, .mergedInto, .beforeGoLive: break
            }
        }
        if let ended = state.ending, let contact = ended.ending.contactAt, contact <= state.overdose.latest {
            findings.append("a contact before the overdose may have happened keeps the case ended")
        }
        if let confirmed = state.ending?.confirmedBy, confirmed == state.ending?.by {
            findings.append("one person alone recorded and confirmed an ending")
        }
    }
}
