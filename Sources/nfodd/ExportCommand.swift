import ArgumentParser
import NFODDaemon

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write lists as CSV.", subcommands: [Links.self])

    struct Links: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Which notification was linked to whom and to which overdose, and how.")

        @OptionGroup var places: Places

        func run() throws { try Console.ask(.exportLinks, places) }
    }
}
