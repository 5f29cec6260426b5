import NFODConfig
import NFODEngine
import NFODStore

/// Priority and plan after every change of what is known (rules 20, 21), and who owns first (rule 24).
extension Work {
    func firstOwner(_ facts: NotificationFacts) throws -> RoleID {
        let age = AgeReading(
            [facts.ageStatus], flags: facts.flags, childConcern: facts.childConcern == .yes ? .yes : .unknown)
        let first = FirstOwner.of(
            isPossiblyUnder18: AdultOutreachBar(age) != nil, whereabouts: facts.whereabouts,
            team: configuration.team, at: now)
        // Rule 29 for the first owner.
        for role in first.gaps { try raise(.rosterGap, gap(of: [.role(role)], owner: .role(role))) }
        return first.role
    }

    /// - Parameter evenIfReached: something new was told: its plan counts though somebody has spoken with the person.
    func readRules(of id: CaseID, evenIfReached: Bool = false) throws {
        guard let loaded = try loadCase(id) else { return }
        try readRules(of: id, loaded: loaded, evenIfReached: evenIfReached)
    }

    func readRules(of id: CaseID, loaded: Loaded<CaseState>, evenIfReached: Bool = false) throws {
        var change = CaseChange(id: id, loaded: loaded)
        try readRules(in: &change, evenIfReached: evenIfReached)
        try write(change)
    }

    /// Nothing changes where the rules come to the same priority and the same plan.
    func readRules(in change: inout CaseChange, evenIfReached: Bool = false) throws {
        guard let state = change.state, state.isOpen || (evenIfReached && state.ending?.ending.contactAt != nil)
        else { return }
        let facts = try facts(of: state, at: now)
        try decide(.triage(configuration.triage.triage(facts)), in: &change)
        let draft = configuration.plan.draft(facts)
        let plan = state.plan?.supplemented(by: draft, by: stamp.actor) ?? Plan(draft, by: stamp.actor)
        try decide(.draftPlan(plan), in: &change)
    }
}

extension Reading {
    /// Everything rules may look at, as it is known now.
    func facts(of state: CaseState, at instant: Instant) throws -> CaseFacts {
        CaseFacts(
            notifications: state.notifications.map { ($0.source, $0.facts) }, overdose: state.overdose, at: instant,
            contactDueAt: state.contactDueAt, notifiedAt: state.notifiedAt,
            shortNotice: configuration.settings.casePolicy.shortNotice, history: try history(of: state),
            identified: state.person != nil, openReview: try openReview(of: state), whereabouts: state.whereabouts)
    }

    private func openReview(of state: CaseState) throws -> Bool {
        guard let person = state.person else { return false }
        return try tx.people.hasOpenReview(try tx.people.everybody(in: try tx.people.root(of: person)))
    }

    private func history(of state: CaseState) throws -> PersonHistory {
        guard let person = state.person else { return PersonHistory() }
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        let others = try tx.responses.rows(of: group).filter { $0.id != state.id && !$0.isNoOverdose }
        let contacts = try others.filter { $0.ending == .reached }.compactMap {
            try loadCase($0.id)?.state.ending?.ending.contactAt
        }
        let hasKeyWorker = try KnownPeople(self).wishes(ofEverybodyIn: person).keyWorker != nil
        return PersonHistory(
            otherOverdoses: others.map(\.overdose.lowerBound), contacts: contacts,
            endings: others.compactMap { $0.ending?.inHistory }, keyWorker: hasKeyWorker ? .yes : .unknown)
    }
}

extension ResponseTable.Row {
    /// Entered twice, merged into another, or no overdose after all: it does not count as one.
    var isNoOverdose: Bool {
        switch ending {
        case .mergedInto, .wrongOrDoubled, .notAnOverdose: true
        default: false
        }
    }
}
