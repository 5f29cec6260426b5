import Foundation
import NFODDaemon
import NFODEngine

/// `?at=INSTANT&names=yes`; anything else in a query is refused, so that no address ever comes to hold a name.
struct ReportQuery: Equatable, Sendable {
    var at: Instant?
    var withNames = false

    /// - Throws: ``InvalidInput`` with everything that is wrong.
    init(_ query: String?) throws(InvalidInput) {
        var problems: [InvalidInput.Problem] = []
        for pair in (query ?? "").split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // A plus that stands for itself in an offset is told from one that a form wrote for a blank.
            let value = (halves.count == 2 ? String(halves[1]) : "").removingPercentEncoding ?? ""
            switch halves[0] {
            case "at":
                at = Instant(iso8601: value.replacingOccurrences(of: " ", with: "+"))
                if at == nil {
                    problems.append(
                        .init(
                            field: "at", code: "notAnInstant",
                            expected: "a time with its offset, such as 2021-03-01T09:30:00+00:00"))
                }
            case "names":
                switch value {
                case "yes", "true": withNames = true
                case "no", "false": withNames = false
                default: problems.append(.init(field: "names", code: "unknown", expected: "yes or no"))
                }
            default: problems.append(.init(field: "query", code: "unknown", expected: "only 'at' and 'names'"))
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
    }
}
