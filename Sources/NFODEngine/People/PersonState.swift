/// A person as its own stream tells it: which notifications, which aliases, which questions. Nothing personal.
///
/// Unknown -> known -> merged into another -> known again. A merged person keeps all it had and takes no command but
/// the undoing of the merge and the taking out of a notification; what is told about it goes to the person it was
/// merged into.
public struct PersonState: Hashable, Sendable {
    public let id: PersonID
    /// The notifications linked here, those of aliases not counted. Empty: not heard of, or all were taken out.
    public internal(set) var notifications: [NotificationID: LinkStatus] = [:]
    /// The first event of the stream has happened.
    public internal(set) var isKnown = false
    /// The people who are aliases of this one, with who decided.
    public internal(set) var aliases: [PersonID: LinkDecider] = [:]
    /// The person this one is an alias of.
    public internal(set) var mergedInto: MergedInto?
    public internal(set) var reviews: [ReviewID: PersonReview] = [:]
    /// Notifications a human took out: never offered here again.
    public internal(set) var unlinkedNotifications: Set<NotificationID> = []
    /// What this person asks for; those of aliases hold beside it.
    public internal(set) var wishes = PersonWishes()
    /// A human took these apart who had been joined: they are never offered again.
    public internal(set) var undoneMerges: Set<PersonID> = []

    public init(id: PersonID) { self.id = id }

    /// Pairs a human has set apart, by a review or by undoing a merge: never offered again, unless a human has joined
    /// them since.
    public var separatedPeople: Set<PersonID> {
        let joined = Set(aliases.keys).union([mergedInto?.into].compactMap { $0 })
        return reviews.values.reduce(into: undoneMerges) { $0.formUnion($1.separated) }.subtracting(joined)
    }

    /// Somebody has decided something here, so the machine merges this person with nobody (rule 17).
    public var humanHasDecided: Bool {
        !undoneMerges.isEmpty || !unlinkedNotifications.isEmpty || mergedInto?.decider == .human
            || aliases.values.contains(.human) || notifications.values.contains(.confirmed)
            || reviews.values.contains { !$0.answers.isEmpty }
    }

    /// The questions that still wait; none while the person is an alias, because the merge has answered them.
    public var openReviews: [PersonReview] {
        guard mergedInto == nil else { return [] }
        return reviews.values.map(stillAsking).filter(\.isOpen).sorted { $0.id < $1.id }
    }

    /// The question without those whom a human has taken apart from this person since.
    public func stillAsking(_ review: PersonReview) -> PersonReview {
        review.asking(about: review.candidates.filter { !undoneMerges.contains($0.person) })
    }

    /// How a notification stands now. A later merge settles what stood in review; where a human has said that none of
    /// the candidates is this person, it was the first that was heard of somebody new.
    public func status(of notification: NotificationID) -> LinkStatus? {
        guard let told = notifications[notification] else { return nil }
        guard told == .review else { return told }
        if let mergedInto { return mergedInto.decider == .human ? .confirmed : .automatic }
        let asked = reviews.values.filter { $0.notification == notification }
        return asked.isEmpty || asked.contains { stillAsking($0).isOpen } ? .review : .new
    }
}

/// A question to a human about the person of the stream, with the answers so far.
public struct PersonReview: Hashable, Sendable {
    public let id: ReviewID
    public let notification: NotificationID
    public let candidates: [RankedCandidate]
    /// Oldest first; undoing takes the last away.
    public internal(set) var answers: [Answer] = []

    public enum Answer: Hashable, Sendable {
        /// With what the answer joined; nil where the two were one already.
        case confirmed(PersonID, merge: PersonPair?)
        case separated([PersonID])
    }

    /// Who a human has said is not this person.
    public var separated: Set<PersonID> {
        answers.reduce(into: []) { if case .separated(let people) = $1 { $0.formUnion(people) } }
    }

    /// Who a human has said is this person.
    public var confirmed: PersonID? {
        if case .confirmed(let person, _) = answers.last { person } else { nil }
    }

    /// What the answer that stands has joined.
    public var merge: PersonPair? { if case .confirmed(_, let merge) = answers.last { merge } else { nil } }

    /// Candidates that wait for an answer, best first; none once one is confirmed.
    public var remaining: [RankedCandidate] {
        confirmed == nil ? candidates.filter { !separated.contains($0.person) } : []
    }

    public var isOpen: Bool { !remaining.isEmpty }

    /// The same question about fewer candidates.
    public func asking(about candidates: [RankedCandidate]) -> PersonReview {
        PersonReview(id: id, notification: notification, candidates: candidates, answers: answers)
    }
}
