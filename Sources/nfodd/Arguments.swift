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
