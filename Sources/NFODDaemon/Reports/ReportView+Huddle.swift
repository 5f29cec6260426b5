import NFODConfig
import NFODEngine
import NFODStore

/// The three reports, put together.
extension ReportView {
    func huddle() throws -> HuddleReport {
        let states = try states()
        var input = HuddleInput(
            at: at, previousHuddle: previousHuddle, previousWasHeld: false, nextHuddle: nextHuddle,
            label: configuration.settings.label, smallNumbersBelow: configuration.settings.smallNumbersBelow,
            cases: try states.map(line))
        input.alarms = try reading.tx.alarms.standing(at: at).map(\.alarm).filter { !$0.kind.hasOwnSection }
        input.silentSources = try silentSources()
        input.needsFixing = try needsFixing()
        input.deaths = try deaths(states)
        let identity = IdentityView(reading, known, at: at)
        input.reviews = try reviews(identity)
        input.joined = try joined(identity)
        input.visitsPlanned = visitsPlanned(states)
        input.mattersArising = mattersArising(states)
        input.closedDays = ClosedDays(
            at: at, huddles: huddles, team: team, contactWithin: configuration.settings.casePolicy.contactWithin,
            label: label)
        input.team = members()
        input.nobodyToday = try nobodyToday(states)
        input.trends = try trends()
        input.notes = notes()
        return HuddleReport.build(from: input)
    }

    func overdue() throws -> OverdueReport {
        let overdue = try states().filter { $0.isOverdue(at: at) }
        return OverdueReport.build(
            from: .init(at: at, label: configuration.settings.label, cases: try overdue.map(line)))
    }

    func workload() throws -> WorkloadReport {
        WorkloadReport.build(
            from: .init(
                at: at, nextHuddle: nextHuddle, label: configuration.settings.label, team: members(),
                cases: try states().filter(\.isOpen).map(line)))
    }

    private func silentSources() throws -> [HuddleInput.SilentSource] {
        try configuration.sources.keys.sorted().compactMap { source in
            guard let silence = try reading.tx.events.silence(of: source, knownAt: at) else { return nil }
            return .init(source: source, expectedAt: silence.expectedBy, lastReceivedAt: silence.lastFeedAt)
        }
    }

    /// Rows put aside since the last huddle, and older ones while the alarm of their source stands: until somebody has
    /// settled it, each may be a person nobody visits (rule 11).
    private func needsFixing() throws -> [HuddleInput.RowToFix] {
        let alarms = reading.tx.alarms
        var since: [String: Instant] = [:]
        for row in try alarms.standing(at: at) where row.alarm.kind == .needsFixing {
            let settled = try alarms.lastCleared(.needsFixing, row.alarm.subject, before: at)
            since[row.alarm.subject?.name ?? ""] = min(settled ?? Instant(milliseconds: 0), previousHuddle)
        }
        let first = since.values.min() ?? previousHuddle
        let rows = try reading.tx.feeds.quarantined(since: first, through: at).filter {
            $0.receivedAt > since[$0.source.name] ?? previousHuddle
        }
        return rows.map { row in
            let isWholeFile = DropRefusal.isAboutWholeFile(row.code)
            return .init(
                source: row.source, file: isWholeFile ? "a whole file" : nil, line: row.line, code: row.code,
                message: isWholeFile
                    ? "nothing of it was taken in; its reasons lie beside it in the inbox, under needs-fixing"
                    : "look at the row in the source's file")
        }
    }

    private func deaths(_ states: [CaseState]) throws -> [HuddleInput.Death] {
        try states.compactMap { state in
            guard let ending = state.ending else { return nil }
            let standing: HuddleInput.Death.Standing
            switch ending.ending.kind {
            case .diedReported: standing = .reported
            case .diedConfirmed: standing = .confirmed
            default: return nil
            }
            return .init(
                person: try root(state.person), codes: [state.code], standing: standing, knownAt: ending.knownAt)
        }
    }

    private func reviews(_ identity: IdentityView) throws -> [HuddleInput.Review] {
        let reviews = try identity.questions(code: code)
        for review in reviews {
            _ = try root(review.person)
            for candidate in review.candidates { _ = try root(candidate.person) }
        }
        return reviews
    }

    private func joined(_ identity: IdentityView) throws -> [HuddleInput.Join] {
        let joins = try identity.machineJoins(since: previousHuddle)
        for join in joins { _ = try root(join.into) }
        return joins
    }

    /// The response a notification was part of; by the link of today where that response is not in the report.
    private func code(of notification: NotificationID) throws -> CaseCode? {
        let shown = try states().first { $0.notifications.contains { $0.id == notification } }
        if let shown { return shown.code }
        return try IdentityView(reading, known, at: at).code(of: notification)
    }

