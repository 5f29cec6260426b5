import ArgumentParser
import NFODDaemon
import NFODEngine

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens for the pages and the HTTP interface.", subcommands: [New.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token and print it once; only its hash is kept.")

        @OptionGroup var places: Places

        @Argument(help: "Who will use it: a user's id, never a person's name.")
        var name: String

        @Argument(
            help: """
                staff (commands and pages), coordinator (also what the huddle decides), reader (pages without names), \
                metrics, or source:SOURCE (hands in only).
                """
        )
        var role: String

        @Flag(help: "Make the data directory where it is missing.")
        var create = false

        func run() throws {
            try Console.reporting {
                Console.say(try Secrets(places.directories, create: create).makeToken(name: name, role: role))
            }
        }
    }
}

struct SecretCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret", abstract: "Secrets that sign alerts.", subcommands: [New.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a channel's secret in its file; the receiver needs the same.")

        @OptionGroup var places: Places

        @Argument(help: "The channel, as config/nfodd.yaml calls it.")
        var channel: String

        @Flag(help: "Make the data directory where it is missing.")
        var create = false

        func run() throws {
            try Console.reporting {
                let secrets = try Secrets(places.directories, create: create)
                Console.say("written to " + (try secrets.makeSecret(of: ChannelID(channel))))
            }
        }
    }
}
