import ArgumentParser
import NFODDaemon

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Alerts that did not arrive, and having them tried again.",
        subcommands: [List.self, Retry.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The alerts that were given up, and those tried in vain so far.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.outbox, places, asJSON: form.json) }
    }

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try alerts again at once, the same bytes under the same id, after a channel was mended.",
            discussion: """
                Those that nobody needs to hear any more are not sent: the case has ended, somebody else has it, or \
                another channel delivered. Of many they are taken off the list; one that is named is refused.
                """)
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "Ids, as `nfodd outbox list` names them.")
        var alerts: [String] = []

        @Option(name: .customLong("case"), help: "All of this case.")
        var response: String?

        @Option(help: "All over this channel.")
        var channel: String?

        @Flag(help: "All there are.")
        var all = false

        func validate() throws {
            let said = [!alerts.isEmpty, response != nil, channel != nil, all]
            guard said.filter({ $0 }).count != 1 else { return }
            throw ValidationError("name alerts, or give one of --case, --channel and --all")
        }

        func run() throws {
            let request = OutboxRequest(alerts: alerts, response: response, channel: channel, all: all)
            try Console.ask(.retryAlerts(request), places, asJSON: form.json)
        }
    }
}
