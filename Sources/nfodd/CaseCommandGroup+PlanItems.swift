import ArgumentParser
import NFODDaemon
import NFODEngine

struct PlanAddCase: CaseSubcommand {
    static let action = CaseRequest.Action.planAdd
    static let configuration = describe("Add an item to the plan; the plan has to be agreed again.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var words: NoteOption

    @Option(help: "\(oneOf(PlanItemKind.self)).")
    var kind = PlanItemKind.ordinary.rawValue

    @Option(help: "Who sees to it: owner, role:ID, worker:ID.")
    var planOwner = PlanOwner.caseOwner.text

    @Option(help: "By when.")
    var until: String

    @Option(help: "How many, where it is counted.")
    var quantity: Int64?

    func fill(_ request: inout CaseRequest) throws {
        request.note = words.words()
        request.kind = kind
        request.planOwner = planOwner
        request.until = until
        request.quantity = quantity
    }
}

struct PlanChangeCase: CaseSubcommand {
    static let action = CaseRequest.Action.planChange
    static let configuration = describe("Change an item of the plan; the plan has to be agreed again.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var which: ItemOption

    @Option(help: "Who sees to it: owner, role:ID, worker:ID.")
    var planOwner: String?

    @Option(help: "By when.")
    var until: String?

    @Option(help: "How many.")
    var quantity: Int64?

    func fill(_ request: inout CaseRequest) throws {
        request.item = which.item
        request.planOwner = planOwner
        request.until = until
        request.quantity = quantity
    }
}

struct PlanReopenCase: CaseSubcommand {
    static let action = CaseRequest.Action.planReopen
    static let configuration = describe("An item of the plan is open again.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var which: ItemOption
    func fill(_ request: inout CaseRequest) throws { request.item = which.item }
}

struct ReferralMadeCase: CaseSubcommand {
    static let action = CaseRequest.Action.referralMade
    static let configuration = describe("The agency has made a safeguarding referral; --note is its reference.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var which: ItemOption
    @OptionGroup var time: TimeOption
    @OptionGroup var words: NoteOption

    func fill(_ request: inout CaseRequest) throws {
        request.item = which.item
        request.at = time.at
        request.note = words.words()
    }
}

struct ReferralConfirmedCase: CaseSubcommand {
    static let action = CaseRequest.Action.referralConfirmed
    static let configuration = describe("The receiving service says that it has the referral.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var which: ItemOption
    @OptionGroup var time: TimeOption

    func fill(_ request: inout CaseRequest) throws {
        request.item = which.item
        request.at = time.at
    }
}

struct ItemOption: ParsableArguments {
    @Option(help: "The item's number.")
    var item: Int64
}
