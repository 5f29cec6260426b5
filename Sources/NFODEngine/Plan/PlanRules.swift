/// What a plan item is about. Everything but `ordinary` is safeguarding, decided one by one (rule 22).
public enum PlanItemKind: String, Codable, Sendable, CaseIterable {
    case ordinary, adultProtection, children, domesticAbuse

    public var isSafeguarding: Bool { self != .ordinary }
}

/// When a plan item has to be seen to, reckoned when it is drafted. Elapsed time, never a calendar.
public enum PlanDue: Hashable, Sendable {
    /// This long after the draft.
    case afterDraft(Span)
    /// This long before the contact is due; at once when that has passed already.
    case beforeContactDue(Span)

    /// - Returns: never later than the contact is due for ``beforeContactDue(_:)``, even where that lies in the past:
    ///   a due time that has passed stays true (rule 4).
    public func instant(draftedAt: Instant, contactDueAt: Instant) -> Instant {
        switch self {
        case .afterDraft(let span): draftedAt + span
        case .beforeContactDue(let span): min(contactDueAt, max(draftedAt, contactDueAt - span))
        }
    }
}

/// How many of something to bring: `usual`, or `more` when the condition holds.
public struct PlanQuantity: Hashable, Sendable {
    public let usual: Int
    public let more: Int
    public let moreWhen: Condition

    public init(usual: Int, more: Int, moreWhen: Condition) {
        self.usual = usual
        self.more = more
        self.moreWhen = moreWhen
    }
}

/// One rule of `plan.yaml`: an item that belongs into the draft when its condition holds.
public struct PlanRule: Hashable, Sendable {
    public let id: RuleID
    /// What is to be done, as people read it.
    public let title: String
    public let kind: PlanItemKind
    public let when: Condition
    /// The item is drafted too while nobody knows whether the condition holds. Always so for safeguarding.
    public let includesNotKnown: Bool
    public let owner: PlanOwner
    public let due: PlanDue
    public let quantity: PlanQuantity?
    public let standing: RuleStanding

    public init(
        id: RuleID, title: String, kind: PlanItemKind, when: Condition, includesNotKnown: Bool, owner: PlanOwner,
        due: PlanDue, quantity: PlanQuantity? = nil, standing: RuleStanding
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.when = when
        self.includesNotKnown = includesNotKnown || kind.isSafeguarding
        self.owner = owner
        self.due = due
        self.quantity = quantity
        self.standing = standing
    }
}

/// The rules that draft a plan (rule 21), in the order of the file.
public struct PlanRules: Hashable, Sendable {
    public let rules: [PlanRule]

    public init(_ rules: [PlanRule]) { self.rules = rules }

    public subscript(id: RuleID) -> PlanRule? { rules.first { $0.id == id } }

    /// The items that belong into the plan, in the order of the file. Drafted by rules, agreed by nobody.
    public func draft(_ facts: CaseFacts) -> PlanDraft {
        PlanDraft(at: facts.at, items: rules.compactMap { PlanRules.item($0, facts) })
    }

    private static func item(_ rule: PlanRule, _ facts: CaseFacts) -> PlanDraftItem? {
        let judgement = rule.when.judge(facts)
        guard judgement.truth == .yes || (judgement.truth == .unknown && rule.includesNotKnown) else { return nil }
        let more = rule.quantity.map { $0.moreWhen.judge(facts) }
        let isMore = more?.truth == .yes
        return PlanDraftItem(
            rule: rule.id, kind: rule.kind, owner: rule.owner,
            dueAt: rule.due.instant(draftedAt: facts.at, contactDueAt: facts.contactDueAt),
            quantity: rule.quantity.map { isMore ? $0.more : $0.usual },
            facts: judgement.facts + (isMore ? more?.facts ?? [] : []),
            conditionKnown: judgement.truth == .yes)
    }
}
