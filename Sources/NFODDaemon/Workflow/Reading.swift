public import NFODConfig
public import NFODEngine
public import NFODStore

/// Loading and folding inside one transaction, without changing anything.
public class Reading {
    public let tx: Transaction
    public let configuration: Configuration
    let evidence: EvidenceCache

    init(tx: Transaction, configuration: Configuration, evidence: EvidenceCache) {
        self.tx = tx
        self.configuration = configuration
        self.evidence = evidence
    }

    /// A stream folded, with the version it is at.
    public struct Loaded<State> {
        public var state: State
        public var version: Int64
    }

    /// - Parameter knownAt: only what was known then (rule 40).
    /// - Returns: nil when there was no such case then.
    public func loadCase(_ id: CaseID, knownAt: Instant? = nil) throws -> Loaded<CaseState>? {
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
        guard let row = try tx.responses.row(code: CaseCode(code.name.uppercased())) else { throw CaseRefusal.noSuchCase }
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
