/// Seeing to the items of a plan: ordinary ones together if need be, safeguarding one by one (rule 22).
extension Plan {
    /// The plan with these ordinary items done. Refused as a whole when one is unknown, closed or safeguarding.
    public func completed(_ items: [PlanItemID], by actor: Actor, at instant: Instant) throws(PlanRefusal) -> Plan {
        try closing(items, .done(by: actor, at: instant))
    }

    /// The plan with these ordinary items set aside for a reason. Refused as a whole like ``completed(_:by:at:)``.
    public func setAside(
        _ items: [PlanItemID], _ reason: NotNeededReason, by actor: Actor, at instant: Instant
    ) throws(PlanRefusal) -> Plan {
        try closing(items, .notNeeded(reason, by: actor, at: instant))
    }

    /// The plan with an ordinary item open again, after a mistake or because it is needed after all.
    public func reopened(_ item: PlanItemID) throws(PlanRefusal) -> Plan {
        guard try ordinary(item).state != .open else { throw .nothingToChange }
        return replacing(.open, of: item)
    }

    private func closing(_ items: [PlanItemID], _ state: PlanItemState) throws(PlanRefusal) -> Plan {
        guard !items.isEmpty else { throw .nothingToChange }
        var plan = self
        for item in items {
            guard try plan.ordinary(item).state == .open else { throw .itemClosed(item) }
            plan = plan.replacing(state, of: item)
        }
        return plan
    }

    private func ordinary(_ item: PlanItemID) throws(PlanRefusal) -> PlanProgress {
        if let found = progress.first(where: { $0.item == item }) { return found }
        throw entry(item) == nil ? .itemUnknown(item) : .safeguardingDecidedOneByOne(item)
    }

    /// The plan with one safeguarding item decided. There is no form of this for several items.
    public func decided(_ item: PlanItemID, _ decision: SafeguardingDecision) throws(PlanRefusal) -> Plan {
        replacing(try guarded(item).decided(decision))
    }

    /// The plan once the referral for one safeguarding item is made, by the agency's own route.
    public func referred(_ item: PlanItemID, _ made: SafeguardingReferral.Made) throws(PlanRefusal) -> Plan {
        replacing(try guarded(item).referred(made))
    }

    /// The plan once the receiving service says that it has the referral.
    public func receiptConfirmed(
        _ item: PlanItemID, _ receipt: SafeguardingReferral.Confirmed
    ) throws(PlanRefusal) -> Plan {
        replacing(try guarded(item).confirmed(receipt))
    }

    private func guarded(_ item: PlanItemID) throws(PlanRefusal) -> SafeguardingItem {
        if let found = safeguarding.first(where: { $0.item == item }) { return found }
        throw entry(item) == nil ? .itemUnknown(item) : .notASafeguardingItem(item)
    }
}
