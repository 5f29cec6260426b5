/// Words for plans and safeguarding.
extension Wording {
    public func text(_ standing: PlanStanding) -> String {
        switch standing {
        case .drafted: "drafted by rules, agreed by nobody"
        case .changed: "changed, not agreed yet"
        case .agreed: "agreed"
        case .safetyPlan: "safety plan, made with the person"
        }
    }

    public func text(_ kind: PlanItemKind) -> String {
        switch kind {
        case .ordinary: "plan"
        case .adultProtection: "adult protection"
        case .children: "children"
        case .domesticAbuse: "domestic abuse"
        }
    }

    public func text(_ state: PlanItemState) -> String {
        switch state {
        case .open: "to do"
        case .done: "done"
        case .notNeeded(let reason, _, _): "not needed: \(text(reason))"
        }
    }

    public func text(_ reason: NotNeededReason) -> String {
        switch reason {
        case .alreadyHas: "the person has it already"
        case .seenToElsewhere: "another service is seeing to it"
        case .saidNoForNow: "said no for now"
        case .doesNotApply: "does not apply"
        case .coveredByAnother: "another item covers it"
        }
    }

    public func text(_ outcome: SafeguardingDecision.Outcome) -> String {
        switch outcome {
        case .refer: "refer"
        case .alreadyWithService: "the service has it already"
        case .noReferral: "no referral"
        }
    }

    public func text(_ stage: SafeguardingReferral.Stage) -> String {
        switch stage {
        case .toBeMade: "to be made"
        case .made: "made"
        case .receiptConfirmed: "receipt confirmed"
        }
    }

    /// What an item is, with its number where there is one: "Naloxone, with training (3)".
    public func text(_ entry: PlanEntry, rules: PlanRules) -> String {
        let words = entry.rule.map { rules[$0]?.title ?? "by the rule \($0), no longer in the file" }
        let title = words ?? "added by the team"
        return entry.quantity.map { "\(title) (\($0))" } ?? title
    }
}
