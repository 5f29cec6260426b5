public import ArgumentParser
import NFODDaemon
public import NFODEngine

struct HuddleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "huddle", abstract: "When the huddle meets, and one more on one day.",
        subcommands: [List.self, Call.self, CallOff.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The huddles of the coming days, and the days on which there is none.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Option(help: "How many days, today first.")
        var days = 14

        func run() throws { try Console.ask(.huddlePlan(days: days), places, asJSON: form.json) }
    }

    struct When: ParsableArguments {
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "The day, such as 2026-12-28.")
        var date: DateArgument

        @Option(help: "Local time, such as 10:00; the usual one when it is left out.")
        var time: String?

        func ask(_ action: HuddleRequest.Action, why: HuddleCalled.Why? = nil) throws {
            let request = HuddleRequest(action: action, date: date.date.iso8601, time: time, why: why?.rawValue)
            try Console.ask(.huddle(request), places, asJSON: form.json)
        }
    }

    struct Call: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One more huddle on one day; reports, digest and ladders know of it at once.")
        @OptionGroup var when: When

        @Option(help: "Why: \(oneOf(HuddleCalled.Why.self)).")
        var why = HuddleCalled.Why.longGap

        func run() throws { try when.ask(.call, why: why) }
    }

    struct CallOff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A huddle that was called is not held; the calendar's own are taken out in the configuration.")
        @OptionGroup var when: When

        func run() throws { try when.ask(.callOff) }
    }
}

extension HuddleCalled.Why: ExpressibleByArgument {}