    /// What an agreed plan still asks for before the next huddle, and what waits for a second person.
    private func mattersArising(_ states: [CaseState]) -> [HuddleInput.MatterArising] {
        states.flatMap { state -> [HuddleInput.MatterArising] in
            var matters: [HuddleInput.MatterArising] = []
            matters += confirmation(of: state) + followUp(of: state) + keepTrying(state) + notToday(state)
            matters += doubts(about: state)
            guard let plan = state.plan else { return matters }
            let agreed = plan.versions.contains { $0.agreement != nil }
            for entry in plan.outstanding where agreed || (state.isUnclosed && entry.kind.isSafeguarding) {
                matters.append(
                    .init(
                        code: state.code, title: wording.text(entry, rules: configuration.plan),
                        owner: words(entry.owner), dueAt: entry.dueAt))
            }
            return matters
        }
    }

    /// Rule 34: somebody else confirms within a working day, and the huddle sees when that is over.
    private func confirmation(of state: CaseState) -> [HuddleInput.MatterArising] {
        guard let dueAt = state.confirmationDueAt(huddles), let ended = state.ending,
            case .objects(let objection) = ended.ending
        else { return [] }
        let known = "\(objection.sentence), told \(TimePhrase.moment(ended.at, in: zone, now: at))"
        return [
            .init(
                code: state.code,
                title: "\(known), written down by \(ended.by.text): waits for a second person to confirm",
                owner: team.rotas[.coordinator]?.label ?? RoleID.coordinator.name, dueAt: dueAt)
        ]
    }

    /// Rule 10: it stands here from discharge or liberation until it was made, not only when it falls due.
    private func followUp(of state: CaseState) -> [HuddleInput.MatterArising] {
        guard let followUp = state.openFollowUp else { return [] }
        return [
            .init(
                code: state.code, title: "second follow-up: \(PageText.words(followUp.cause))",
                owner: owner(state).label, dueAt: followUp.dueAt)
        ]
    }

    /// Rule 30: what an earlier huddle agreed about those it keeps trying to reach.
    private func keepTrying(_ state: CaseState) -> [HuddleInput.MatterArising] {
        guard let agreed = state.ladder?.keepTrying else { return [] }
        let ways = PageText.list(agreed.how.map(\.words))
        return [
            .init(
                code: state.code, title: "keep trying: \(ways)", owner: label(agreed.worker), dueAt: agreed.nextLookAt)
        ]
    }

    /// What an earlier huddle decided about those whom the team of its day could not get to.
    private func notToday(_ state: CaseState) -> [HuddleInput.MatterArising] {
        guard state.isOpen, let decided = state.notToday else { return [] }
        return [
            .init(
                code: state.code, title: "not reached on the day it was decided, \(decidedWords(decided))",
                owner: label(decided.decision.worker), dueAt: decided.decision.nextLookAt)
        ]
    }

    /// `Mon 1 Mar 09:45: by phone today`
    func decidedWords(_ decided: CaseState.NotToday) -> String {
        "\(TimePhrase.moment(decided.at, in: zone, now: at)): \(decided.decision.instead.words)"
    }

    /// Visits that a huddle has agreed on for the time until it looks again.
    private func visitsPlanned(_ states: [CaseState]) -> [HuddleInput.Visit] {
        states.compactMap { state in
            // What was agreed holds until the huddle was to look again.
            guard state.isOpen, let agreed = state.ladder?.keepTrying, agreed.how.contains(.visit),
                agreed.nextLookAt >= at
            else { return nil }
            return .init(code: state.code, at: agreed.nextLookAt, workers: [label(agreed.worker)])
        }
    }

    /// Rule 19: two records that may be one overdose, which the machine does not join.
    private func doubts(about state: CaseState) -> [HuddleInput.MatterArising] {
        guard state.isOpen, !state.mayBeSameAs.isEmpty else { return [] }
        let codes = state.mayBeSameAs.compactMap { id -> String? in
            guard let other = try? reading.root(of: id), other != state.id,
                let row = try? reading.tx.responses.row(id: other), row.ending == nil
            else { return nil }
            return row.code.name
        }
        guard !codes.isEmpty else { return [] }
        return [
            .init(
                code: state.code,
                title: "may be the same overdose as \(codes.joined(separator: ", ")): merge, or leave",
                owner: "huddle", dueAt: nil)
        ]
    }

    private func words(_ owner: PlanOwner) -> String {
        switch owner {
        case .caseOwner: "owner"
        case .role(let role): team.rotas[role]?.label ?? role.name
        case .worker(let worker): label(worker)
        }
    }
}

extension AlarmKind {
    /// The report lists what it is about in a section that says more.
    fileprivate var hasOwnSection: Bool { self == .silentFeed || self == .needsFixing }
}
