import NFODConfig
public import NFODEngine
import NFODStore

/// One case as a line of a report.
extension ReportView {
    func line(_ state: CaseState) throws -> ReportCase {
        var line = ReportCase(
            code: state.code, person: try root(state.person), overdose: state.overdose, notifiedAt: state.openedAt,
            contactDueAt: state.contactDueAt, sources: sources(state), triage: priority(state),
            owner: owner(state), stage: stage(state), attempts: state.attempts.count)
        line.attemptWays = state.attempts.map(\.way.words).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
        line.whereabouts = state.whereabouts
        line.ageStatus = age(state)
        line.isOutOfArea = try isOutOfArea(state)
        line.objection = objection(state)
        line.hasOpenReview =
            try state.person.map { try known.hasOpenReview($0) } ?? false
        line.isToldLate = state.toldLate != nil
        line.cautions = try known.cautions(about: state).told(label: label)
        line.sharing = try reading.sharing(of: state)
        line.proposed = try proposals()[state.id].map { .init($0, label: label) }
        line.isTimeContradicted = state.isOpen && state.isOverdoseTimeContradicted
        line.goals = state.goals(policy: configuration.settings.casePolicy, team: team)
        try addHistory(state, to: &line)
        line.plan = plan(state)
        line.isScreened = state.screening != nil
        (line.coveredBy, line.absentOwner) = cover(state)
        line.notToday = state.isOpen ? state.notToday.map(decidedWords) : nil
        let firstHuddle = huddles.nextHuddle(after: state.openedAt)
        line.firstHuddleAt = firstHuddle <= at ? firstHuddle : nil
        return line
    }

    private func sources(_ state: CaseState) -> [SourceID] {
        state.notifications.map(\.source).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func priority(_ state: CaseState) -> ReportCase.Priority {
        guard let triage = state.triage else { return .init(.amber, reasons: ["not read by the rules yet"]) }
        return .init(
            triage.level, reasons: triage.reasons.map { wording.text($0, rules: configuration.triage) })
    }

    func owner(_ state: CaseState) -> ReportCase.Owner {
        switch state.owner {
        case .worker(let worker):
            let isKeyWorker = state.assignment?.kind == .keyWorker
            let kind: ReportCase.OwnerKind =
                isKeyWorker ? .keyWorker : worker.deskOf == nil ? .outreachWorker : .dutyDesk
            return .init(
                worker, label: label(worker), kind: kind, isAccepted: state.assignment?.acceptedAt != nil)
        case .role(let role):
            let holder = team.holders(of: role, at: at).first
            let duty = team.rotas[role]?.label ?? role.name
            let words = holder.map { "\(duty) (\(label($0)))" } ?? "\(duty) (nobody on duty)"
            return .init(holder, label: words, kind: role.ownerKind, isAccepted: false)
        }
    }

    private func stage(_ state: CaseState) -> ReportCase.Stage {
        if let ending = state.ending {
            if let contactAt = ending.ending.contactAt { return .reached(at: contactAt) }
            let kind = ending.ending.kind
            let words = kind.inHistory
            return .ended(code: kind.rawValue, label: wording.text(words), at: ending.at)
        }
        if !state.attempts.isEmpty { return .tried }
        guard let assignment = state.assignment else { return .new }
        return assignment.acceptedAt == nil ? .assigned : .accepted
    }

    /// One source that tells of an objection is enough.
    private func objection(_ state: CaseState) -> Told {
        let told = state.notifications.map(\.facts.objection)
        return told.contains(.yes) ? .yes : told.contains(.no) ? .no : .unknown
    }

    /// The most careful reading over all sources.
    private func age(_ state: CaseState) -> AgeStatus {
        let told = state.notifications.map(\.facts.ageStatus)
        let order: [AgeStatus] = [.under16, .aged16or17, .adult, .possiblyUnder18]
        return order.first { told.contains($0) } ?? .unknown
    }

    /// A home whose postcode district the team does not cover.
    private func isOutOfArea(_ state: CaseState) throws -> Bool {
        let covered = configuration.settings.areaPostcodes
        guard !covered.isEmpty else { return false }
        for notification in state.notifications {
            let details = try reading.stored(notification.id).vaulted.details
            guard let district = details.home?.postcode?.split(separator: " ").first else { continue }
            return !covered.contains { $0 == district }
        }
        return false
    }

    private func addHistory(_ state: CaseState, to line: inout ReportCase) throws {
        let all = try overdoses(of: state)
        let day = zone.local(state.overdose.earliest).date
        let thisYear = all.filter { zone.local($0.overdose.earliest).date.year == day.year }
        line.overdosesThisYear = (thisYear.firstIndex { $0.id == state.id } ?? 0) + 1
        line.isSameDayRepeat = all.contains {
            $0.id != state.id && zone.local($0.overdose.earliest).date == day
        }
    }

    private func plan(_ state: CaseState) -> ReportCase.PlanCount {
        guard let plan = state.plan else { return .init() }
        return .init(
            open: plan.progress.count { $0.state == .open }, done: plan.progress.count { $0.state != .open },
            safeguardingUndecided: plan.undecidedSafeguarding.map { wording.text($0.kind) })
    }

    /// Whoever will hold the case when contact is due, or at the next huddle if that is sooner, before days without one
    /// the first after them: a worker who has the time for a visit before then, or the holders of the duty then; and a
    /// worker who is not at work by then.
    private func cover(_ state: CaseState) -> (coveredBy: String?, absentOwner: String?) {
        // Before days without a huddle it is asked of all of them, though one may be left today.
        let then = max(at, min(state.contactDueAt, ClosedDays.nextHuddle(after: at, huddles) ?? nextHuddle))
        switch state.owner {
        case .worker(let worker):
            let visit = configuration.settings.assignment.visitTime
            let isAbsent = then > at && !team.canVisit(worker, from: at, by: then, visit: visit)
            return isAbsent ? (nil, label(worker)) : (label(worker), nil)
        case .role(let role):
            let holders = team.holders(of: role, at: then)
            return (holders.isEmpty ? nil : holders.map(label).joined(separator: ", "), nil)
        }
    }
}

extension Reading {
    /// What each notification's source says about sharing it (rule 15).
    public func sharing(of state: CaseState) throws -> [Sharing] {
        try state.notifications.map { notification in
            let told = try stored(notification.id).vaulted.details.toldAboutSharing
            return Sharing(
                source: notification.source, basis: notification.facts.basis, objection: notification.facts.objection,
                wasPersonTold: told != nil)
        }
    }
}

extension RoleID {
    var ownerKind: ReportCase.OwnerKind {
        switch self {
        case .hospitalLiaison: .hospitalLiaison
        case .custodyContact: .custodyContact
        case .youngPeopleLead: .youngPeopleLead
        case .coordinator: .coordinator
        default: .dutyWorker
        }
    }
}
