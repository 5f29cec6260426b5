import NFODEngine
import NFODStore
import Testing

/// Who is one with whom is remembered inside a transaction, and never longer than it is so (rule 18).
@Suite struct PersonTableTests {
    private struct Fault: Error {}

    private let one = PersonID(1)
    private let two = PersonID(2)

    private func put(_ tx: Transaction, _ id: PersonID, mergedInto root: PersonID? = nil, version: Int64) throws {
        var state = PersonState(id: id)
        if let root { state.apply(.mergedInto(MergedInto(into: root, decider: .human))) }
        try tx.people.putPerson(state, version: version)
    }

    /// The root of each, then everybody in the first.
    private func known(_ tx: Transaction) throws -> [PersonID] {
        try [one, two].map { try tx.people.root(of: $0) } + tx.people.everybody(in: one)
    }

    private func twoPeople() throws -> TestStore {
        let test = try TestStore()
        try test.store.write { tx in for id in [one, two] { try put(tx, id, version: 1) } }
        return test
    }

    @Test func rule18MergingAndUndoingAreSeenInTheSameTransaction() throws {
        let test = try twoPeople()
        try test.store.write { tx in
            #expect(try known(tx) == [one, two, one])
            try put(tx, two, mergedInto: one, version: 2)
            #expect(try known(tx) == [one, one, one, two])
            try put(tx, two, version: 3)
            #expect(try known(tx) == [one, two, one])
        }
    }

    /// Somebody whose first event is already the merge.
    @Test func rule18WhoIsHeardOfAsAnAliasIsSeenAtOnce() throws {
        let test = try twoPeople()
        let three = PersonID(3)
        try test.store.write { tx in
            #expect(try tx.people.everybody(in: one) == [one])
            try put(tx, three, mergedInto: one, version: 1)
            #expect(try tx.people.everybody(in: one) == [one, three])
        }
    }

    @Test(arguments: [false, true])
    func whatASavepointUndoesIsForgotten(isMergedBefore: Bool) throws {
        let test = try twoPeople()
        try test.store.write { tx in
            if isMergedBefore { try put(tx, two, mergedInto: one, version: 2) }
            let before = try known(tx)
            #expect(throws: Fault.self) {
                try tx.savepoint {
                    try put(tx, two, mergedInto: isMergedBefore ? nil : one, version: 3)
                    #expect(try known(tx) != before)
                    throw Fault()
                }
            }
            #expect(try known(tx) == before)
        }
    }
}
