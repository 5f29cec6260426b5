import Foundation
import NFODEngine
import Testing

/// Rules 21 and 22 as transcripts: drafted, changed, agreed, made with the person; safeguarding one by one.
@Suite struct PlanTests {
    static let morag = Actor.user("morag")
    static let rules = Actor.machine("rules")
    static let at = Sample.at
    static let (naloxone, housing, adult, children) = (PlanItemID(1), PlanItemID(2), PlanItemID(3), PlanItemID(4))

    static func item(_ rule: String, _ kind: PlanItemKind = .ordinary, hours: Int64, quantity: Int? = nil)
        -> PlanDraftItem
    {
        PlanDraftItem(
            rule: RuleID(rule), kind: kind, owner: .caseOwner, dueAt: at + .hours(hours), quantity: quantity,
            conditionKnown: kind != .children)
    }

    static let draft = PlanDraft(
        at: at,
        items: [
            item("naloxone", hours: 60, quantity: 1), item("housing", hours: 8),
            item("adult", .adultProtection, hours: 24), item("children", .children, hours: 4),
        ])
    static var plan: Plan { Plan(draft, by: rules) }

    static func answer(_ told: Told) -> ThreePointAnswer { ThreePointAnswer(told, reason: VaultID(7)) }
    static func test(_ first: Told, _ second: Told, _ third: Told) -> AdultProtectionTest {
        AdultProtectionTest(
            unableToSafeguard: answer(first), atRiskOfHarm: answer(second), moreVulnerable: answer(third))
    }
    static func decision(
        _ outcome: SafeguardingDecision.Outcome, test: AdultProtectionTest? = nil, by: Actor = morag
    ) -> SafeguardingDecision {
        SafeguardingDecision(outcome: outcome, reason: VaultID(8), test: test, by: by, at: at)
    }
    static let made = SafeguardingReferral.Made(reference: VaultID(9), by: morag, at: at + .hours(1))
    static let receipt = SafeguardingReferral.Confirmed(by: morag, at: at + .hours(2))

    @Test func agreedByNobodyUntilAgreed() throws {
        var plan = Self.plan
        #expect(plan.standing == .drafted)
        plan = try plan.changed(
            adding: [PlanAddition(wording: VaultID(5), kind: .ordinary, owner: .caseOwner, dueAt: Self.at)],
            amending: [PlanAmendment(item: Self.naloxone, quantity: 2)], by: Self.morag, at: Self.at)
        #expect(plan.standing == .changed)
        #expect(plan.entry(PlanItemID(5))?.wording == VaultID(5))
        #expect(throws: PlanRefusal.notAgreed) { try plan.madeWithPerson(by: Self.morag, at: Self.at) }
        #expect(throws: PlanRefusal.namedHumanNeeded) { try plan.agreed(by: Self.rules, at: Self.at) }
        plan = try plan.agreed(by: Self.morag, at: Self.at)
        #expect(plan.standing == .agreed)
        #expect(throws: PlanRefusal.alreadyAgreed) { try plan.agreed(by: Self.morag, at: Self.at) }
        plan = try plan.madeWithPerson(by: Self.morag, at: Self.at)
        #expect(plan.standing == .safetyPlan)
        plan = try plan.changed(
            amending: [PlanAmendment(item: Self.housing, owner: .worker(WorkerID("isla")))], by: Self.morag,
            at: Self.at)
        #expect(plan.standing == .changed)
        #expect(plan.versions.map(\.number) == [1, 2, 3])
        #expect(plan.versions.map { $0.agreement != nil } == [false, true, false])
        #expect(plan.versions.map { $0.entries[0].quantity } == [1, 2, 2])
    }

