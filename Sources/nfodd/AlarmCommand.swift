import ArgumentParser
import NFODDaemon

struct AlarmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarm", abstract: "What the service says about itself; docs/operations.md says what to do.",
        subcommands: [List.self, Settle.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The alarms that stand, gravest first.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.alarms, places, asJSON: form.json) }
    }

    struct Settle: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say that rows to fix, an alert nobody was told of, a dead channel or a standstill are dealt with.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "needsFixing, notTold, channelDisabled or stoodStill.")
        var alarm: String

        @Argument(help: "Of which source or channel, as `nfodd alarm list` names it.")
        var subject: String?

        func run() throws { try Console.ask(.settleAlarm(alarm: alarm, subject: subject), places, asJSON: form.json) }
    }
}
