import NFODEngine
import Testing

/// Rule 21: the draft comes from rules; each item names rule and facts, owner, due time.
@Suite struct PlanRulesTests {
    static func rule(
        _ id: String, when: Condition, kind: PlanItemKind = .ordinary, includesNotKnown: Bool = false,
        owner: PlanOwner = .caseOwner, due: PlanDue = .beforeContactDue(.zero), quantity: PlanQuantity? = nil
    ) throws -> PlanRule {
        PlanRule(
            id: RuleID(id), title: "do \(id)", kind: kind, when: when, includesNotKnown: includesNotKnown,
            owner: owner, due: due, quantity: quantity,
            standing: RuleStanding(approver: "somebody", reviewDate: try #require(CivilDate(iso8601: "2027-03-31"))))
    }

    @Test func aDraftNamesRuleFactsOwnerAndDueTime() throws {
        let nitazene = Condition.fact(try Sample.fact(.nitazeneSuspected))
        let rules = PlanRules([
            try Self.rule(
                "naloxone", when: .always, quantity: PlanQuantity(usual: 1, more: 3, moreWhen: nitazene)),
            try Self.rule(
                "housing", when: .fact(try Sample.fact(.noFixedAddress)), owner: .role(.dutyWorker),
                due: .afterDraft(.hours(8))),
        ])
        let draft = rules.draft(
            Sample.one {
                $0.substances = [.nitazene]
                $0.noFixedAddress = true
            })
        #expect(draft.at == Sample.at)
        #expect(draft.items.map(\.rule.name) == ["naloxone", "housing"])
        #expect(draft.items.map(\.quantity) == [3, nil])
        #expect(draft.items.map { $0.facts.map(\.fact.code) } == [[.nitazeneSuspected], [.noFixedAddress]])
        #expect(draft.items.map(\.owner) == [.caseOwner, .role(.dutyWorker)])
        #expect(draft.items.map(\.dueAt) == [Sample.overdoseAt + .hours(72), Sample.at + .hours(8)])
        let plain = rules.draft(Sample.one())
        #expect(plain.items.map(\.rule.name) == ["naloxone"])
        #expect(plain.items.map(\.quantity) == [1])
    }

    @Test func whatIsNotKnownIsAskedUnlessTheRuleLeavesItOut() throws {
        let children = Condition.fact(try Sample.fact(.childrenPresent))
        let rules = PlanRules([
            try Self.rule("asked", when: children, includesNotKnown: true),
            try Self.rule("left-out", when: children, includesNotKnown: false),
            // Rule 22: safeguarding is never left out for want of data.
            try Self.rule("guarded", when: children, kind: .children, includesNotKnown: false),
        ])
        let unknown = rules.draft(Sample.one())
        #expect(unknown.items.map(\.rule.name) == ["asked", "guarded"])
        #expect(unknown.items.map(\.conditionKnown) == [false, false])
        #expect(rules.draft(Sample.one { $0.childrenPresent = .no }).items.isEmpty)
        let known = rules.draft(Sample.one { $0.childrenPresent = .yes })
        #expect(known.items.map(\.rule.name) == ["asked", "left-out", "guarded"])
        #expect(known.items.map(\.conditionKnown) == [true, true, true])
    }

    @Test(arguments: [
        // due                              drafted at hour   due at hour
        (PlanDue.afterDraft(.hours(4)), 10, 14), (.beforeContactDue(.zero), 10, 72),
        (.beforeContactDue(.hours(12)), 10, 60),
        (.beforeContactDue(.hours(12)), 65, 65), (.beforeContactDue(.hours(12)), 80, 72),
        (.beforeContactDue(.zero), 80, 72),
        (.afterDraft(.hours(4)), 80, 84),
    ])
    func dueTimes(due: PlanDue, drafted: Int, dueAt: Int) {
        let instant = due.instant(
            draftedAt: Sample.overdoseAt + .hours(Int64(drafted)), contactDueAt: Sample.overdoseAt + .hours(72))
        #expect(instant == Sample.overdoseAt + .hours(Int64(dueAt)))
    }

    @Test(arguments: ["owner", "role:duty-worker", "worker:morag"])
    func ownersAreWrittenAndReadBack(text: String) { #expect(PlanOwner(text: text)?.text == text) }

    @Test(arguments: ["", "role", "role:", "owner:x", "x:y"])
    func ownersThatAreNone(text: String) { #expect(PlanOwner(text: text) == nil) }
}
