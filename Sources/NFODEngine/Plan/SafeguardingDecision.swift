/// One of the three answers of the adult protection test, with its reason in the vault.
public struct ThreePointAnswer: Hashable, Codable, Sendable {
    /// `unknown` reads "not known": a true answer, for which a reason is owed too.
    public let answer: Told
    public let reason: VaultID

    public init(_ answer: Told, reason: VaultID) {
        self.answer = answer
        self.reason = reason
    }
}

/// The three-point test of the Adult Support and Protection (Scotland) Act 2007, for people of 16 and over. All three
/// are needed; capacity is not part of it.
public struct AdultProtectionTest: Hashable, Codable, Sendable {
    /// Unable to safeguard their own well-being, property, rights or other interests.
    public let unableToSafeguard: ThreePointAnswer
    /// At risk of harm.
    public let atRiskOfHarm: ThreePointAnswer
    /// More vulnerable than others to being harmed, because of disability, mental disorder, illness or infirmity.
    public let moreVulnerable: ThreePointAnswer

    public init(
        unableToSafeguard: ThreePointAnswer, atRiskOfHarm: ThreePointAnswer, moreVulnerable: ThreePointAnswer
    ) {
        self.unableToSafeguard = unableToSafeguard
        self.atRiskOfHarm = atRiskOfHarm
        self.moreVulnerable = moreVulnerable
    }

    /// Whether all three are answered yes: shown beside the decision, never taken for it. In Dundee this test alone had
    /// left many people without a response, so the outcome is always a decision of its own.
    public var isMet: Truth {
        [unableToSafeguard, atRiskOfHarm, moreVulnerable].reduce(.yes) { $0.and(Truth($1.answer)) }
    }
}

/// What was decided about one safeguarding item, by whom and why (rule 22).
public struct SafeguardingDecision: Hashable, Codable, Sendable {
    public enum Outcome: String, Codable, Sendable, CaseIterable {
        /// A referral is to be made by the agency's own route.
        case refer
        /// The service concerned has it already: a current referral or an open case there.
        case alreadyWithService
        /// No referral, for the reason given.
        case noReferral
    }

    public let outcome: Outcome
    /// The reason in words, in the vault.
    public let reason: VaultID
    /// The three answers; for adult protection only, and always there.
    public let test: AdultProtectionTest?
    public let by: Actor
    public let at: Instant

    public init(outcome: Outcome, reason: VaultID, test: AdultProtectionTest? = nil, by: Actor, at: Instant) {
        self.outcome = outcome
        self.reason = reason
        self.test = test
        self.by = by
        self.at = at
    }
}
