/// A case on its way through time, while nobody does anything about it.
struct LadderWalk {
    private(set) var state: CaseState
    private(set) var context: CaseContext
    let team: Team
    private(set) var steps: [LadderForecast.Step] = []
    /// What waits for a time of the case's own comes once here: asked for again at every huddle, it would have no end.
    private var seen: Set<CaseDue.Kind> = []

    /// Far more than a ladder can have: repeats are at least five minutes apart and last for a setting's time.
    private static let most = 10_000

    init(state: CaseState, context: CaseContext, team: Team) {
        (self.state, self.context, self.team) = (state, context, team)
    }

    mutating func run() {
        for _ in 0..<Self.most {
            // As the due table orders what is due at one instant.
            let next = state.nextDue(context).filter { !seen.contains($0.kind) }
                .min { ($0.at, $0.kind.rawValue) < ($1.at, $1.kind.rawValue) }
            guard let next else { return }
            context = context.later(max(context.now, next.at))
            if next.kind != .level { seen.insert(next.kind) }
            // What has no command of its own is for somebody else to work out, and tells nobody by itself.
            if let command = state.command(for: next.kind, context) {
                take(command, due: next)
            } else if next.kind == .level {
                return
            }
        }
    }

    /// Nil while levels fire, or where no ladder runs.
    var digest: LadderForecast.Digest? {
        guard let from = state.digestFrom(context), let last = context.ladders.current.levels.last else { return nil }
        let at = context.huddles.nextHuddle(after: from - Span(milliseconds: 1))
        return LadderForecast.Digest(
            firstAt: at, found: last.audience.map { found($0, owner: .role(.coordinator), at: at) })
    }

    private mutating func take(_ command: CaseCommand, due: CaseDue) {
        let before = state
        guard let decided = try? CaseDecision.decide(command, on: state, in: context) else { return }
        for event in decided {
            state.apply(
                RecordedEvent(event.event, happenedAt: event.happenedAt, knownAt: context.now, actor: context.actor))
            if let step = step(event.event, before: before) { add(step) }
        }
    }

    private func step(_ event: CaseEvent, before: CaseState) -> LadderForecast.Step? {
        switch event {
        case .levelFired(let fired):
            guard let ladder = before.ladder, let firing = before.nextFirings(context).first else { return nil }
            let policy = context.ladders[ladder.policy]
            let level = policy.levels[fired.level]
            return step(
                .level(fired.level, name: fired.name, occurrence: fired.occurrence),
                why(firing, ladder, policy, before), level.audience, meanwhile: level.meanwhile,
                gathersFor: fired.gathersFor(level, follows: ladder.levels))
        case .acceptTimedOut(let event): return step(.acceptTimeOut(event.worker), .ownTime, [.role(.coordinator)])
        case .ownerChanged(let event) where event.why == .shiftEnded:
            return before.assignment.map { step(.shiftEnd($0.worker), .ownTime, [.owner]) }
        case .followUpReminded: return step(.followUp, .ownTime, CaseDecision.followUpAudience)
        case .confirmationReminded: return step(.confirmation, .ownTime, CaseDecision.confirmationAudience)
        default: return nil
        }
    }

    private func step(
        _ kind: LadderForecast.Kind, _ why: LadderForecast.Why, _ audience: [Audience], meanwhile: String? = nil,
        gathersFor: Span? = nil
    ) -> LadderForecast.Step {
        let entries = audience.map { found($0, owner: state.owner, at: context.now) }
        let isOpen = entries.allSatisfy(\.workers.isEmpty) || entries.contains { $0.declared != nil }
        return LadderForecast.Step(
            kind: kind, at: context.now, why: why, found: entries, meanwhile: isOpen ? meanwhile : nil,
            gathersFor: gathersFor)
    }

    private func found(_ audience: Audience, owner: Owner, at instant: Instant) -> AudienceFound {
        AudienceFound(audience, owner: owner, at: instant, directory: context.directory, team: team)
    }

    private func why(
        _ firing: LadderState.Firing, _ ladder: LadderState, _ policy: LadderPolicy, _ before: CaseState
    ) -> LadderForecast.Why {
        let level = policy.levels[firing.level]
        let overdose = before.ladderStart(context)
        let own = ladder.absoluteInstant(of: level, overdose: overdose, due: before.contactDueAt)
        if own == firing.at, ladder.fallsDueAnew(firing.level, own: own) { return .anew(level.start) }
        if !firing.begins { return .again(every: policy.lastLevelRepeatsEvery) }
        if firing.level > 0, case .fired(let first, _, _, let reached) = ladder.levels[firing.level - 1] {
            if !reached { return .nobodyReached }
            let plain = first + level.start.offset
            if !level.start.isAbsolute, firing.at > plain { return .held(level.start, since: plain) }
        }
        let anchor = level.start.anchor == .contactDue ? before.contactDueAt : overdose
        let bare = anchor + level.start.offset
        return level.start.isAbsolute && bare < ladder.startedAt
            ? .overBefore(level.start, own: bare) : .planned(level.start)
    }

    /// Repeats to the same people are told once.
    private mutating func add(_ step: LadderForecast.Step) {
        guard case .again = step.why, case .level(let level, _, _) = step.kind, let last = steps.last,
            case .level(level, _, _) = last.kind, last.found == step.found
        else { return steps.append(step) }
        let count = (last.repeats?.count ?? 0) + 1
        steps[steps.count - 1].repeats = LadderForecast.Repeats(count: count, last: step.at)
    }
}

extension CaseContext {
    /// The same, at another instant.
    fileprivate func later(_ instant: Instant) -> CaseContext {
        CaseContext(
            now: instant, actor: actor, policy: policy, ladders: ladders, huddles: huddles, directory: directory,
            zone: zone)
    }
}
