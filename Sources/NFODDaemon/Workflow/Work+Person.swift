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
        let barred = try bars(on: [person, absorbed])
        try handle(.absorb(absorbed, by: decider, why: why), on: person, reason: reason)
        try handle(.becomeAlias(of: person, by: decider), on: absorbed, reason: reason)
        try personWasNamed(person)
        // Rule 18: the stricter wishes of both hold, and an objection of either.
        try holdOwners(barredSince: barred)
    }

    /// A review answered "yes": the person of its stream and the candidate are one. The one known longer stays.
    public func confirm(_ review: ReviewID, candidate: PersonID?, reason: ReviewReason = .compared) throws {
        let row = try reviewRow(review)
        let state = try loadPerson(row.person).state
        guard let first = state.reviews[review]?.remaining.first?.person, let chosen = candidate ?? Optional(first)
        else { throw PersonRefusal.reviewNotOpen }
        let (one, other) = (try tx.people.root(of: row.person), try tx.people.root(of: chosen))
        let pair = one == other ? nil : PersonPair(max(one, other), into: min(one, other))
        try handle(.confirmReview(review, candidate: chosen, merge: pair), on: row.person, reason: reason)
        if let pair { try merge(pair.absorbed, into: pair.into, by: .human, why: nil, reason: reason) }
    }

    /// A review answered "no": this pair is never offered again.
    public func separate(_ review: ReviewID, candidate: PersonID?, reason: ReviewReason = .compared) throws {
        let row = try reviewRow(review)
        try handle(.separateReview(review, candidates: candidate.map { [$0] }), on: row.person, reason: reason)
    }

    /// Takes the last answer back, exactly; the merge it caused is undone, whatever was merged since, and cases stand
    /// by themselves again.
    public func undo(_ review: ReviewID, reason: ReviewReason = .mistake) throws {
        let row = try reviewRow(review)
        let pair = try loadPerson(row.person).state.reviews[review]?.merge
        try handle(.undoReview(review), on: row.person, reason: reason)
        if let pair { try undoMerge(pair, reason) }
    }

    private func undoMerge(_ pair: PersonPair, _ reason: ReviewReason) throws {
        guard try loadPerson(pair.absorbed).state.mergedInto?.into == pair.into else { return }
        try handle(.undoAbsorb(pair.absorbed), on: pair.into, reason: reason)
        try handle(.standAlone, on: pair.absorbed, reason: reason)
        try askAgain(pair, reason)
        try separateOverdoses(of: [pair.into, pair.absorbed])
    }

    /// Other answers that found the two to be one already, because of the merge that is undone, are open again.
    private func askAgain(_ pair: PersonPair, _ reason: ReviewReason) throws {
        let roots = Set([try tx.people.root(of: pair.into), try tx.people.root(of: pair.absorbed)])
        for member in try roots.sorted().flatMap({ try tx.people.everybody(in: $0) }) {
            let reviews = try loadPerson(member).state.reviews.values.sorted { $0.id < $1.id }
            for review in reviews where review.merge == nil {
                guard let candidate = review.confirmed else { continue }
                let two = Set([try tx.people.root(of: member), try tx.people.root(of: candidate)])
                if two == roots { try handle(.undoReview(review.id), on: member, reason: reason) }
            }
        }
    }

    private func reviewRow(_ review: ReviewID) throws -> PersonTable.ReviewRow {
        guard let row = try tx.people.review(review) else { throw PersonRefusal.reviewNotFound }
        return row
    }
}
