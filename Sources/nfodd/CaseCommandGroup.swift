import ArgumentParser
import NFODDaemon
import NFODEngine

/// `nfodd case ...`: every command of the workflow, for support and tests; staff use the pages.
struct CaseCommandGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Look at one response and carry out any command of the workflow on it.",
        subcommands: [
            ShowCase.self, AssignCase.self, AcceptCase.self, HandBackCase.self, AcknowledgeCase.self, SilenceCase.self,
            KeepTryingCase.self, NotTodayCase.self, ScreenCase.self, AttemptCase.self, ContactCase.self,
            WithdrawContactCase.self,
            FollowUpCase.self, WhereaboutsCase.self, OverdoseTimeCase.self, EndCase.self, ConfirmEndCase.self,
            ReopenCase.self, MergeCase.self, RestartLadderCase.self, AgreePlanCase.self, PlanMadeCase.self,
            PlanDoneCase.self, PlanNotNeededCase.self, PlanAddCase.self, PlanChangeCase.self, PlanReopenCase.self,
            SafeguardingCase.self, ReferralMadeCase.self, ReferralConfirmedCase.self, WishesCase.self,
        ])
}

/// One of them: says which fields of the request its options fill.
protocol CaseSubcommand: ParsableCommand {
    static var action: CaseRequest.Action { get }
    var target: CaseTarget { get }
    func fill(_ request: inout CaseRequest) throws
}

extension CaseSubcommand {
    func fill(_ request: inout CaseRequest) throws {}

    func run() throws {
        var request = CaseRequest(action: Self.action, code: target.code)
        request.version = target.expectVersion
        try fill(&request)
        try Console.ask(.response(request), target.places, asJSON: target.form.json)
    }

    static func describe(_ abstract: String) -> CommandConfiguration {
        let words = action.rawValue.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }
        return CommandConfiguration(commandName: words.joined(), abstract: abstract)
    }
}

struct CaseTarget: ParsableArguments {
    @OptionGroup var places: Places
    @OptionGroup var form: AnswerForm

    @Argument(help: "The case's code, as reports and alerts give it.")
    var code: String

    @Option(help: "The version you saw; refused when somebody has changed the case since.")
    var expectVersion: Int64?
}

/// The worker a command is about.
struct WorkerOption: ParsableArguments {
    @Option(help: "A worker's id from config/team.yaml.")
    var worker: String
}

/// When something happened.
struct TimeOption: ParsableArguments {
    @Option(help: "When it happened, such as 2021-03-01T09:30:00+00:00; now when it is left out.")
    var at: String?
}

/// Free words.
struct NoteOption: ParsableArguments {
    @Option(help: "In your own words, kept in the vault; `-` reads standard input, out of the shell's history.")
    var note: String?

    func words() -> String? {
        guard note == "-" else { return note }
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        return lines.joined(separator: "\n")
    }
}

/// "one of a, b, c", for help.
func oneOf<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> String {
    "one of " + type.allCases.map(\.rawValue).joined(separator: ", ")
}
