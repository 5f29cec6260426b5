public import ArgumentParser
import NFODDaemon
public import NFODEngine

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "What if: reckoned from the configuration, without a data directory.",
        subcommands: [Cover.self])

    struct Cover: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What share of overdoses is first looked at too late, reached how soon, at what load.",
            discussion: """
                Holds a year of the configured huddles, holidays, feeds and shifts against overdoses at every instant \
                of it, and beside it what the options below would change.
                """)

        @Option(help: "The configuration directory.")
        var config = "config"

        @Option(help: "The year.")
        var year: Int

        @Option(help: "When overdoses are told: next-day, next-day@HH:MM or at-once.")
        var feed = FeedArgument(feed: .nextDay(nil))

        @Option(help: "One more look, such as saturday or saturday,sunday@11:00; may be given several times.")
        var look: [LookArgument] = []

        @Option(help: "One more worker, such as tuesday,holiday@17:00-21:00; may be given several times.")
        var shift: [ShiftArgument] = []

        @Flag(help: "What no look will see before contact is due goes out as soon as it is told.")
        var dutyTakesUnseen = false

        @Option(help: "How many overdoses the team goes out to in the year.")
        var overdoses = 550

        @Option(help: "How they lie in it: \(OverdoseSpread.allCases.map(\.rawValue).joined(separator: ", ")).")
        var spread = OverdoseSpread.even

        @Option(
            help: """
                A CSV file 'day,hour,overdoses' (monday to sunday, 0 to 23, how many were counted): at which hours of \
                the week they happen. Without it every hour is like any other.
                """)
        var pattern: String?

        @Option(help: "Per cent of tries that reach the person; nobody knows the true figure.")
        var reachedPerTry = 100

        @Option(help: "How long after a try in vain the next one is made.")
        var againAfter = SpanArgument(span: .hours(24))

        @Option(help: "For what is left to chance; the same seed gives the same figures.")
        var seed: UInt64 = 1

        @Option(help: "Also a chart, into this file.")
        var svg: String?

        @Flag(help: "The figures as JSON.")
        var json = false

        func validate() throws {
            guard (1_971...2_059).contains(year) else { throw ValidationError("--year is from 1971 to 2059") }
            guard (1...100_000).contains(overdoses) else { throw ValidationError("--overdoses is from 1 to 100000") }
            guard (1...100).contains(reachedPerTry) else { throw ValidationError("--reached-per-try is from 1 to 100") }
        }

        func run() throws {
            try Console.reporting {
                let simulation = try CoverSimulation(directory: config, request: try request())
                let report = simulation.report()
                if let svg { try ReportFile.write(CoverChart(report).svg, as: .text(.html), to: svg) }
                try Console.give(
                    Answer(
                        output: json ? report.json.indented : report.text,
                        errors: simulation.warnings.map { "warning: \($0)" }))
            }
        }

        private func request() throws -> CoverSimulation.Request {
            var request = CoverSimulation.Request(year: year, overdoses: overdoses)
            request.feed = feed.feed
            request.extraLooks = look.map(\.look)
            request.extraShifts = shift.map(\.shift)
            request.spread = spread
            if let pattern { request.pattern = try HourPatternFile.read(pattern) }
            request.seed = seed
            request.reachedPerTry = reachedPerTry
            request.againAfter = againAfter.span
            request.dutyTakesUnseen = dutyTakesUnseen
            return request
        }
    }
}

extension OverdoseSpread: ExpressibleByArgument {}

/// `at-once`, `next-day` or `next-day@07:00`
struct FeedArgument: ExpressibleByArgument {
    let feed: CoverSimulation.Feed

    init(feed: CoverSimulation.Feed) { self.feed = feed }

    init?(argument: String) {
        let halves = argument.split(separator: "@", omittingEmptySubsequences: false)
        switch (halves.first, halves.count) {
        case ("at-once", 1): feed = .atOnce
        case ("next-day", 1): feed = .nextDay(nil)
        case ("next-day", 2):
            guard let time = CivilTime(iso8601: halves[1]) else { return nil }
            feed = .nextDay(time)
        default: return nil
        }
    }

    var defaultValueDescription: String { "next-day, when the latest feed counts as received" }
}

/// `saturday` or `saturday,sunday@11:00`
struct LookArgument: ExpressibleByArgument {
    let look: CoverSimulation.Look

    init?(argument: String) {
        let halves = argument.split(separator: "@", omittingEmptySubsequences: false)
        let words = halves[0].split(separator: ",", omittingEmptySubsequences: false)
        let days = words.map { Weekday(rawValue: String($0)) }
        let time = halves.count == 2 ? CivilTime(iso8601: halves[1]) : nil
        guard halves.count == 1 || time != nil, !days.isEmpty, !days.contains(nil) else { return nil }
        look = CoverSimulation.Look(days: Set(days.compactMap { $0 }), time: time)
    }
}

/// `tuesday,holiday@17:00-21:00`; a `to` at or before `from` lies on the next day.
struct ShiftArgument: ExpressibleByArgument {
    let shift: WeeklyHours

    init?(argument: String) {
        let halves = argument.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let words = halves[0].split(separator: ",", omittingEmptySubsequences: false)
        let days = words.map { DutyDay(rawValue: String($0)) }
        let times = halves[1].split(separator: "-", omittingEmptySubsequences: false).map { CivilTime(iso8601: $0) }
        guard !days.isEmpty, !days.contains(nil), times.count == 2, let from = times[0], let to = times[1] else {
            return nil
        }
        shift = WeeklyHours(days: Set(days.compactMap { $0 }), hours: LocalHours(from: from, to: to))
    }
}
