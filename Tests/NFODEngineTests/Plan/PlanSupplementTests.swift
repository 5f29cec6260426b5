import Foundation
import NFODEngine
import Testing

/// A further notification brings new facts into a plan that people have already worked on (rules 12 and 21).
@Suite struct PlanSupplementTests {
    typealias Given = PlanTests

    static func later(_ items: [PlanDraftItem]) -> PlanDraft { PlanDraft(at: Given.at + .hours(5), items: items) }
    static let raised = later([Given.item("naloxone", hours: 60, quantity: 3)])

    @Test func newItemsJoinAndHaveToBeAgreed() throws {
        let agreed = try Given.plan.agreed(by: Given.morag, at: Given.at)
        let plan = agreed.supplemented(
            by: Self.later([Given.item("domestic", .domesticAbuse, hours: 9)]), by: Given.rules)
        #expect(plan.standing == .changed)
        #expect(plan.current.entries.map(\.id.number) == [1, 2, 3, 4, 5])
        #expect(plan.undecidedSafeguarding.map(\.item.number) == [3, 4, 5])
        #expect(plan.versions[0] == agreed.versions[0])
    }

    @Test func aDraftWithNothingNewChangesNothing() {
        #expect(Given.plan.supplemented(by: Given.draft, by: Given.rules) == Given.plan)
    }

    @Test func aLargerQuantityThanEverBeforeIsTakenOver() throws {
        let raised = Given.plan.supplemented(by: Self.raised, by: Given.rules)
        #expect(raised.entry(Given.naloxone)?.quantity == 3)
        let lowered = try raised.changed(
            amending: [PlanAmendment(item: Given.naloxone, quantity: 2)], by: Given.morag, at: Given.at)
        #expect(lowered.supplemented(by: Self.raised, by: Given.rules) == lowered)
    }

    @Test func whatWasNotKnownIsRefreshedOnceItIs() throws {
        let fact = FactUsed(try Sample.fact(.childrenPresent), .yes, sources: [Sample.police])
        let known = PlanDraftItem(
            rule: RuleID("children"), kind: .children, owner: .role(.coordinator), dueAt: Given.at, facts: [fact])
        let plan = Given.plan.supplemented(by: Self.later([known]), by: Given.rules)
        #expect(plan.entry(Given.children)?.conditionKnown == true)
        #expect(plan.entry(Given.children)?.facts == [fact])
        #expect(plan.entry(Given.children)?.owner == .caseOwner)
    }

    @Test func everythingGoesIntoJSONAndBack() throws {
        var plan = try Given.plan.completed([Given.naloxone], by: Given.morag, at: Given.at)
        plan = try plan.setAside([Given.housing], .saidNoForNow, by: Given.morag, at: Given.at)
        plan = try plan.decided(Given.adult, Given.decision(.refer, test: Given.test(.yes, .unknown, .no)))
        plan = try plan.decided(Given.children, Given.decision(.refer))
        let made = try plan.referred(Given.children, Given.made)
        let confirmed = try made.receiptConfirmed(Given.children, Given.receipt)
        for plan in [Given.plan, plan, made, confirmed] {
            let data = try JSONEncoder().encode(plan)
            #expect(try JSONDecoder().decode(Plan.self, from: data) == plan)
        }
    }

    /// The shape that stands in events: it may grow, and never changes.
    @Test func aReasonInJSON() throws {
        let rules = try TriageRulesTests.rules()
        let triage = rules.triage(Sample.one { $0.childrenPresent = .yes })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(triage), as: UTF8.self)
        let expected =
            #"{"level":"amber","reasons":[{"facts":[{"fact":"childrenPresent","sources":["ambulance"],"#
            + #""truth":"yes"}],"kind":"rule","level":"amber","rule":"children"},"#
            + #"{"facts":[{"fact":"selfHarm","truth":"unknown"}],"kind":"notKnown","level":"amber"}]}"#
        #expect(text == expected)
    }
}
