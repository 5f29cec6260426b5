import ArgumentParser
import NFODDaemon
import NFODEngine

/// `SOURCE=FILE`
struct SourceFileArgument: ExpressibleByArgument {
    let source: SourceID
    let path: String

    init?(argument: String) {
        let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
        source = SourceID(String(halves[0]))
        path = String(halves[1])
    }
}

/// A local day.
struct DateArgument: ExpressibleByArgument {
    let date: CivilDate

    init?(argument: String) {
        guard let date = CivilDate(iso8601: argument) else { return nil }
        self.date = date
    }
}

/// An instant with its offset.
struct InstantArgument: ExpressibleByArgument {
    let instant: Instant

    init?(argument: String) {
        guard let instant = Instant(iso8601: argument) else { return nil }
        self.instant = instant
    }
}

extension Places {
    var directories: Directories { Directories(data: data, config: config) }
}

/// `90s`, `30m`, `6h` or `2d`: a day is 24 hours.
struct SpanArgument: ExpressibleByArgument {
    let span: Span

    init(span: Span) { self.span = span }

    init?(argument: String) {
        guard let unit = argument.last, let count = Int64(argument.dropLast()), (0...1_000_000).contains(count) else {
            return nil
        }
        switch unit {
        case "s": span = .seconds(count)
        case "m": span = .minutes(count)
        case "h": span = .hours(count)
        case "d": span = .days(count)
        default: return nil
        }
    }

    /// As it would be typed.
    var defaultValueDescription: String {
        let seconds = span.milliseconds / 1_000
        let units: [(Int64, String)] = [(3_600, "h"), (60, "m")]
        let unit = units.first { seconds % $0.0 == 0 } ?? (1, "s")
        return "\(seconds / unit.0)\(unit.1)"
    }
}

/// A person's number, as `42` or as reports write it: `P0042`.
struct PersonArgument: ExpressibleByArgument {
    let number: Int64

    init?(argument: String) {
        let digits = argument.uppercased().hasPrefix("P") ? argument.dropFirst() : Substring(argument)
        guard let number = Int64(digits), number > 0 else { return nil }
        self.number = number
    }
}
