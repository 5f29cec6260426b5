/// A try to reach the person. Anything that is not a two-way contact about this overdose is an attempt (rule 7).
public struct Attempt: Hashable, Codable, Sendable {
    public let way: Way
    public let at: Instant
    public let by: WorkerID
    public let outcome: Outcome
    /// Where, in the worker's words; kept in the vault.
    public let place: VaultID?

    public enum Way: String, Codable, Sendable, CaseIterable {
        case phone, visit, message, letter, video
        /// Asked for at a hostel, pharmacy, drop-in or street round.
        case throughService
    }

    /// What came of it. Each of these leaves the clock running.
    public enum Outcome: String, Codable, Sendable, CaseIterable {
        case noAnswer, notThere, messageLeft, numberNotInUse, addressWrong
        /// Somebody else answered; nothing was said about the overdose.
        case someoneElseAnswered
        /// Seen, but no talk about the overdose was possible.
        case seenNotSpoken
        case inHospital, inCustody
        case other
    }

    public init(way: Way, at: Instant, by: WorkerID, outcome: Outcome, place: VaultID? = nil) {
        self.way = way
        self.at = at
        self.by = by
        self.outcome = outcome
        self.place = place
    }
}

/// A two-way contact: a named person spoke with them about this overdose and offered support (rule 7). Only this stops
/// the clock.
public struct Contact: Hashable, Codable, Sendable {
    public let way: Way
    public let at: Instant
    public let by: WorkerID
    public let outcome: Outcome
    /// When to offer support again; required when the person said no for now.
    public let offerAgainOn: CivilDate?
    public let note: VaultID?

    public enum Way: String, Codable, Sendable, CaseIterable {
        case faceToFace, phone, video
        /// They answered a message, and the sender's identity was checked.
        case answeredMessage
    }

    public enum Outcome: String, Codable, Sendable, CaseIterable {
        case wantsSupport, alreadySupported, saidNoForNow
    }

    public init(
        way: Way, at: Instant, by: WorkerID, outcome: Outcome, offerAgainOn: CivilDate? = nil, note: VaultID? = nil
    ) {
        self.way = way
        self.at = at
        self.by = by
        self.outcome = outcome
        self.offerAgainOn = offerAgainOn
        self.note = note
    }
}

/// What a worker states about a contact when recording it; each must hold before it stops the clock (rule 7).
public struct ContactAssurance: Hashable, Sendable {
    public let aboutThisOverdose: Bool
    public let supportOffered: Bool
    /// For an answered message: it was made sure that the person wrote it, on a phone that is theirs alone.
    public let identityChecked: Bool

    public init(aboutThisOverdose: Bool, supportOffered: Bool, identityChecked: Bool) {
        self.aboutThisOverdose = aboutThisOverdose
        self.supportOffered = supportOffered
        self.identityChecked = identityChecked
    }
}
