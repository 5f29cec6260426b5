import NFODEngine

/// Commands on one case that are decided one after the other, each on what the one before came to, and written as one.
struct CaseChange {
    let id: CaseID
    /// The case with everything decided so far; nil before it was opened.
    private(set) var state: CaseState?
    /// The stream's version with everything decided so far.
    private(set) var version: Int64
    private(set) var decided: [Decided<CaseEvent>] = []

    init(id: CaseID, loaded: Reading.Loaded<CaseState>?) {
        self.id = id
        state = loaded?.state
        version = loaded?.version ?? 0
    }

    /// Nothing was there before this change.
    var isOpening: Bool { version == Int64(decided.count) }

    mutating func add(_ event: Decided<CaseEvent>, _ after: CaseState?) {
        decided.append(event)
        version += 1
        state = after
    }
}
