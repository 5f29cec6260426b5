public import NFODEngine
import NFODStore

extension Reading {
    /// What must be kept to on this response because of anything known about its person now.
    public func cautions(about response: CaseState) throws -> PersonCautions {
        try KnownPeople(self).cautions(about: response)
    }
}

/// Who is who: as it stands now, or as it was known at an earlier instant (rules 18, 40).
final class KnownPeople {
    private let reading: Reading
    /// Nil: now.
    private let at: Instant?
    /// What was known at an earlier instant does not change any more.
    private var folded: [PersonID: PersonState] = [:]

    init(_ reading: Reading, at: Instant? = nil) {
        self.reading = reading
        self.at = at
    }

    /// The person under whose id this one was known.
    func root(of person: PersonID) throws -> PersonID {
        guard at != nil else { return try reading.tx.people.root(of: person) }
        var found = person
        while let into = try state(of: found).mergedInto?.into { found = into }
        return found
    }

    /// This person and everybody who was one with them, the root first.
    func group(of person: PersonID) throws -> [PersonID] {
        let root = try root(of: person)
        guard at != nil else { return [root] + (try reading.tx.people.everybody(in: root)).filter { $0 != root } }
        var group: [PersonID] = []
        var waiting = [root]
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            group.append(next)
            waiting += try state(of: next).aliases.keys.sorted()
        }
        return group
    }

    /// Somebody still had to say who this is.
    func hasOpenReview(_ person: PersonID) throws -> Bool {
        let group = try group(of: person)
        if at == nil, try !reading.tx.people.hasOpenReview(group) { return false }
        return try group.contains { member in
            try state(of: member).openReviews.contains { try openReview($0, of: member) != nil }
        }
    }

    /// A question as it stood; nil when it did not wait for an answer.
    func openReview(_ row: PersonTable.ReviewRow) throws -> PersonReview? {
        guard let review = try state(of: row.person).openReviews.first(where: { $0.id == row.id }) else { return nil }
        return try openReview(review, of: row.person)
    }

    /// A question with the candidates that are still somebody else, and whom nobody has set apart: a later record may
    /// have settled it (rule 17).
    func openReview(_ review: PersonReview, of person: PersonID) throws -> PersonReview? {
        let root = try root(of: person)
        let apart = try separated(from: person)
        let still = review.asking(
            about: try review.candidates.filter {
                let candidate = try self.root(of: $0.person)
                return candidate != root && !apart.contains(candidate)
            })
        return still.isOpen ? still : nil
    }

    /// Whom a human has set apart from this person, or from anybody who is one with them; under the ids they go by.
    func separated(from person: PersonID) throws -> Set<PersonID> {
        var apart: Set<PersonID> = []
        for member in try group(of: person) {
            for other in try state(of: member).separatedPeople { apart.insert(try root(of: other)) }
        }
        return apart
    }

    /// How a notification of this person stands. A question that is settled leaves it where a merge has put it.
    func status(of notification: NotificationID, under person: PersonID) throws -> LinkStatus {
        let state = try state(of: person)
        let told = state.status(of: notification) ?? .new
        guard told == .review else { return told }
        let waits = try state.openReviews.contains {
            try $0.notification == notification && openReview($0, of: person) != nil
        }
        return waits ? .review : .automatic
    }

    /// The person this one is an alias of.
    func parent(of person: PersonID) throws -> PersonID? { try state(of: person).mergedInto?.into }

    /// This person and everybody absorbed into it.
    func everybody(in person: PersonID) throws -> [PersonID] {
        var found: [PersonID] = []
        var waiting = [person]
        while let next = waiting.popLast() {
            found.append(next)
            waiting += try state(of: next).aliases.keys
        }
        return found.sorted()
    }

    /// Questions of this person to which no human has said anything.
    func unanswered(by person: PersonID) throws -> [PersonReview] {
        try state(of: person).reviews.values.filter(\.answers.isEmpty)
    }

    /// A human has said something to this question that stands.
    func isAnswered(_ review: ReviewID, of person: PersonID) throws -> Bool {
        try state(of: person).reviews[review]?.answers.isEmpty == false
    }

    /// Every response of this person, whichever number it is kept under.
    func responses(of person: PersonID) throws -> [CaseState] {
        let rows = try reading.tx.responses.rows(of: try group(of: person))
        return try rows.compactMap { try reading.loadCase($0.id, knownAt: at)?.state }
    }

    /// In order of receipt, those of the root first.
    func notifications(of person: PersonID) throws -> [[NotificationID]] {
        try group(of: person).map { member in
            guard at != nil else { return try reading.tx.notifications.notifications(of: member) }
            return try state(of: member).notifications.keys.sorted()
        }
    }

    /// As the newest notification that names the person has it.
    func name(of person: PersonID) throws -> String? {
        for notifications in try notifications(of: person) {
            for id in notifications.reversed() {
                let details = try reading.stored(id).vaulted.details
                let words = [details.forename, details.surname].compactMap { $0 }
                if !words.isEmpty { return words.joined(separator: " ") }
            }
        }
        return nil
    }

    /// What must be kept to on this response because of anything known about its person.
    func cautions(about response: CaseState) throws -> PersonCautions {
        guard let person = response.person else { return PersonCautions(wishes: [], response: response, others: []) }
        let others = try responses(of: person).filter { $0.id != response.id }
        let wishes = try group(of: person).map { try self.wishes(of: $0) }
        return PersonCautions(wishes: wishes, response: response, others: others)
    }

    func wishes(ofEverybodyIn person: PersonID) throws -> PersonWishes {
        PersonWishes.strictest(of: try group(of: person).map { try wishes(of: $0) })
    }

    private func wishes(of person: PersonID) throws -> PersonWishes {
        // The first event is the first notification; whoever has no other has asked for nothing.
        guard try reading.tx.events.version(of: .person(person)) > 1 else { return PersonWishes() }
        return try state(of: person).wishes
    }

    private func state(of person: PersonID) throws -> PersonState {
        if let known = folded[person] { return known }
        let state = try reading.loadPerson(person, knownAt: at).state
        if at != nil { folded[person] = state }
        return state
    }
}
