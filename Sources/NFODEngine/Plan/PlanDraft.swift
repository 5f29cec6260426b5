/// What the rules propose for one response, before anybody has looked at it (rule 21).
public struct PlanDraft: Hashable, Codable, Sendable {
    /// The instant the rules were asked at.
    public let at: Instant
    /// In the order of the file.
    public let items: [PlanDraftItem]

    public init(at: Instant, items: [PlanDraftItem]) {
        self.at = at
        self.items = items
    }
}

/// One proposed item, with the rule and the facts it comes from.
public struct PlanDraftItem: Hashable, Codable, Sendable {
    public let rule: RuleID
    public let kind: PlanItemKind
    public let owner: PlanOwner
    public let dueAt: Instant
    /// How many to bring; nil where the item is not counted.
    public let quantity: Int?
    /// What the rule rested on; empty for a rule that always holds.
    public let facts: [FactUsed]
    /// False when the item is here because nobody knows whether its condition holds.
    public let conditionKnown: Bool

    public init(
        rule: RuleID, kind: PlanItemKind, owner: PlanOwner, dueAt: Instant, quantity: Int? = nil,
        facts: [FactUsed] = [], conditionKnown: Bool = true
    ) {
        self.rule = rule
        self.kind = kind
        self.owner = owner
        self.dueAt = dueAt
        self.quantity = quantity
        self.facts = facts
        self.conditionKnown = conditionKnown
    }
}
