/// Changing and agreeing a plan (rule 21).
extension Plan {
    /// The plan with one more version in which items were added or changed. Nothing is ever taken out: an item that is
    /// not needed is set aside with a reason. A plan that was agreed has to be agreed again.
    public func changed(
        adding additions: [PlanAddition] = [], amending amendments: [PlanAmendment] = [], by actor: Actor,
        at instant: Instant
    ) throws(PlanRefusal) -> Plan {
        var kept = current.entries
        for amendment in amendments {
            guard let index = kept.firstIndex(where: { $0.id == amendment.item }) else {
                throw .itemUnknown(amendment.item)
            }
            kept[index] = amendment.applied(to: kept[index])
        }
        let first = nextItemID.number
        let new = additions.enumerated().map { PlanEntry($1, id: PlanItemID(first + Int64($0))) }
        guard !new.isEmpty || kept != current.entries else { throw .nothingToChange }
        return adding(new, to: kept, by: actor, at: instant)
    }

    /// The plan joined with a later draft of the rules, after a further notification or a correction: items of rules
    /// that are not in the plan yet are added; an item that was there only because something was not known gets its
    /// facts once they are; a larger quantity than any before replaces the smaller one. Owners, due times, states and
    /// decisions stay as people left them. The same plan when the draft brings nothing new.
    public func supplemented(by draft: PlanDraft, by actor: Actor) -> Plan {
        let known = Set(current.entries.compactMap(\.rule))
        let first = nextItemID.number
        let new = draft.items.filter { !known.contains($0.rule) }.enumerated().map {
            PlanEntry($1, id: PlanItemID(first + Int64($0)))
        }
        let kept = current.entries.map { entry in
            draft.items.first { $0.rule == entry.rule }.map { refreshed(entry, $0) } ?? entry
        }
        guard !new.isEmpty || kept != current.entries else { return self }
        return adding(new, to: kept, by: actor, at: draft.at)
    }

    private func refreshed(_ entry: PlanEntry, _ drafted: PlanDraftItem) -> PlanEntry {
        var refreshed = entry
        if !entry.conditionKnown, drafted.conditionKnown {
            refreshed.facts = drafted.facts
            refreshed.conditionKnown = true
        }
        // A quantity people have lowered is not raised again by the facts that had raised it before.
        let most = versions.flatMap(\.entries).filter { $0.id == entry.id }.compactMap(\.quantity).max()
        if let quantity = drafted.quantity, quantity > most ?? 0 {
            refreshed.quantity = quantity
            refreshed.facts = drafted.facts
        }
        return refreshed
    }

    /// The plan with its current version agreed by a named member of staff. Agreeing a plan decides no safeguarding.
    public func agreed(by actor: Actor, at instant: Instant) throws(PlanRefusal) -> Plan {
        guard actor.isHuman else { throw .namedHumanNeeded }
        guard current.agreement == nil else { throw .alreadyAgreed }
        return replacingCurrent(current.agreed(PlanVersion.Agreement(by: actor, at: instant)))
    }

    /// The plan once its current version was made with the person: from now on it is the safety plan.
    public func madeWithPerson(by actor: Actor, at instant: Instant) throws(PlanRefusal) -> Plan {
        guard actor.isHuman else { throw .namedHumanNeeded }
        guard current.agreement != nil else { throw .notAgreed }
        return madeWithPerson(SafetyPlan(version: current.number, by: actor, at: instant))
    }
}
