import ArgumentParser
import NFODDaemon
import NFODEngine

struct AgreePlanCase: CaseSubcommand {
    static let action = CaseRequest.Action.agreePlan
    static let configuration = describe("The huddle agrees the plan as it stands.")
    @OptionGroup var target: CaseTarget
}

struct PlanMadeCase: CaseSubcommand {
    static let action = CaseRequest.Action.planMade
    static let configuration = describe("The plan was made with the person: it is their safety plan now.")
    @OptionGroup var target: CaseTarget
}

struct PlanDoneCase: CaseSubcommand {
    static let action = CaseRequest.Action.planDone
    static let configuration = describe("An item of the plan is done.")
    @OptionGroup var target: CaseTarget

    @Option(help: "The item's number.")
    var item: Int64

    func fill(_ request: inout CaseRequest) throws { request.item = item }
}

struct PlanNotNeededCase: CaseSubcommand {
    static let action = CaseRequest.Action.planNotNeeded
    static let configuration = describe("An item of the plan is not needed, with the reason.")
    @OptionGroup var target: CaseTarget

    @Option(help: "The item's number.")
    var item: Int64

    @Option(help: "Why: \(oneOf(NotNeededReason.self)).")
    var reason: String

    func fill(_ request: inout CaseRequest) throws {
        request.item = item
        request.reason = reason
    }
}

struct SafeguardingCase: CaseSubcommand {
    static let action = CaseRequest.Action.safeguarding
    static let configuration = describe("Decide one safeguarding item, with the reason.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var words: NoteOption

    @Option(help: "The item's number.")
    var item: Int64

    @Option(help: "The decision: \(oneOf(SafeguardingDecision.Outcome.self)).")
    var outcome: String

    @Option(help: "Adult protection: unable to safeguard themselves? yes, no or unknown.")
    var unableToSafeguard: String?

    @Option(help: "Adult protection: at risk of harm? yes, no or unknown.")
    var atRiskOfHarm: String?

    @Option(help: "Adult protection: more vulnerable than others? yes, no or unknown.")
    var moreVulnerable: String?

    func fill(_ request: inout CaseRequest) throws {
        request.item = item
        request.outcome = outcome
        request.note = words.words()
        request.unableToSafeguard = unableToSafeguard
        request.atRiskOfHarm = atRiskOfHarm
        request.moreVulnerable = moreVulnerable
    }
}
