/// What most entries have in common is left out: an ordinary item, without facts, whose condition is known.
extension PlanEntry: Codable {
    private enum Key: String, CodingKey {
        case id, rule, wording, kind, owner, dueAt, quantity, facts, conditionKnown
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        id = try container.decode(PlanItemID.self, forKey: .id)
        rule = try container.decodeIfPresent(RuleID.self, forKey: .rule)
        wording = try container.decodeIfPresent(VaultID.self, forKey: .wording)
        kind = try container.decode(PlanItemKind.self, forKey: .kind, otherwise: .ordinary)
        owner = try container.decode(PlanOwner.self, forKey: .owner)
        dueAt = try container.decode(Instant.self, forKey: .dueAt)
        quantity = try container.decodeIfPresent(Int.self, forKey: .quantity)
        facts = try container.decode([FactUsed].self, forKey: .facts, otherwise: [])
        conditionKnown = try container.decode(Bool.self, forKey: .conditionKnown, otherwise: true)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(conditionKnown, unless: true, forKey: .conditionKnown)
        try container.encode(dueAt, forKey: .dueAt)
        try container.encode(facts, unless: [], forKey: .facts)
        try container.encode(id, forKey: .id)
        try container.encode(kind, unless: .ordinary, forKey: .kind)
        try container.encode(owner, forKey: .owner)
        try container.encodeIfPresent(quantity, forKey: .quantity)
        try container.encodeIfPresent(rule, forKey: .rule)
        try container.encodeIfPresent(wording, forKey: .wording)
    }
}
