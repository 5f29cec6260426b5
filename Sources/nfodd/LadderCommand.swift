import ArgumentParser
import NFODDaemon

struct LadderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ladder", abstract: "Who is told when, as long as nobody has reached the person.",
        subcommands: [Preview.self])

    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview",
            abstract:
                "What will go out, when, to whom and why, for an overdose told at an instant, if nothing happens.",
            discussion: """
                By the configuration alone; no data directory is opened and nothing is written. `nfodd config explain \
                CODE` says the same of a response.
                """)

        @Option(help: "The configuration directory.")
        var config = "config"

        @OptionGroup var form: AnswerForm

        @Option(help: "When the overdose was, such as 2027-12-24T12:00:00+00:00.")
        var overdose: InstantArgument

        @Option(help: "When the team is told of it.")
        var notified: InstantArgument

        func run() throws {
            try Console.give(
                LadderPreview.run(
                    config: config, overdose: overdose.instant, notified: notified.instant, asJSON: form.json))
        }
    }
}
