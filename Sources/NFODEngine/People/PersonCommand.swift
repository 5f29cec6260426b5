/// What can be asked of one person's stream. Commands that touch two streams are given to both in one transaction:
/// `absorb` with `becomeAlias`, `undoAbsorb` with `standAlone`, `confirmReview` with the two merge commands,
/// `undoReview` of a confirmation with the two that undo it.
public enum PersonCommand: Hashable, Sendable {
    /// The first notification of somebody not heard of: `new`, or `review` with `openReview` to follow.
    case know(NotificationID, status: LinkStatus)
    /// A further notification. `why` is nil where a human links it.
    case link(NotificationID, status: LinkStatus, why: LinkEvidence?)
    /// A human takes a notification out.
    case unlink(NotificationID)
    /// The other person becomes an alias of this one.
    case absorb(PersonID, by: LinkDecider, why: LinkEvidence?)
    /// The other side of `absorb`.
    case becomeAlias(of: PersonID, by: LinkDecider)
    /// A human removes the alias. `isApart`: because the two are two people, and so they are never offered again; what
    /// the machine joined and a human takes apart is so in any case.
    case undoAbsorb(PersonID, isApart: Bool = false)
    /// The other side of `undoAbsorb`.
    case standAlone(isApart: Bool = false)
    /// A question about this person, raised by a notification of it.
    case openReview(ReviewID, NotificationID, candidates: [RankedCandidate])
    /// `merge` is what it joins; nil where the two are one already.
    case confirmReview(ReviewID, candidate: PersonID, merge: PersonPair? = nil)
    /// None of these is this person; all that remain where `candidates` is nil.
    case separateReview(ReviewID, candidates: [PersonID]?)
    /// Takes back the last answer.
    case undoReview(ReviewID)
    /// What the person asks for from now on, and how that is known; nothing when nothing differs.
    case recordWishes(WishesRecorded, knownFrom: Objection.KnownFrom)
}

/// Why a command to a person's stream is not carried out.
public enum PersonRefusal: Refusal {
    case personNotKnown, personAlreadyKnown
    /// The person is an alias; the command belongs to the person it was merged into.
    case personIsAlias(of: PersonID)
    case personNotAlias
    case samePerson
    case notificationAlreadyLinked, notificationNotLinked
    /// A human took the notification out, so only a human may put it back.
    case notificationWasTakenOut
    /// The status given does not fit the command.
    case statusDoesNotFit
    case alreadyAbsorbed, notAbsorbed
    /// A human has decided about this person, so the machine may not merge it (rule 17).
    case humanHasDecided
    /// A human has set these two apart.
    case pairSeparated
    case reviewExists, reviewNotFound, reviewNotOpen, reviewHasNoCandidates, reviewHasNoAnswer
    case notACandidate
    /// It is all that is known about the person.
    case onlyNotification
    /// Somebody has changed the person since the caller looked.
    case versionChanged(expected: Int64, current: Int64)

    public var code: String {
        switch self {
        case .personNotKnown: "personNotKnown"
        case .personAlreadyKnown: "personAlreadyKnown"
        case .personIsAlias: "personIsAlias"
        case .personNotAlias: "personNotAlias"
        case .samePerson: "samePerson"
        case .notificationAlreadyLinked: "notificationAlreadyLinked"
        case .notificationNotLinked: "notificationNotLinked"
        case .notificationWasTakenOut: "notificationWasTakenOut"
        case .statusDoesNotFit: "statusDoesNotFit"
        case .alreadyAbsorbed: "alreadyAbsorbed"
        case .notAbsorbed: "notAbsorbed"
        case .humanHasDecided: "humanHasDecided"
        case .pairSeparated: "pairSeparated"
        case .reviewExists: "reviewExists"
        case .reviewNotFound: "reviewNotFound"
        case .reviewNotOpen: "reviewNotOpen"
        case .reviewHasNoCandidates: "reviewHasNoCandidates"
        case .reviewHasNoAnswer: "reviewHasNoAnswer"
        case .notACandidate: "notACandidate"
        case .onlyNotification: "onlyNotification"
        case .versionChanged: "versionChanged"
        }
    }

    public var message: String {
        switch self {
        case .personNotKnown: "Nobody is known under this number."
        case .personAlreadyKnown: "This number belongs to a person already; use another."
        case .personIsAlias(let root): "This person was merged into person \(root); go there, or undo the merge first."
        case .personNotAlias: "This person is not merged into anybody."
        case .samePerson: "A person cannot be merged with or compared with itself."
        case .notificationAlreadyLinked: "The notification is linked to this person already."
        case .notificationNotLinked: "The notification is not linked to this person."
        case .notificationWasTakenOut: "This notification was taken out of this person; only a human may put it back."
        case .statusDoesNotFit: "The link status does not fit this step."
        case .alreadyAbsorbed: "These two are one person already."
        case .notAbsorbed: "That person was not merged into this one."
        case .humanHasDecided: "Somebody has decided about this person; only a person may merge it."
        case .pairSeparated: "Somebody has said that these are two people; undo that first."
        case .reviewExists: "There is a review with this number already."
        case .reviewNotFound: "There is no such review for this person."
        case .reviewNotOpen: "The review has been answered; undo the answer first."
        case .reviewHasNoCandidates: "A review needs somebody to compare with."
        case .reviewHasNoAnswer: "The review has no answer that could be undone."
        case .notACandidate: "That person is not among those this review still asks about."
        case .onlyNotification: "Nothing else is known about this person, so there is nothing to take it out of."
        case .versionChanged(let expected, let current):
            "Somebody has changed this since you looked (version \(expected), now \(current)); look again."
        }
    }
}
