import ArgumentParser
import NFODDaemon
import NFODEngine

struct OverdoseTimeCase: CaseSubcommand {
    static let action = CaseRequest.Action.overdoseTime
    static let configuration = describe("Correct the time of the overdose, with the reason.")
    @OptionGroup var target: CaseTarget

    @Option(help: "The earliest it can have been.")
    var earliest: String

    @Option(help: "The latest it can have been; the same as --earliest when it is left out.")
    var latest: String?

    @Option(help: "Why: \(oneOf(OverdoseTimeSet.Why.self)).")
    var reason: String

    func fill(_ request: inout CaseRequest) throws {
        request.earliest = earliest
        request.latest = latest
        request.reason = reason
    }
}

struct EndCase: CaseSubcommand {
    static let action = CaseRequest.Action.end
    static let configuration = describe("End the response without a contact, for one of the reasons there are.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var time: TimeOption
    @OptionGroup var words: NoteOption

    @Option(help: "How it ended: \(EndCase.kinds).")
    var kind: String

    @Option(help: "objects: to what: \(oneOf(Objection.Scope.self)).")
    var outcome: String?

    @Option(help: "objects: how it is known: \(oneOf(Objection.KnownFrom.self)).")
    var way: String?

    @Option(help: "transferred: the agency that has accepted; --note says who there, by name.")
    var agency: String?

    @Flag(help: "The huddle has decided it.")
    var byHuddle = false

    /// Those that a person records here; the others follow from a contact, a merge or an old list.
    private static let kinds = [
        Ending.Kind.objects, .diedReported, .diedConfirmed, .transferred, .notAnOverdose, .wrongOrDoubled, .notReached,
    ].map(\.rawValue).joined(separator: ", ")

    func fill(_ request: inout CaseRequest) throws {
        request.kind = kind
        request.at = time.at
        request.note = words.words()
        request.outcome = outcome
        request.way = way
        request.agency = agency
        request.byHuddle = byHuddle
    }
}

struct ConfirmEndCase: CaseSubcommand {
    static let action = CaseRequest.Action.confirmEnd
    static let configuration = describe("A second person confirms the ending.")
    @OptionGroup var target: CaseTarget
}

struct ReopenCase: CaseSubcommand {
    static let action = CaseRequest.Action.reopen
    static let configuration = describe("The ending was wrong: the clock runs again.")
    @OptionGroup var target: CaseTarget

    @Option(help: "Why: \(oneOf(CaseReopened.Why.self)).")
    var reason: String

    func fill(_ request: inout CaseRequest) throws { request.reason = reason }
}

struct MergeCase: CaseSubcommand {
    static let action = CaseRequest.Action.merge
    static let configuration = describe("Two cases are one overdose; the earlier-opened one stays.")
    @OptionGroup var target: CaseTarget

    @Option(help: "The other case's code.")
    var otherCase: String

    func fill(_ request: inout CaseRequest) throws { request.otherCase = otherCase }
}
