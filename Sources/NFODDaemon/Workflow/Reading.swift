public import NFODConfig
public import NFODEngine
public import NFODStore

/// Loading and folding inside one transaction, without changing anything.
public class Reading {
    public let tx: Transaction
    /// As its files have it, without what has been said of the roster.
    private let filed: Configuration
    /// With what has been said of the roster.
    public private(set) var configuration: Configuration
    /// When the huddle meets: by the configuration, and as people have called it.
    public private(set) var huddles: HuddleCalendar
    let evidence: EvidenceCache
    private let cases: CaseCache
    let standing: StandingProposals
    /// Folded or changed in this transaction.
    private(set) var folded: [CaseID: FoldedCase] = [:]
    /// What each item under way, the innermost last, found in ``folded`` where it put something else.
    private var items: [[CaseID: FoldedCase?]] = []

    init(
        tx: Transaction, filed: Configuration, configuration: Configuration, evidence: EvidenceCache,
        cases: CaseCache, standing: StandingProposals, knownAt: Instant = .distantFuture
    ) throws {
        self.tx = tx
        self.filed = filed
        self.configuration = configuration
        huddles = configuration.huddles.calling(
            try knownAt == .distantFuture ? tx.calledHuddles.standing() : tx.calledHuddles.standing(at: knownAt))
        self.evidence = evidence
        self.cases = cases
        self.standing = standing
    }

    /// The same store with roster and huddles as they were known then (rule 40). What the configuration's files said
    /// then is not kept: these are today's.
    func asKnown(at instant: Instant) throws -> Reading {
        let roster = try tx.roster.roster(from: instant - RosterCache.past, knownAt: instant)
        return try Reading(
            tx: tx, filed: filed, configuration: filed.changing(roster: roster), evidence: evidence, cases: cases,
            standing: standing, knownAt: instant)
    }

    /// A huddle was called, or called off.
    func renewHuddles() throws { huddles = configuration.huddles.calling(try tx.calledHuddles.standing()) }

    func takeUp(_ configuration: Configuration) { self.configuration = configuration }

    func remember(_ folded: FoldedCase) {
        let id = folded.state.id
        if let last = items.indices.last, items[last][id] == nil {
            items[last].updateValue(self.folded[id], forKey: id)
        }
        self.folded[id] = folded
    }

    /// From here on it can be forgotten what is folded.
    func beginItem() { items.append([:]) }

    /// What an item within another did is part of the other.
    func endItem() {
        let ended = items.popLast() ?? [:]
        if let last = items.indices.last { items[last].merge(ended) { before, _ in before } }
    }

    /// What was undone inside the transaction is not what was folded.
    func forgetItem() {
        guard let last = items.indices.last else { return }
        for (id, before) in items[last] { folded[id] = before }
        items[last] = [:]
    }

    /// A stream folded, with the version it is at.
    public struct Loaded<State> {
        public var state: State
        public var version: Int64
    }

    /// - Parameter knownAt: only what was known then (rule 40).
    /// - Returns: nil when there was no such case then.
    public func loadCase(_ id: CaseID, knownAt: Instant? = nil) throws -> Loaded<CaseState>? {
        guard let whole = try wholeCase(id) else { return nil }
        guard let knownAt, knownAt < whole.knownThrough else {
            return Loaded(state: whole.state, version: whole.version)
        }
        let events = try tx.events.events(of: .case(id), knownAt: knownAt)
        return fold(id, events).map { Loaded(state: $0, version: events.last?.version ?? 0) }
    }

    /// The case as it stands: from this transaction, from memory, or from the log.
    func wholeCase(_ id: CaseID) throws -> FoldedCase? {
        if let known = folded[id] { return known }
        let version = try tx.events.version(of: .case(id))
        if let known = cases.get(id, version: version) { return known }
        let events = try tx.events.events(of: .case(id))
        guard let state = fold(id, events), let last = events.map(\.stamp.knownAt).max() else { return nil }
        let whole = FoldedCase(state: state, version: version, knownThrough: last)
        remember(whole)
        return whole
    }

    private func fold(_ id: CaseID, _ events: [StoredEvent]) -> CaseState? {
        CaseState.folding(id, events.compactMap { RecordedEvent<CaseEvent>($0) })
    }

    /// A person that was never heard of has version 0.
    public func loadPerson(_ id: PersonID, knownAt: Instant? = nil) throws -> Loaded<PersonState> {
        var loaded = Loaded(state: PersonState(id: id), version: 0)
        for event in try tx.events.events(of: .person(id), knownAt: knownAt) {
            loaded.version = event.version
            if let recorded = RecordedEvent<PersonEvent>(event) {
                loaded.state.apply(recorded.event)
            }
        }
        return loaded
    }

    /// The case with this code.
    /// - Throws: `CaseRefusal.noSuchCase`.
    public func caseID(_ code: CaseCode) throws -> CaseID {
        guard let row = try tx.responses.row(code: CaseCode(code.name.uppercased())) else {
            throw CaseRefusal.noSuchCase
        }
        return row.id
    }
}

extension RecordedEvent {
    /// Nil when the payload was removed or belongs to another kind of stream.
    init?(_ stored: StoredEvent) {
        guard let payload = stored.payload, let event = Event(payload) else { return nil }
        self.init(event, happenedAt: stored.happenedAt, knownAt: stored.stamp.knownAt, actor: stored.stamp.actor)
    }
}

extension HuddleCalendar {
    fileprivate func calling(_ called: [CalledHuddleTable.Row]) -> HuddleCalendar {
        called.isEmpty ? self : calling(called.map { zone.local($0.at) })
    }
}
