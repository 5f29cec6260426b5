public import NFODEngine
import NFODStore

/// What came of it.
public struct ReviewOutcome: Sendable {
    /// The id that the person it was about goes by now.
    public let person: PersonID
    /// Of the stream that the next command is checked against.
    public let version: Int64
    /// Every response of that person, oldest first.
    public let cases: [CaseCode]
}

/// What humans say about who somebody is (rules 17, 18).
extension Work {
    /// Carries out a request.
    ///
    /// - Throws: ``InvalidInput``; ``PersonRefusal`` when the rules say no.
    @discardableResult
    public func carryOut(_ request: ReviewRequest) throws -> ReviewOutcome {
        let read = try request.read()
        let person = try subjectPerson(read.subject)
        try expect(request.version, of: person)
        switch (request.action, read.subject) {
        case (.confirm, .review(let review)): try confirm(review, candidate: read.candidate, reason: read.reason)
        case (.separate, .review(let review)): try separate(review, candidate: read.candidate, reason: read.reason)
        case (.undo, .review(let review)): try undo(review, reason: read.reason)
        case (.confirm, .person):
            guard let candidate = read.candidate else {
                throw InvalidInput([.init(field: "candidate", code: "missing", expected: "a person such as P0042")])
            }
            try join(person, candidate, read.reason)
        case (.separate, .person): try takeApart(person, isApart: true, read.reason)
        case (.undo, .person): try takeApart(person, isApart: false, read.reason)
        case (.separate, .notification(let told)): try takeOut(told, of: person, read.reason)
        case (_, .notification):
            throw InvalidInput([
                .init(field: "subject", code: "notForThis", expected: "a question or a person; join people instead")
            ])
        }
        let root = try tx.people.root(of: person)
        let rows = try tx.responses.rows(of: try tx.people.everybody(in: root))
        return ReviewOutcome(
            person: root, version: try tx.events.version(of: .person(person)),
            cases: rows.filter { $0.ending != .mergedInto }.map(\.code))
    }

    private func subjectPerson(_ subject: ReviewRequest.Subject) throws -> PersonID {
        switch subject {
        case .review(let review): return try reviewRow(review).person
        case .person(let person):
            guard try loadPerson(person).state.isKnown else { throw PersonRefusal.personNotKnown }
            return person
        case .notification(let notification):
            guard let person = try tx.notifications.link(of: notification)?.person else {
                throw PersonRefusal.notificationNotLinked
            }
            return person
        }
    }

    /// That somebody looked is noted on the stream too; nobody's answer may fail by it.
    private func expect(_ version: Int64?, of person: PersonID) throws {
        guard let version else { return }
        let events = try tx.events.events(of: .person(person))
        let current = events.last?.version ?? 0
        let isCurrent =
            version <= current && events.allSatisfy { $0.version <= version || $0.type == DetailsOpened.type }
        guard isCurrent else { throw PersonRefusal.versionChanged(expected: version, current: current) }
    }

    /// A review answered "yes": the person of its stream and the candidate are one. The one known longer stays.
    public func confirm(_ review: ReviewID, candidate: PersonID?, reason: ReviewReason = .compared) throws {
        let row = try reviewRow(review)
        let asked = try loadPerson(row.person).state.reviews[review]
        let chosen =
            if let candidate { try same(candidate, among: asked).first ?? candidate } else { try shown(row)[0] }
        let pair = try pair(row.person, chosen)
        if let pair { try expectNobodyApart(pair) }
        try handle(.confirmReview(review, candidate: chosen, merge: pair), on: row.person, reason: reason)
        if let pair { try merge(pair.absorbed, into: pair.into, by: .human, why: nil, reason: reason) }
        try readRules(about: [row.person])
    }

    /// Whom the question is about as people see it, best first: who has become one with the person since, or was set
    /// apart by another answer, is not asked about any more, and no answer may be about them unseen.
    private func shown(_ row: PersonTable.ReviewRow) throws -> [PersonID] {
        guard let review = try KnownPeople(self).openReview(row) else { throw PersonRefusal.reviewNotOpen }
        return review.remaining.map(\.person)
    }

    /// Nobody of the one side was set apart from anybody of the other by an answer that stands.
    private func expectNobodyApart(_ pair: PersonPair) throws {
        for (side, other) in [(pair.into, pair.absorbed), (pair.absorbed, pair.into)] {
            for member in try tx.people.everybody(in: side) {
                let reviews = try loadPerson(member).state.reviews.values
                let apart = reviews.reduce(into: Set<PersonID>()) { $0.formUnion($1.separated) }
                if try apart.contains(where: { try tx.people.root(of: $0) == other }) {
                    throw PersonRefusal.pairSeparated
                }
            }
        }
    }

