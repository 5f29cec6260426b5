import ArgumentParser
import NFODDaemon
import NFODEngine

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What the huddle goes through, what is overdue, who has how much.",
        subcommands: [Huddle.self, Overdue.self, Workload.self])

    struct Form: ParsableArguments {
        @OptionGroup var places: Places

        @Option(help: "As it was known then, such as 2021-03-01T09:30:00+00:00; now when it is left out.")
        var at: InstantArgument?

        @Option(help: "One of: \(ReportForm.names.joined(separator: ", ")); xlsx, a workbook, wants --out.")
        var format = ReportFormat.text.rawValue

        @Option(help: "Into this file, for its owner only, instead of to the terminal.")
        var out: String?

        @Flag(help: "With people's names, for the team's own eyes.")
        var names = false

        func report(_ kind: Operation.ReportRequest.Kind) throws {
            let request = Operation.ReportRequest(kind: kind, at: at?.instant, format: format, withNames: names)
            guard let out else {
                if ReportForm(format) == .workbook { throw ValidationError("a workbook is not text: add --out FILE") }
                return try Console.ask(.report(request), places)
            }
            try Console.reporting { try write(request, to: out) }
        }

        private func write(_ request: Operation.ReportRequest, to path: String) throws {
            var answer = try Client.ask(.report(request), places.directories)
            if answer.exitCode == 0, let form = ReportForm(format) {
                try ReportFile.write(answer.output, as: form, to: path)
                answer.output = ""
            }
            try Console.give(answer)
        }
    }

    struct Huddle: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Everything for the huddle, in its order.")
        @OptionGroup var form: Form
        func run() throws { try form.report(.huddle) }
    }

    struct Overdue: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Whose time is over and who was not reached.")
        @OptionGroup var form: Form
        func run() throws { try form.report(.overdue) }
    }

    struct Workload: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Who on the team has how much in hand.")
        @OptionGroup var form: Form
        func run() throws { try form.report(.workload) }
    }
}
