import NFODConfig
public import NFODEngine
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
        try handle(.absorb(absorbed, by: decider, why: why), on: person, reason: reason)
        try handle(.becomeAlias(of: person, by: decider), on: absorbed, reason: reason)
        try joinOverdoses(of: person)
        try holdForObjection(of: person)
    }

    /// Rule 18: an objection of either holds for both. Who was about to go is told to wait, and the coordinator looks.
    private func holdForObjection(of person: PersonID) throws {
        let people = KnownPeople(self)
        for state in try people.responses(of: person) where state.isOpen {
            guard case .worker = state.owner, try people.cautions(about: state).objection != nil else { continue }
            try handle(.moveOwner(.role(.coordinator), why: .objection), on: state.id)
        }
    }

    /// A review answered "yes": the person of its stream and the candidate are one. The one known longer stays.
    public func confirm(_ review: ReviewID, candidate: PersonID?, reason: ReviewReason = .compared) throws {
        let row = try reviewRow(review)
        let state = try loadPerson(row.person).state
        guard let first = state.reviews[review]?.remaining.first?.person, let chosen = candidate ?? Optional(first)
        else { throw PersonRefusal.reviewNotOpen }
        try handle(.confirmReview(review, candidate: chosen), on: row.person, reason: reason)
        let (one, other) = (try tx.people.root(of: row.person), try tx.people.root(of: chosen))
        guard one != other else { return }
        try merge(max(one, other), into: min(one, other), by: .human, why: nil, reason: reason)
    }

    /// A review answered "no": this pair is never offered again.
    public func separate(_ review: ReviewID, candidate: PersonID?, reason: ReviewReason = .compared) throws {
        let row = try reviewRow(review)
        try handle(.separateReview(review, candidates: candidate.map { [$0] }), on: row.person, reason: reason)
    }

    /// Takes the last answer back, exactly; a merge it caused is undone, and cases stand by themselves again.
    public func undo(_ review: ReviewID, reason: ReviewReason = .mistake) throws {
        let row = try reviewRow(review)
        let before = try loadPerson(row.person).state
        if let candidate = before.reviews[review]?.confirmed {
            try undoMerge(between: row.person, and: candidate, reason)
        }
        try handle(.undoReview(review), on: row.person, reason: reason)
    }

    private func undoMerge(between one: PersonID, and other: PersonID, _ reason: ReviewReason) throws {
        for (absorbed, into) in [(one, other), (other, one)] {
            let state = try loadPerson(absorbed).state
            guard let merged = state.mergedInto, try tx.people.root(of: into) == (try tx.people.root(of: absorbed))
            else { continue }
            try handle(.undoAbsorb(absorbed), on: merged.into, reason: reason)
            try handle(.standAlone, on: absorbed, reason: reason)
            try separateOverdoses(of: absorbed)
            return
        }
    }

    private func reviewRow(_ review: ReviewID) throws -> PersonTable.ReviewRow {
        guard let row = try tx.people.review(review) else { throw PersonRefusal.reviewNotFound }
        return row
    }
}
