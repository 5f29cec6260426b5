/// Why a plan cannot be changed in the way asked for.
public enum PlanRefusal: Refusal {
    /// No item of this plan has that number.
    case itemUnknown(PlanItemID)
    /// A safeguarding item is decided by itself, with its reason; never marked along with others (rule 22).
    case safeguardingDecidedOneByOne(PlanItemID)
    /// A decision about safeguarding was given for an ordinary item.
    case notASafeguardingItem(PlanItemID)
    /// The item is done or set aside already.
    case itemClosed(PlanItemID)
    /// This version of the plan is agreed already.
    case alreadyAgreed
    /// Nothing would change.
    case nothingToChange
    /// Only a named member of staff may do this.
    case namedHumanNeeded
    /// Adult protection is decided with three answers, each with its reason (rule 22).
    case threeAnswersMissing(PlanItemID)
    /// The three answers belong to adult protection only.
    case threeAnswersNotAsked(PlanItemID)
    /// The decision does not call for a referral.
    case noReferralDecided(PlanItemID)
    /// The referral was made already; a new decision cannot take it back.
    case referralAlreadyMade(PlanItemID)
    /// A receipt cannot come before the referral is made.
    case referralNotMade(PlanItemID)
    /// A safety plan is a plan that was agreed.
    case notAgreed

    public var code: String {
        switch self {
        case .itemUnknown: "planItemUnknown"
        case .safeguardingDecidedOneByOne: "safeguardingDecidedOneByOne"
        case .notASafeguardingItem: "notASafeguardingItem"
        case .itemClosed: "planItemClosed"
        case .alreadyAgreed: "planAlreadyAgreed"
        case .nothingToChange: "nothingToChange"
        case .namedHumanNeeded: "namedHumanNeeded"
        case .threeAnswersMissing: "threeAnswersMissing"
        case .threeAnswersNotAsked: "threeAnswersNotAsked"
        case .noReferralDecided: "noReferralDecided"
        case .referralAlreadyMade: "referralAlreadyMade"
        case .referralNotMade: "referralNotMade"
        case .notAgreed: "planNotAgreed"
        }
    }

    public var message: String {
        switch self {
        case .itemUnknown(let item): "The plan has no item \(item); look at the plan again."
        case .safeguardingDecidedOneByOne(let item):
            "Item \(item) is safeguarding: decide it by itself, with its reason."
        case .notASafeguardingItem(let item): "Item \(item) is not safeguarding: mark it done or not needed instead."
        case .itemClosed(let item): "Item \(item) is done or set aside already."
        case .alreadyAgreed:
            "This version of the plan is agreed already; change it first if something is different now."
        case .nothingToChange: "Nothing would change; name an item to add or to change."
        case .namedHumanNeeded: "Only a named member of staff may do this, never the machine."
        case .threeAnswersMissing(let item):
            "Item \(item) is adult protection: give the three answers, each with its reason."
        case .threeAnswersNotAsked(let item): "Item \(item) is not adult protection: leave the three answers out."
        case .noReferralDecided(let item): "For item \(item) no referral is decided; decide to refer first."
        case .referralAlreadyMade(let item): "The referral for item \(item) is made; it cannot be decided again."
        case .referralNotMade(let item): "The referral for item \(item) is not made yet; record that first."
        case .notAgreed: "Agree the plan first; it is called safety plan once it is made with the person."
        }
    }
}