    @Test func changesThatAreNone() {
        let unknown = PlanItemID(99)
        #expect(throws: PlanRefusal.nothingToChange) { try Self.plan.changed(by: Self.morag, at: Self.at) }
        #expect(throws: PlanRefusal.nothingToChange) {
            try Self.plan.changed(
                amending: [PlanAmendment(item: Self.naloxone, quantity: 1)], by: Self.morag, at: Self.at)
        }
        #expect(throws: PlanRefusal.itemUnknown(unknown)) {
            try Self.plan.changed(amending: [PlanAmendment(item: unknown)], by: Self.morag, at: Self.at)
        }
    }

    @Test func ordinaryItemsAreSeenToTogether() throws {
        let done = try Self.plan.completed([Self.naloxone, Self.housing], by: Self.morag, at: Self.at)
        #expect(done.progress.map(\.state) == [.done(by: Self.morag, at: Self.at), .done(by: Self.morag, at: Self.at)])
        #expect(done.outstanding.map(\.id) == [Self.children, Self.adult])
        #expect(throws: PlanRefusal.itemClosed(Self.housing)) {
            try done.setAside([Self.housing], .doesNotApply, by: Self.morag, at: Self.at)
        }
        let again = try done.reopened(Self.housing)
        #expect(again.outstanding.map(\.id) == [Self.children, Self.housing, Self.adult])
        #expect(throws: PlanRefusal.nothingToChange) { try again.reopened(Self.housing) }
        #expect(throws: PlanRefusal.nothingToChange) { try done.completed([], by: Self.morag, at: Self.at) }
    }

    /// Rule 22: never in bulk, not even hidden among ordinary items, and never by the way of agreeing the plan.
    @Test func safeguardingIsDecidedOneByOne() throws {
        let all = [Self.naloxone, Self.housing, Self.adult, Self.children]
        #expect(throws: PlanRefusal.safeguardingDecidedOneByOne(Self.adult)) {
            try Self.plan.completed(all, by: Self.morag, at: Self.at)
        }
        #expect(throws: PlanRefusal.safeguardingDecidedOneByOne(Self.children)) {
            try Self.plan.setAside([Self.children], .doesNotApply, by: Self.morag, at: Self.at)
        }
        #expect(throws: PlanRefusal.notASafeguardingItem(Self.housing)) {
            try Self.plan.decided(Self.housing, Self.decision(.noReferral))
        }
        #expect(throws: PlanRefusal.namedHumanNeeded) {
            try Self.plan.decided(Self.children, Self.decision(.noReferral, by: Self.rules))
        }
        #expect(throws: PlanRefusal.threeAnswersMissing(Self.adult)) {
            try Self.plan.decided(Self.adult, Self.decision(.noReferral))
        }
        #expect(throws: PlanRefusal.threeAnswersNotAsked(Self.children)) {
            try Self.plan.decided(Self.children, Self.decision(.noReferral, test: Self.test(.yes, .yes, .yes)))
        }
        let agreed = try Self.plan.agreed(by: Self.morag, at: Self.at)
        #expect(agreed.undecidedSafeguarding.map(\.item) == [Self.adult, Self.children])
        let one = try agreed.decided(Self.children, Self.decision(.noReferral))
        #expect(one.undecidedSafeguarding.map(\.item) == [Self.adult])
    }

    @Test(arguments: [
        (Told.yes, Told.yes, Told.yes, Truth.yes), (.yes, .no, .unknown, .no), (.yes, .unknown, .yes, .unknown),
    ])
    func threeAnswersNeverDecideByThemselves(first: Told, second: Told, third: Told, met: Truth) throws {
        let test = Self.test(first, second, third)
        #expect(test.isMet == met)
        let decided = try Self.plan.decided(Self.adult, Self.decision(.refer, test: test))
        #expect(decided.safeguarding[0].decision?.outcome == .refer)
        #expect(decided.safeguarding[0].referral?.stage == .toBeMade)
    }

    @Test func aReferralIsToBeMadeThenMadeThenConfirmed() throws {
        var plan = Self.plan
        #expect(throws: PlanRefusal.noReferralDecided(Self.children)) {
            try plan.referred(Self.children, Self.made)
        }
        plan = try plan.decided(Self.children, Self.decision(.noReferral))
        plan = try plan.decided(Self.children, Self.decision(.refer))
        #expect(plan.outstanding.map(\.id).contains(Self.children))
        #expect(throws: PlanRefusal.referralNotMade(Self.children)) {
            try plan.receiptConfirmed(Self.children, Self.receipt)
        }
        plan = try plan.referred(Self.children, Self.made)
        #expect(plan.safeguarding[1].referral == .made(Self.made))
        #expect(!plan.outstanding.map(\.id).contains(Self.children))
        #expect(throws: PlanRefusal.referralAlreadyMade(Self.children)) {
            try plan.decided(Self.children, Self.decision(.noReferral))
        }
        plan = try plan.receiptConfirmed(Self.children, Self.receipt)
        #expect(plan.safeguarding[1].referral == .receiptConfirmed(Self.made, Self.receipt))
        #expect(plan.safeguarding[1].decisions.map(\.outcome) == [.noReferral, .refer])
    }
}
