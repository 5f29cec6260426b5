/// One item of one plan; numbered from 1 within the plan and never given again.
public struct PlanItemID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// What is to be done, by whom, by when, and why it is in the plan. How far it has got is kept apart, in
/// ``PlanProgress`` and ``SafeguardingItem``.
public struct PlanEntry: Hashable, Sendable {
    public internal(set) var id: PlanItemID
    /// The rule that proposed it; nil for an item that people added.
    public let rule: RuleID?
    /// The words of an item that people added, in the vault; nil for one from a rule.
    public let wording: VaultID?
    public let kind: PlanItemKind
    public var owner: PlanOwner
    public var dueAt: Instant
    public var quantity: Int?
    /// What the rule rested on when it proposed the item.
    public var facts: [FactUsed]
    /// False while nobody knows whether the rule's condition holds: ask, then keep or set aside.
    public var conditionKnown: Bool

    init(_ item: PlanDraftItem, id: PlanItemID) {
        self.id = id
        rule = item.rule
        wording = nil
        kind = item.kind
        owner = item.owner
        dueAt = item.dueAt
        quantity = item.quantity
        facts = item.facts
        conditionKnown = item.conditionKnown
    }

    /// The same item under the number it has in another plan.
    func numbered(_ number: PlanItemID) -> PlanEntry {
        var entry = self
        entry.id = number
        return entry
    }

    init(_ added: PlanAddition, id: PlanItemID) {
        self.id = id
        rule = nil
        wording = added.wording
        kind = added.kind
        owner = added.owner
        dueAt = added.dueAt
        quantity = added.quantity
        facts = []
        conditionKnown = true
    }
}

/// An item that people add at the huddle or with the person.
public struct PlanAddition: Hashable, Codable, Sendable {
    public let wording: VaultID
    public let kind: PlanItemKind
    public let owner: PlanOwner
    public let dueAt: Instant
    public let quantity: Int?

    public init(wording: VaultID, kind: PlanItemKind, owner: PlanOwner, dueAt: Instant, quantity: Int? = nil) {
        self.wording = wording
        self.kind = kind
        self.owner = owner
        self.dueAt = dueAt
        self.quantity = quantity
    }
}

/// A change to one item; what is nil stays as it is.
public struct PlanAmendment: Hashable, Codable, Sendable {
    public let item: PlanItemID
    public let owner: PlanOwner?
    public let dueAt: Instant?
    public let quantity: Int?

    public init(item: PlanItemID, owner: PlanOwner? = nil, dueAt: Instant? = nil, quantity: Int? = nil) {
        self.item = item
        self.owner = owner
        self.dueAt = dueAt
        self.quantity = quantity
    }

    func applied(to entry: PlanEntry) -> PlanEntry {
        var changed = entry
        changed.owner = owner ?? entry.owner
        changed.dueAt = dueAt ?? entry.dueAt
        changed.quantity = quantity ?? entry.quantity
        return changed
    }
}
