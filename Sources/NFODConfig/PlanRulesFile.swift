public import NFODEngine

/// Reads `plan.yaml` (rules 21 and 22). Every problem goes to the list, with file and line; nil when there is any.
public enum PlanRulesFile {
    /// - Parameters:
    ///   - roles: the duties that the team knows; an owner outside them is a problem. Nil when the team is not read.
    ///   - today: the local day, against which review dates are held.
    public static func read(
        _ text: String, file: String = "plan.yaml", roles: Set<RoleID>? = nil, today: CivilDate, list: ProblemList
    ) -> LoadedRules<PlanRules>? {
        let before = list.problems.count
        guard let root = YAMLReader.parse(text, file: file, list: list) else { return nil }
        root.allowKeys(["items"])
        let elements = root.required("items")?.elements() ?? []
        var names = RuleNames(today: today)
        let rules = elements.compactMap { rule($0, roles, &names) }
        if elements.isEmpty, list.problems.count == before { root.problem("'items' names no item") }
        guard list.problems.count == before else { return nil }
        return LoadedRules(rules: PlanRules(rules), warnings: names.warnings)
    }

    private static func rule(_ reader: YAMLReader, _ roles: Set<RoleID>?, _ names: inout RuleNames) -> PlanRule? {
        reader.allowKeys([
            "id", "title", "kind", "when", "ifNotKnown", "owner", "due", "quantity", "approver", "reviewDate",
        ])
        let id = names.id(reader)
        let title = reader.required("title")?.sentence()
        let kind = reader.optional("kind").map { $0.choice(PlanItemKind.self) } ?? .ordinary
        let when = reader.required("when")?.condition()
        let includesNotKnown = reader.includesNotKnown(kind ?? .ordinary)
        let owner = reader.required("owner")?.planOwner(roles)
        let due = reader.required("due")?.planDue()
        let quantity = reader.optional("quantity").map { $0.planQuantity() }
        let standing = names.standing(reader)
        guard let id, let title, let kind, let when, let owner, let due, let standing else { return nil }
        return PlanRule(
            id: id, title: title, kind: kind, when: when, includesNotKnown: includesNotKnown, owner: owner, due: due,
            quantity: quantity ?? nil, standing: standing)
    }
}

/// What happens to an item while nobody knows whether its condition holds.
private enum IfNotKnown: String, CaseIterable { case include, leaveOut }

extension YAMLReader {
    /// `ifNotKnown: leaveOut`; without it the item is included. Safeguarding is never left out for want of data.
    fileprivate func includesNotKnown(_ kind: PlanItemKind) -> Bool {
        guard let reader = optional("ifNotKnown") else { return true }
        let choice = reader.choice(IfNotKnown.self) ?? .include
        if choice == .leaveOut, kind.isSafeguarding {
            reader.problem("a safeguarding item is never left out because something is not known; take this line away")
        }
        return choice == .include
    }

    /// `owner` for whoever owns the case, else the name of a duty.
    fileprivate func planOwner(_ roles: Set<RoleID>?) -> PlanOwner? {
        guard let name = sentence() else { return nil }
        if name == "owner" { return .caseOwner }
        let role = RoleID(name)
        if let roles, !roles.contains(role) {
            let near = roles.map(\.name).min { distance($0, name) < distance($1, name) }
            let hint = near.map { distance($0, name) <= 3 ? "did you mean '\($0)'? " : "" } ?? ""
            problem(
                "unknown duty '\(shown)'; \(hint)known: owner, \(roles.map(\.name).sorted().joined(separator: ", "))")
            return nil
        }
        return .role(role)
    }

    /// `contactDue`, or exactly one of `hoursAfterDraft` and `hoursBeforeContactDue`.
    fileprivate func planDue() -> PlanDue? {
        guard isMapping else {
            if string() == "contactDue" { return .beforeContactDue(.zero) }
            problem("expected contactDue, {hoursAfterDraft: 4} or {hoursBeforeContactDue: 12}, found '\(shown)'")
            return nil
        }
        allowKeys(["hoursAfterDraft", "hoursBeforeContactDue"])
        let after = optional("hoursAfterDraft").map { $0.integer(in: 1...2_160) }
        let before = optional("hoursBeforeContactDue").map { $0.integer(in: 1...71) }
        switch (after, before) {
        case (.some(let hours), nil): return hours.map { .afterDraft(.hours(Int64($0))) }
        case (nil, .some(let hours)): return hours.map { .beforeContactDue(.hours(Int64($0))) }
        default:
            problem("expected exactly one of hoursAfterDraft and hoursBeforeContactDue")
            return nil
        }
    }

    /// `{usual: 1, more: 3, moreWhen: nitazeneSuspected}`
    fileprivate func planQuantity() -> PlanQuantity? {
        allowKeys(["usual", "more", "moreWhen"])
        guard isMapping else { return nil }
        let usual = required("usual")?.integer(in: 1...100)
        let more = required("more")?.integer(in: 1...100)
        let moreWhen = required("moreWhen")?.condition()
        guard let usual, let more, let moreWhen else { return nil }
        if more <= usual { problem("'more' (\(more)) must be more than 'usual' (\(usual))") }
        return PlanQuantity(usual: usual, more: more, moreWhen: moreWhen)
    }
}
