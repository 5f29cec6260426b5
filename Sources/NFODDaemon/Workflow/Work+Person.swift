import NFODConfig
import NFODEngine
import NFODStore

extension Work {
    /// Carries out one command on a person's stream and keeps the projections in step.
    /// - Throws: ``PersonRefusal``; faults of the store.
    @discardableResult
    func handle(
        _ command: PersonCommand, on id: PersonID, reason: ReviewReason? = nil
    ) throws -> Loaded<PersonState> {
        try handle(command, on: id, loaded: loadPerson(id), reason: reason)
    }

    /// The same for a person that was just loaded in this transaction, or never heard of.
    @discardableResult
    func handle(
        _ command: PersonCommand, on id: PersonID, loaded: Loaded<PersonState>, reason: ReviewReason? = nil
    ) throws -> Loaded<PersonState> {
        let decided = try loaded.state.decide(command, at: now, reason: reason)
        guard !decided.isEmpty else { return loaded }
        try append(decided, to: .person(id), at: loaded.version)
        var state = loaded.state
        for event in decided { state.apply(event.event) }
        let after = Loaded(state: state, version: loaded.version + Int64(decided.count))
        try tx.people.put(state, version: after.version, at: now)
        return after
    }

    /// Two people are one: told on both streams, and their overdoses are held against each other (rules 18, 19).
    func merge(
        _ absorbed: PersonID, into person: PersonID, by decider: LinkDecider, why: LinkEvidence?,
        reason: ReviewReason? = nil
    ) throws {
        let barred = try bars(on: [person, absorbed])
        try handle(.absorb(absorbed, by: decider, why: why), on: person, reason: reason)
        try handle(.becomeAlias(of: person, by: decider), on: absorbed, reason: reason)
        try personWasNamed(person)
        // Rule 18: the stricter wishes of both hold, and an objection of either.
        try holdOwners(barredSince: barred)
    }
}
