import ArgumentParser
import NFODDaemon

struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source", abstract: "Sources, and how their files are read.", subcommands: [Try.self])

    struct Try: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "try",
            abstract: "Guess a profile for a file, and show how its first rows would be read.",
            discussion: """
                Opens no data directory and writes nothing. What it shows is personal data: look at it where nobody \
                else sees the screen, and do not save it. `--yaml` prints the profile alone, which holds the names of \
                the columns and nothing from the rows.
                """)

        @Option(help: "The configuration directory: its words, zone and settings are used.")
        var config = "config"

        @Option(help: "Try this profile instead of guessing one.")
        var profile: String?

        @Flag(help: "The guessed profile alone, to be saved under config/sources.")
        var yaml = false

        @Argument(help: "An .xlsx workbook or a CSV file.")
        var file: String

        func validate() throws {
            if yaml, profile != nil { throw ValidationError("--yaml is for a profile that is guessed") }
        }

        func run() throws {
            try Console.reporting {
                try Console.give(SourceTrial(path: file, profilePath: profile, config: config).run(profileOnly: yaml))
            }
        }
    }
}
