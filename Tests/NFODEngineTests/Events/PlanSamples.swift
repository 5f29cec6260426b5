@testable import NFODEngine

/// The larger values inside the sample events: priority, plan and evidence.
enum PlanSamples {
    private static let at = EventSamples.at
    private static let human = Actor.user("aileen")

    static let learntFrom: TrainedModel.Figures = {
        var figures = TrainedModel.Figures()
        figures.notifications = 1_598
        figures.pairs = 14_000
        figures.strangers = 300_000
        figures.matches = 3_900
        figures.confirmed = 12
        figures.separated = 3
        figures.rounds = 17
        return figures
    }()

    static let linkEvidence = LinkEvidence(
        this: NotificationID(42), with: NotificationID(41), model: LinkageModelID(2), bits: Bits(tenths: 214),
        weights: [
            FieldWeight(field: .name, bits: Bits(tenths: 133)), FieldWeight(field: .sex, bits: Bits(tenths: -4)),
        ], reasons: [.chiAgrees, .fullNameAgrees], gaps: [EvidenceGap(.home, from: .this)])

    private static let used = FactUsed(
        .anySubstance(of: [.nitazene, .heroin]), .yes, substances: [.nitazene], number: 1, instant: at,
        sources: [SourceID("ambulance"), SourceID("hospital")], sourcesDiffer: true)

    static let triage = Triage(
        level: .red,
        reasons: [
            TriageReason(kind: .rule, level: .red, rule: RuleID("nitazene"), facts: [used]),
            TriageReason(
                kind: .notKnown, level: .amber,
                facts: [FactUsed(.overdoses(atLeast: 2, inLastDays: 365), .unknown)]),
        ])

    static let drafted = Plan(
        PlanDraft(
            at: at,
            items: [
                PlanDraftItem(
                    rule: RuleID("naloxone"), kind: .ordinary, owner: .caseOwner, dueAt: at + .hours(4), quantity: 2,
                    facts: [used], conditionKnown: false),
                PlanDraftItem(
                    rule: RuleID("adult-protection"), kind: .adultProtection, owner: .role(.coordinator),
                    dueAt: at + .hours(24)),
                PlanDraftItem(
                    rule: RuleID("children"), kind: .children, owner: .role(.coordinator), dueAt: at + .hours(24)),
            ]),
        by: .machine("plan"))

    /// Through every step a plan can take: changed, agreed, made with the person, items closed, safeguarding decided,
    /// referred and confirmed. A step that is turned down leaves the draft, and the golden file tells.
    static let full: Plan = {
        do throws(PlanRefusal) { return try stepped() } catch { return drafted }
    }()

    private static func stepped() throws(PlanRefusal) -> Plan {
        let addition = PlanAddition(
            wording: VaultID(3), kind: .ordinary, owner: .worker(EventSamples.worker), dueAt: at + .hours(8),
            quantity: 1)
        let answer = ThreePointAnswer(.yes, reason: VaultID(4))
        let test = AdultProtectionTest(unableToSafeguard: answer, atRiskOfHarm: answer, moreVulnerable: answer)
        let made = SafeguardingReferral.Made(reference: VaultID(6), by: human, at: at + .hours(2))
        return try drafted.changed(adding: [addition], by: human, at: at)
            .agreed(by: human, at: at + .hours(1))
            .madeWithPerson(by: human, at: at + .hours(2))
            .completed([PlanItemID(1)], by: human, at: at + .hours(3))
            .setAside([PlanItemID(4)], .alreadyHas, by: human, at: at + .hours(3))
            .decided(
                PlanItemID(2),
                SafeguardingDecision(
                    outcome: .refer, reason: VaultID(5), test: test, by: human, at: at + .hours(1))
            )
            .referred(PlanItemID(2), made)
            .receiptConfirmed(PlanItemID(2), SafeguardingReferral.Confirmed(by: human, at: at + .hours(3)))
            .decided(
                PlanItemID(3),
                SafeguardingDecision(outcome: .noReferral, reason: VaultID(5), by: human, at: at + .hours(1)))
    }
}
