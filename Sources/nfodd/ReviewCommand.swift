import ArgumentParser
import NFODDaemon
import NFODEngine

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Questions about who somebody is, and their answers.",
        subcommands: [List.self, Confirm.self, Separate.self, Undo.self])

    struct Answering: ParsableArguments {
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Option(help: "Why: \(oneOf(ReviewReason.self)).")
        var reason: String?

        func validate() throws {
            guard let reason, ReviewReason(rawValue: reason) == nil else { return }
            throw ValidationError("--reason is \(oneOf(ReviewReason.self))")
        }

        func answer(_ action: ReviewRequest.Action, _ subject: String, candidate: PersonArgument? = nil) throws {
            let request = ReviewRequest(
                action: action, subject: subject, candidate: candidate.map { PageText.label(of: PersonID($0.number)) },
                reason: reason)
            try Console.ask(.review(request), places, asJSON: form.json)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What waits for an answer, and whom the machine has joined since the last huddle: with reasons.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Flag(help: "With people's names, for the team's own eyes; the opening is logged.")
        var names = false

        func run() throws { try Console.ask(.reviews(withNames: names), places, asJSON: form.json) }
    }

    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Yes, the same person: a question's answer, or two people that nothing asked about.")
        @OptionGroup var answering: Answering

        @Argument(help: "A question's number from `nfodd review list`, or a person such as P0042.")
        var subject: String

        @Option(help: "The person it is, such as P0017; a question's first candidate when it is left out.")
        var candidate: PersonArgument?

        func run() throws { try answering.answer(.confirm, subject, candidate: candidate) }
    }

    struct Separate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "No, not the same; never asked again. Takes apart what was joined, by the machine too.")
        @OptionGroup var answering: Answering

        @Argument(
            help: """
                A question's number; a person such as P0042 who was joined to another; or a notification such as \
                N00012 that was taken for the wrong person's.
                """)
        var subject: String

        @Option(help: "The person it is not, such as P0017; all of a question's candidates when it is left out.")
        var candidate: PersonArgument?

        func run() throws { try answering.answer(.separate, subject, candidate: candidate) }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the last answer to a question back, or a joining of two people, exactly.")
        @OptionGroup var answering: Answering

        @Argument(help: "A question's number, or a person such as P0042 who was joined to another.")
        var subject: String

        func run() throws { try answering.answer(.undo, subject) }
    }
}
