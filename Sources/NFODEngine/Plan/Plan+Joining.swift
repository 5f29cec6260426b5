/// Two responses that turn out to be one, and two again (rules 18, 19, 22).
extension Plan {
    /// The plan with what only the other one has: items of rules that are not here, items that people added, and
    /// referrals that are still to be made, each with how far it has got. Nothing that is here is changed: what is
    /// undecided here is decided here.
    func joined(with other: Plan, by actor: Actor, at instant: Instant) -> Plan {
        let known = Set(current.entries.compactMap(\.rule))
        let brought = other.current.entries.filter { entry in
            guard let rule = entry.rule, known.contains(rule) else { return true }
            return other.safeguarding.contains { $0.item == entry.id && $0.referral?.stage == .toBeMade }
        }
        guard !brought.isEmpty else { return self }
        let first = nextItemID.number
        let numbers = brought.indices.map { PlanItemID(first + Int64($0)) }
        var plan = adding(
            zip(brought, numbers).map { $0.numbered($1) }, to: current.entries, by: actor, at: instant)
        for (entry, number) in zip(brought, numbers) {
            if let said = other.progress.first(where: { $0.item == entry.id }) {
                plan = plan.replacing(said.state, of: number)
            }
            if let said = other.safeguarding.first(where: { $0.item == entry.id }) {
                plan = plan.replacing(said.numbered(number))
            }
        }
        return plan
    }

    /// The plan without what rules have put there since `earlier` and nobody has seen to. What people did, decided or
    /// added stays.
    func without(whatCameAfter earlier: Plan, by actor: Actor, at instant: Instant) -> Plan {
        let known = Set(earlier.current.entries.map(\.id))
        let open = Set(progress.filter { $0.state == .open }.map(\.item))
        let undecided = Set(undecidedSafeguarding.map(\.item))
        let gone = current.entries.filter {
            !known.contains($0.id) && $0.rule != nil && (open.contains($0.id) || undecided.contains($0.id))
        }
        return gone.isEmpty ? self : removing(Set(gone.map(\.id)), by: actor, at: instant)
    }
}
