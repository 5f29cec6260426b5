public import NFODConfig
public import NFODEngine
public import NFODStore

/// Loading and folding inside one transaction, without changing anything.
public class Reading {
    public let tx: Transaction
    public let configuration: Configuration
    let evidence: EvidenceCache
    private let cases: CaseCache
    /// Folded or changed in this transaction.
    private(set) var folded: [CaseID: (state: CaseState, version: Int64)] = [:]

    init(tx: Transaction, configuration: Configuration, evidence: EvidenceCache, cases: CaseCache) {
        self.tx = tx
        self.configuration = configuration
        self.evidence = evidence
        self.cases = cases
    }

    /// What was undone inside the transaction is not what was folded.
    func forgetFolded(since before: [CaseID: (state: CaseState, version: Int64)]) { folded = before }

    func remember(_ loaded: Loaded<CaseState>) { folded[loaded.state.id] = (loaded.state, loaded.version) }

    /// A stream folded, with the version it is at.
    public struct Loaded<State> {
        public var state: State
        public var version: Int64
    }

    /// - Parameter knownAt: only what was known then (rule 40).
    /// - Returns: nil when there was no such case then.
    public func loadCase(_ id: CaseID, knownAt: Instant? = nil) throws -> Loaded<CaseState>? {
        guard knownAt == nil else { return try foldCase(id, knownAt: knownAt) }
        if let known = folded[id] { return Loaded(state: known.state, version: known.version) }
        let version = try tx.events.version(of: .case(id))
        if let state = cases.get(id, version: version) { return Loaded(state: state, version: version) }
        let loaded = try foldCase(id, knownAt: nil)
        if let loaded { remember(loaded) }
        return loaded
    }

    private func foldCase(_ id: CaseID, knownAt: Instant?) throws -> Loaded<CaseState>? {
        let events = try tx.events.events(of: .case(id), knownAt: knownAt)
        let recorded = events.compactMap { RecordedEvent<CaseEvent>($0) }
        return CaseState.folding(id, recorded).map { Loaded(state: $0, version: events.last?.version ?? 0) }
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
