/// Which people are aliases of which (rule 18). Folded from merges and their undoing over all person streams.
public struct AliasMap: Hashable, Sendable {
    private var parents: [PersonID: PersonID] = [:]
    private var children: [PersonID: Set<PersonID>] = [:]

    public init() {}

    /// The person under whose id this one is now known; itself where it is no alias.
    public func root(of person: PersonID) -> PersonID {
        var found = person
        while let parent = parents[found] { found = parent }
        return found
    }

    public func areOne(_ left: PersonID, _ right: PersonID) -> Bool { root(of: left) == root(of: right) }

    /// `person` and everybody absorbed into it, directly or not, in ascending order.
    public func everybody(in person: PersonID) -> [PersonID] {
        var waiting = [person]
        var found: [PersonID] = []
        while let next = waiting.popLast() {
            found.append(next)
            waiting.append(contentsOf: children[next] ?? [])
        }
        return found.sorted()
    }

    /// `absorbed` becomes an alias of `into`. False, and nothing changes, where it is an alias already or the two are
    /// one.
    public mutating func merge(_ absorbed: PersonID, into: PersonID) -> Bool {
        guard parents[absorbed] == nil, root(of: into) != absorbed else { return false }
        parents[absorbed] = into
        children[into, default: []].insert(absorbed)
        return true
    }

    /// `absorbed` stands by itself again, with the aliases it had. False where it was no alias.
    public mutating func undoMerge(of absorbed: PersonID) -> Bool {
        guard let into = parents.removeValue(forKey: absorbed) else { return false }
        children[into]?.remove(absorbed)
        if children[into]?.isEmpty == true { children[into] = nil }
        return true
    }

    /// Follows one event of `person`'s stream; other events change nothing.
    public mutating func apply(_ event: PersonEvent, of person: PersonID) {
        switch event {
        case .merged(let event): _ = merge(event.absorbed, into: person)
        case .mergeUndone(let event): _ = undoMerge(of: event.absorbed)
        default: break
        }
    }
}
