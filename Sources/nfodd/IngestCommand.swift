import ArgumentParser
import NFODDaemon
import NFODEngine

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Take feeds in; every row that could not be read is named.")

    @OptionGroup var places: Places
    @OptionGroup var form: AnswerForm

    @Argument(help: "Feeds, as SOURCE=FILE; the sources are those of config/sources.")
    var feeds: [SourceFileArgument]

    @Flag(help: "An old list, for the people's history: nobody is alerted, its cases end as before go-live.")
    var history = false

    func run() throws {
        let files = feeds.map { Operation.SourceFile(source: $0.source.name, path: $0.path) }
        try Console.ask(.ingest(files: files, isHistory: history), places, asJSON: form.json)
    }
}

struct NilReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nil-return", abstract: "Say for a source that it has nothing to send this time.")

    @OptionGroup var places: Places

    @Argument(help: "The source.")
    var source: String

    func run() throws { try Console.ask(.nilReturn(source: source), places) }
}
