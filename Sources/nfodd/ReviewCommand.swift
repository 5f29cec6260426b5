import ArgumentParser
import NFODDaemon
import NFODEngine

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Questions about who somebody is, and their answers.",
        subcommands: [List.self, Confirm.self, Separate.self, Undo.self])

    struct Question: ParsableArguments {
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "The question's number, from `nfodd review list`.")
        var review: Int64

        @Option(help: "Why: \(oneOf(ReviewReason.self)).")
        var reason: String?

        func validate() throws {
            guard let reason, ReviewReason(rawValue: reason) == nil else { return }
            throw ValidationError("--reason is \(oneOf(ReviewReason.self))")
        }

        func answer(_ action: Operation.ReviewRequest.Action, candidate: PersonArgument? = nil) throws {
            let request = Operation.ReviewRequest(
                action: action, review: review, candidate: candidate?.number, reason: reason.flatMap(ReviewReason.init))
            try Console.ask(.review(request), places, asJSON: form.json)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What waits for an answer, with the reasons.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws {
            let request = Operation.ReviewRequest(action: .list, review: nil, candidate: nil)
            try Console.ask(.review(request), places, asJSON: form.json)
        }
    }

    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Yes, the same person.")
        @OptionGroup var question: Question

        @Option(help: "The person it is, such as P0042; the first candidate when it is left out.")
        var candidate: PersonArgument?

        func run() throws { try question.answer(.confirm, candidate: candidate) }
    }

    struct Separate: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "No, not the same; never asked again.")
        @OptionGroup var question: Question

        @Option(help: "The person it is not, such as P0042; all candidates when it is left out.")
        var candidate: PersonArgument?

        func run() throws { try question.answer(.separate, candidate: candidate) }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take the last answer back, exactly.")
        @OptionGroup var question: Question
        func run() throws { try question.answer(.undo) }
    }
}
