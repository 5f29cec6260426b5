/// One version of a plan: what was in it, who made it, who agreed it. Versions stay (rule 21).
public struct PlanVersion: Hashable, Codable, Sendable {
    /// From 1.
    public let number: Int
    /// The rules for the first; whoever changed it for the later ones.
    public let by: Actor
    public let at: Instant
    /// Ordinary and safeguarding items, in the order of their numbers.
    public let entries: [PlanEntry]
    /// Nil until the huddle (or whoever may) agreed this version.
    public let agreement: Agreement?

    /// Who agreed a version, and when.
    public struct Agreement: Hashable, Codable, Sendable {
        public let by: Actor
        public let at: Instant

        public init(by: Actor, at: Instant) {
            self.by = by
            self.at = at
        }
    }

    init(number: Int, by: Actor, at: Instant, entries: [PlanEntry], agreement: Agreement? = nil) {
        self.number = number
        self.by = by
        self.at = at
        self.entries = entries
        self.agreement = agreement
    }

    func agreed(_ agreement: Agreement) -> PlanVersion {
        PlanVersion(number: number, by: by, at: at, entries: entries, agreement: agreement)
    }
}

/// What a plan may be called just now.
public enum PlanStanding: String, Codable, Sendable, CaseIterable {
    /// "Drafted by rules, agreed by nobody."
    case drafted
    /// Changed since it was drafted or since it was last agreed, and not agreed again.
    case changed
    case agreed
    /// Agreed, and made with the person.
    case safetyPlan
}