    /// The candidates that wait for an answer and go by this id now: they may have been joined since they were offered.
    private func same(_ person: PersonID, among review: PersonReview?) throws -> [PersonID] {
        let root = try tx.people.root(of: person)
        return try (review?.remaining ?? []).map(\.person).filter { try $0 == person || tx.people.root(of: $0) == root }
    }

    /// Nil where the two are one already.
    private func pair(_ left: PersonID, _ right: PersonID) throws -> PersonPair? {
        let (one, other) = (try tx.people.root(of: left), try tx.people.root(of: right))
        return one == other ? nil : PersonPair(max(one, other), into: min(one, other))
    }

    /// A human says that two are one, though nothing asked.
    private func join(_ person: PersonID, _ other: PersonID, _ reason: ReviewReason) throws {
        guard try loadPerson(other).state.isKnown else { throw PersonRefusal.personNotKnown }
        guard person != other else { throw PersonRefusal.samePerson }
        guard let pair = try pair(person, other) else { throw PersonRefusal.alreadyAbsorbed }
        try expectNobodyApart(pair)
        try merge(pair.absorbed, into: pair.into, by: .human, why: nil, reason: reason)
        try readRules(about: [person])
    }

    /// A review answered "no": this pair is never offered again.
    public func separate(_ review: ReviewID, candidate: PersonID?, reason: ReviewReason = .compared) throws {
        let row = try reviewRow(review)
        let asked = try loadPerson(row.person).state.reviews[review]
        let all = try candidate.map { try same($0, among: asked) } ?? shown(row)
        let chosen = all.isEmpty ? candidate.map { [$0] } : all
        try handle(.separateReview(review, candidates: chosen), on: row.person, reason: reason)
        try readRules(about: [row.person])
    }

    /// Takes the last answer back, exactly; the merge it caused is undone, whatever was merged since, and cases stand
    /// by themselves again.
    public func undo(_ review: ReviewID, reason: ReviewReason = .mistake) throws {
        let row = try reviewRow(review)
        let pair = try loadPerson(row.person).state.reviews[review]?.merge
        try handle(.undoReview(review), on: row.person, reason: reason)
        if let pair { try undoMerge(pair, isApart: false, reason) }
        try readRules(about: [row.person, pair?.into, pair?.absorbed].compactMap { $0 })
    }

    /// Somebody who was joined to somebody else stands alone again, with everything that is theirs. Whoever the machine
    /// had joined is never offered again; nor, with `isApart`, whoever a human had.
    private func takeApart(_ person: PersonID, isApart: Bool, _ reason: ReviewReason) throws {
        guard let into = try loadPerson(person).state.mergedInto?.into else { throw PersonRefusal.personNotAlias }
        let pair = PersonPair(person, into: into)
        try takeBackAnswer(that: pair, reason)
        try undoMerge(pair, isApart: isApart, reason)
        try readRules(about: [person, into])
    }

    /// A review whose answer has joined the pair is open again; where they are set apart, it asks about the others
    /// only.
    private func takeBackAnswer(that pair: PersonPair, _ reason: ReviewReason) throws {
        for member in try tx.people.everybody(in: try tx.people.root(of: pair.into)) {
            for review in try loadPerson(member).state.reviews.values.sorted(by: { $0.id < $1.id })
            where review.merge == pair {
                try handle(.undoReview(review.id), on: member, reason: reason)
            }
        }
    }

    private func undoMerge(_ pair: PersonPair, isApart: Bool, _ reason: ReviewReason) throws {
        guard try loadPerson(pair.absorbed).state.mergedInto?.into == pair.into else { return }
        let followers = try followers(of: pair)
        try handle(.undoAbsorb(pair.absorbed, isApart: isApart), on: pair.into, reason: reason)
        try handle(.standAlone(isApart: isApart), on: pair.absorbed, reason: reason)
        for (notification, evidence) in followers {
            try move(notification, evidence, to: pair.absorbed, reason)
        }
        try askAgain(pair, reason)
        try settle([pair.into, pair.absorbed])
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

    /// Priority and plan, which look at whether a question waits.
    private func readRules(about people: [PersonID]) throws {
        let roots = Set(try people.map { try tx.people.root(of: $0) })
        let group = try roots.sorted().flatMap { try tx.people.everybody(in: $0) }
        for row in try tx.responses.rows(of: group) where row.ending == nil { try readRules(of: row.id) }
    }

    private func reviewRow(_ review: ReviewID) throws -> PersonTable.ReviewRow {
        guard let row = try tx.people.review(review) else { throw PersonRefusal.reviewNotFound }
        return row
    }
}
