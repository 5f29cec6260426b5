import ArgumentParser
import NFODDaemon
import NFODEngine

struct RosterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster", abstract: "Who works and who is on duty, and what that leaves open.",
        discussion: """
            Times are instants with their offset (2027-06-07T09:00:00+01:00) or local days (2027-06-07); a day as --to \
            is the last one. What stands every week is in config/team.yaml.
            """,
        subcommands: [
            Check.self, Show.self, Away.self, Shift.self, Duty.self, StandIn.self, Swap.self, Declare.self, End.self,
            Undo.self,
        ], defaultSubcommand: Show.self)

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The gaps ahead: hours without duty cover, localities nobody serves, workers out of earshot.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Option(help: "How far ahead, such as 14d; as far as the settings say when it is left out.")
        var ahead: SpanArgument?

        func validate() throws {
            guard let span = ahead?.span, !(.hours(1) ... .days(92)).contains(span) else { return }
            throw ValidationError("--ahead is from 1h to 92d")
        }

        func run() throws {
            try Console.ask(.checkRoster(aheadMilliseconds: ahead?.span.milliseconds), places, asJSON: form.json)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who is on duty now, every entry that is not over, and the gaps ahead.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.showRoster, places, asJSON: form.json) }
    }

    struct Hours: ParsableArguments {
        @Option(help: "From this instant or day.")
        var from: String

        @Option(help: "To this instant, or through this day.")
        var to: String
    }

    struct Changing: ParsableArguments {
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func ask(_ request: RosterRequest) throws { try Console.ask(.roster(request), places, asJSON: form.json) }

        func ask(_ action: RosterRequest.Action, _ hours: Hours, _ fill: (inout RosterRequest) -> Void) throws {
            var request = RosterRequest(action: action)
            (request.from, request.to) = (hours.from, hours.to)
            fill(&request)
            try ask(request)
        }
    }

    struct Away: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Somebody is not there: whole days, or some hours of one.")
        @OptionGroup var changing: Changing
        @Argument(help: "A worker's id.") var worker: String
        @OptionGroup var hours: Hours

        func run() throws { try changing.ask(.away, hours) { $0.worker = worker } }
    }

    struct Shift: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Somebody works beside their weekly shifts.")
        @OptionGroup var changing: Changing
        @Argument(help: "A worker's id.") var worker: String
        @OptionGroup var hours: Hours

        func run() throws { try changing.ask(.shift, hours) { $0.worker = worker } }
    }

    struct Duty: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Somebody holds a duty in place of whoever the rota names.")
        @OptionGroup var changing: Changing
        @Argument(help: "The duty, such as duty-worker.") var role: String
        @Argument(help: "A worker's id.") var worker: String
        @OptionGroup var hours: Hours

        func run() throws { try changing.ask(.duty, hours) { ($0.role, $0.worker) = (role, worker) } }
    }

    struct StandIn: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One does what is another's, shifts and duties.")
        @OptionGroup var changing: Changing
        @Argument(help: "Who does it.") var worker: String
        @Argument(help: "Whose it is.") var other: String
        @OptionGroup var hours: Hours
        @Option(help: "Only this duty; everything when it is left out.") var role: String?

        func run() throws {
            try changing.ask(.standIn, hours) { ($0.worker, $0.other, $0.role) = (worker, other, role) }
        }
    }

    struct Swap: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Two do what is each other's: WORKER does OTHER's from --from to --to, and OTHER pays it back.")
        @OptionGroup var changing: Changing
        @Argument(help: "A worker's id.") var worker: String
        @Argument(help: "The other worker's id.") var other: String
        @OptionGroup var hours: Hours
        @Option(help: "OTHER does WORKER's from this instant or day.") var otherFrom: String
        @Option(help: "To this instant, or through this day.") var otherTo: String
        @Option(help: "Only this duty; everything when it is left out.") var role: String?

        func run() throws {
            try changing.ask(.swap, hours) { request in
                (request.worker, request.other, request.role) = (worker, other, role)
                (request.otherFrom, request.otherTo) = (otherFrom, otherTo)
            }
        }
    }

    struct Declare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A manager signs that a duty has nobody in some hours, and until when that may be.")
        @OptionGroup var changing: Changing
        @Argument(help: "The duty, such as duty-worker.") var role: String
        @Option(help: "Days on which the hours begin, between commas: \(oneOf(DutyDay.self)).") var days: String
        @Option(help: "Time of day, such as 17:00.") var fromTime: String
        @Option(help: "Time of day; at or before --from-time it lies on the next day.") var toTime: String
        @Option(help: "The first day.") var from: String
        @Option(help: "The last day; there is always one.") var to: String
        @Option(help: "The id of the manager who answers for it.") var signedBy: String

        func run() throws {
            var request = RosterRequest(action: .declare)
            (request.role, request.days, request.signedBy) = (role, days, signedBy)
            (request.fromTime, request.toTime, request.from, request.to) = (fromTime, toTime, from, to)
            try changing.ask(request)
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "An entry holds no longer.")
        @OptionGroup var changing: Changing
        @Argument(help: "Its number, as `nfodd roster show` names it.") var entry: Int64
        @Option(help: "From this instant on; now when it is left out.") var at: String?

        func run() throws {
            var request = RosterRequest(action: .end)
            (request.entry, request.to) = (entry, at)
            try changing.ask(request)
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "An entry never held: it was a mistake.")
        @OptionGroup var changing: Changing
        @Argument(help: "Its number, as `nfodd roster show` names it.") var entry: Int64

        func run() throws {
            var request = RosterRequest(action: .undo)
            request.entry = entry
            try changing.ask(request)
        }
    }
}
