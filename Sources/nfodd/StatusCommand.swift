import ArgumentParser
import NFODDaemon
import NFODEngine

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the directory stands: clock, counts, settings, warnings.")

    @OptionGroup var places: Places
    @OptionGroup var form: AnswerForm

    @Flag(help: "Make directory and database where they are missing.")
    var create = false

    func run() throws {
        if create { try Console.reporting { try Client.create(places.directories) } }
        try Console.ask(.status, places, asJSON: form.json)
    }
}

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Hold everything stored against its own record; 1 when it does not hold.")

    @OptionGroup var places: Places

    func run() throws { try Console.ask(.verify, places) }
}

struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "The clock the directory runs on.",
        subcommands: [Show.self, Advance.self, Confirm.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What time it is, and whether it is real.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.showClock, places, asJSON: form.json) }
    }

    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that the machine's wall clock is right, after it was doubted or set; written as an event.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.confirmClock, places, asJSON: form.json) }
    }

    struct Advance: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a simulated clock forward; what is due on the way happens at its time.")

        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "How far: 90s, 30m, 6h, 2d.")
        var by: SpanArgument

        func run() throws {
            try Console.ask(.advanceClock(milliseconds: by.span.milliseconds), places, asJSON: form.json)
        }
    }
}

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration.",
        subcommands: [Check.self, Reload.self, Explain.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read every file and name all mistakes at once, with their lines.")

        @Option(help: "The configuration directory.")
        var config = "config"

        func run() throws { try Console.give(ConfigurationCheck.run(config)) }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who will be told when about one response, and why, if nothing happens.")

        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "The response's code, as reports and alerts show it.")
        var code: String

        func run() throws { try Console.ask(.explainLadder(code: code), places, asJSON: form.json) }
    }

    struct Reload: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have the running daemon read its configuration again; when anything is wrong, nothing changes.")

        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.reloadConfiguration, places, asJSON: form.json) }
    }
}
