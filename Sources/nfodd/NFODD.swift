import ArgumentParser
import NFODDaemon

/// The command line: parses, builds, runs; nothing else.
struct NFODD: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nfodd",
        abstract: "Rapid response after a near-fatal overdose: whose 72 hours are running out, and who goes.",
        discussion: """
            Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 a fault. Errors go to standard error, one line \
            each, with what to do.
            """,
        version: NFODVersion.current,
        subcommands: [
            ServeCommand.self, IngestCommand.self, ReportCommand.self, CaseCommandGroup.self, ReviewCommand.self,
            HuddleCommand.self,
            NilReturnCommand.self, ReplayCommand.self, ExportCommand.self, SourceCommand.self, ClockCommand.self,
            ConfigCommand.self, StatusCommand.self, AlarmCommand.self, VerifyCommand.self, TokenCommand.self,
            SecretCommand.self, DemoCommand.self, LinkCommand.self, LadderCommand.self, SimulateCommand.self,
            RosterCommand.self, OutboxCommand.self,
        ])
}

/// Where data and configuration are; every command takes these.
struct Places: ParsableArguments {
    @Option(help: "The data directory.")
    var data = "data"

    @Option(help: "The configuration directory.")
    var config = "config"
}

/// For commands whose answer programs read as well.
struct AnswerForm: ParsableArguments {
    @Flag(help: "The answer as JSON.")
    var json = false
}
