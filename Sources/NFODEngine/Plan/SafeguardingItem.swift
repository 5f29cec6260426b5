/// One safeguarding item of a plan with all decisions ever made about it (rule 22). A case cannot end while it is
/// undecided. A new decision replaces the last one until a referral is made; after that it stands.
public struct SafeguardingItem: Hashable, Codable, Sendable {
    public let item: PlanItemID
    public let kind: PlanItemKind
    /// Oldest first; the last one counts.
    public let decisions: [SafeguardingDecision]
    /// There once somebody decided to refer.
    public let referral: SafeguardingReferral?

    /// Undecided.
    init(item: PlanItemID, kind: PlanItemKind) {
        self.init(item: item, kind: kind, decisions: [], referral: nil)
    }

    private init(
        item: PlanItemID, kind: PlanItemKind, decisions: [SafeguardingDecision], referral: SafeguardingReferral?
    ) {
        self.item = item
        self.kind = kind
        self.decisions = decisions
        self.referral = referral
    }

    public var decision: SafeguardingDecision? { decisions.last }
    public var isDecided: Bool { !decisions.isEmpty }

    /// The item with one more decision. Throws ``PlanRefusal`` when a machine decides, when adult protection comes
    /// without its three answers (or another item with them), and when a referral was made already.
    func decided(_ decision: SafeguardingDecision) throws(PlanRefusal) -> SafeguardingItem {
        guard decision.by.isHuman else { throw .namedHumanNeeded }
        if kind == .adultProtection, decision.test == nil { throw .threeAnswersMissing(item) }
        if kind != .adultProtection, decision.test != nil { throw .threeAnswersNotAsked(item) }
        if let referral, referral.stage != .toBeMade { throw .referralAlreadyMade(item) }
        return SafeguardingItem(
            item: item, kind: kind, decisions: decisions + [decision],
            referral: decision.outcome == .refer ? .toBeMade : nil)
    }

    /// The item once its referral is made.
    func referred(_ made: SafeguardingReferral.Made) throws(PlanRefusal) -> SafeguardingItem {
        guard made.by.isHuman else { throw .namedHumanNeeded }
        switch referral {
        case nil: throw .noReferralDecided(item)
        case .toBeMade: return with(.made(made))
        case .made, .receiptConfirmed: throw .referralAlreadyMade(item)
        }
    }

    /// The item once the receiving service says that it has the referral. Saying so again changes nothing.
    func confirmed(_ receipt: SafeguardingReferral.Confirmed) throws(PlanRefusal) -> SafeguardingItem {
        switch referral {
        case nil, .toBeMade: throw .referralNotMade(item)
        case .made(let made): return with(.receiptConfirmed(made, receipt))
        case .receiptConfirmed: return self
        }
    }

    /// The same item under the number it has in another plan.
    func numbered(_ number: PlanItemID) -> SafeguardingItem {
        SafeguardingItem(item: number, kind: kind, decisions: decisions, referral: referral)
    }

    private func with(_ referral: SafeguardingReferral) -> SafeguardingItem {
        SafeguardingItem(item: item, kind: kind, decisions: decisions, referral: referral)
    }
}
