/// Who decided that two records are one person, or two. The envelope names the actor; the rules need the kind.
public enum LinkDecider: String, Codable, Sendable { case machine, human }

/// A person was heard of for the first time, through `notification`. `status` is `new` or, with a review to follow,
/// `review`. Written by linkage.
public struct PersonKnown: EventPayload {
    public static let type = "personKnown"
    public static let version = 1
    public let person: PersonID
    public let notification: NotificationID
    public let status: LinkStatus

    public init(person: PersonID, notification: NotificationID, status: LinkStatus) {
        self.person = person
        self.notification = notification
        self.status = status
    }
}

/// A further notification is about this person. Written by linkage, or by a human (`confirmed`, without `why`).
public struct NotificationLinked: EventPayload {
    public static let type = "notificationLinked"
    public static let version = 1
    public let notification: NotificationID
    public let status: LinkStatus
    public let why: LinkEvidence?

    public init(notification: NotificationID, status: LinkStatus, why: LinkEvidence? = nil) {
        self.notification = notification
        self.status = status
        self.why = why
    }
}

/// A human took a notification out of this person; it is linked elsewhere in the same transaction, and never offered
/// here again. Never by machine (rule 12). Linking it here again by a human takes this back.
public struct NotificationUnlinked: EventPayload {
    public static let type = "notificationUnlinked"
    public static let version = 1
    public let notification: NotificationID

    public init(notification: NotificationID) {
        self.notification = notification
    }
}

/// `absorbed` is an alias of this person from now on (rule 18). Written on the stream of the person whose id stays, in
/// one transaction with ``MergedInto`` on the other stream; no other event of either is touched.
public struct PersonMerged: EventPayload {
    public static let type = "personMerged"
    public static let version = 1
    public let absorbed: PersonID
    public let decider: LinkDecider
    /// Nil where a human decided.
    public let why: LinkEvidence?

    public init(absorbed: PersonID, decider: LinkDecider, why: LinkEvidence? = nil) {
        self.absorbed = absorbed
        self.decider = decider
        self.why = why
    }
}

/// The alias `absorbed` was removed by a human: exactly as before the merge. With ``MergedIntoUndone``.
public struct PersonMergeUndone: EventPayload {
    public static let type = "personMergeUndone"
    public static let version = 1
    public let absorbed: PersonID
    /// The two are two people: never offered again.
    public let isApart: Bool

    public init(absorbed: PersonID, isApart: Bool) {
        self.absorbed = absorbed
        self.isApart = isApart
    }
}

/// This person is an alias of `into`; its own stream rests until the merge is undone.
public struct MergedInto: EventPayload {
    public static let type = "mergedInto"
    public static let version = 1
    public let into: PersonID
    public let decider: LinkDecider

    public init(into: PersonID, decider: LinkDecider) {
        self.into = into
        self.decider = decider
    }
}

/// This person stands by itself again.
public struct MergedIntoUndone: EventPayload {
    public static let type = "mergedIntoUndone"
    public static let version = 1
    public let into: PersonID
    /// The two are two people: never offered again.
    public let isApart: Bool

    public init(into: PersonID, isApart: Bool) {
        self.into = into
        self.isApart = isApart
    }
}

/// A question for a human: is the person of this stream one of `candidates`, best first? Stays open while clock and
/// ladder run (rule 17).
public struct ReviewOpened: EventPayload {
    public static let type = "reviewOpened"
    public static let version = 1
    public let review: ReviewID
    /// The notification that raised it.
    public let notification: NotificationID
    public let candidates: [RankedCandidate]

    public init(review: ReviewID, notification: NotificationID, candidates: [RankedCandidate]) {
        self.review = review
        self.notification = notification
        self.candidates = candidates
    }
}

/// A human said: yes, `candidate` is the same person. The merge is written beside it.
public struct ReviewConfirmed: EventPayload {
    public static let type = "reviewConfirmed"
    public static let version = 1
    public let review: ReviewID
    public let candidate: PersonID
    /// What the answer joined, and what taking it back takes apart; nil where the two were one already.
    public let merge: PersonPair?

    public init(review: ReviewID, candidate: PersonID, merge: PersonPair? = nil) {
        self.review = review
        self.candidate = candidate
        self.merge = merge
    }
}

/// One person as the alias of another.
public struct PersonPair: Hashable, Codable, Sendable {
    public let absorbed: PersonID
    public let into: PersonID

    public init(_ absorbed: PersonID, into: PersonID) {
        self.absorbed = absorbed
        self.into = into
    }
}

/// A human said: none of `candidates` is this person. These pairs are never offered again.
public struct ReviewSeparated: EventPayload {
    public static let type = "reviewSeparated"
    public static let version = 1
    public let review: ReviewID
    public let candidates: [PersonID]

    public init(review: ReviewID, candidates: [PersonID]) {
        self.review = review
        self.candidates = candidates
    }
}

/// The last answer to the review was taken back: exactly as before it. Where it was a confirmation, its merge is undone
/// beside it.
public struct ReviewUndone: EventPayload {
    public static let type = "reviewUndone"
    public static let version = 1
    public let review: ReviewID

    public init(review: ReviewID) {
        self.review = review
    }
}

/// What the person asks for, or must be kept safe from, as it is from now on: all of it, so that the newest counts.
/// Written by a human, told on one response, for all of them.
public struct WishesRecorded: EventPayload {
    public static let type = "wishesRecorded"
    public static let version = 1
    public let wishes: PersonWishes
    /// The response in which it was told.
    public let response: CaseID
    /// In somebody's own words.
    public let note: VaultID?

    public init(wishes: PersonWishes, response: CaseID, note: VaultID? = nil) {
        self.wishes = wishes
        self.response = response
        self.note = note
    }
}

/// Somebody opened this person's details on one screen (rule 42). One entry for each user, person, screen and minute.
public struct DetailsOpened: EventPayload {
    public static let type = "detailsOpened"
    public static let version = 1
    public let screen: Screen

    /// Where details can be seen.
    public enum Screen: String, Codable, Sendable, CaseIterable {
        case huddleReport, overdueReport, workloadReport, reviewList
    }

    public init(screen: Screen) {
        self.screen = screen
    }
}
