import ArgumentParser
import NFODDaemon
import NFODEngine

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Live through old feeds day by day on a simulated clock, into a fresh directory; nothing is sent.")

    enum Team: String, ExpressibleByArgument, CaseIterable {
        /// Nobody does anything: what the engine alone would have done.
        case none
    }

    @OptionGroup var places: Places

    @Argument(help: "Feeds, as SOURCE=FILE.")
    var feeds: [SourceFileArgument]

    @Option(help: "First local day, such as 2019-11-18.")
    var from: DateArgument

    @Option(help: "Last local day.")
    var to: DateArgument

    @Option(help: "How the team behaves: \(Team.allCases.map(\.rawValue).joined(separator: ", ")).")
    var team = Team.none

    @Option(help: "Makes case codes; the same feeds and seed give the same events.")
    var seed: UInt64 = 1

    @Option(help: "A data directory: notifications are weighed with the newest model that `link train` made of it.")
    var modelOf: String?

    @Flag(help: "The figures as JSON.")
    var json = false

    func run() throws {
        guard from.date <= to.date else { throw ValidationError("--from must not be after --to") }
        try Console.reporting {
            let summary = try ReplayOperation(
                places: places.directories, feeds: feeds.map { Replay.Feed(source: $0.source, path: $0.path) },
                days: from.date...to.date, seed: seed,
                modelOf: modelOf.map { Directories(data: $0, config: places.config) }
            ).run()
            Console.say(json ? summary.json : summary.text)
        }
    }
}
