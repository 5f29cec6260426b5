/// How a source seems to write dates and times, from cells that should hold one.
public struct DateHabits: Sendable, Equatable {
    /// Patterns that read at least one cell, as a profile spells them.
    public private(set) var patterns: [String] = []
    public private(set) var order = Order.notSeen
    /// Cells that no known way of writing reads, with 9 for every digit and A for every letter, and how many there are.
    public private(set) var unread: [String: Int] = [:]

    /// Which comes first where a date is three numbers.
    public enum Order: Sendable, Equatable {
        /// No date of three numbers with the year last.
        case notSeen
        case dayFirst, monthFirst
        /// Every one could be read both ways.
        case ambiguous
        /// Some can only be day first and others only month first: the file is wrong somewhere.
        case contradicting
    }

    public init(_ cells: [String]) {
        order = DateHabits.order(of: cells)
        let months = order == .monthFirst
        let candidates =
            (DateHabits.general + (months ? DateHabits.monthFirst : DateHabits.dayFirst))
            .flatMap { date in DateHabits.clocks.map { date + $0 } } + DateHabits.alone
        let known = candidates.compactMap { DatePattern($0) }
        var used: Set<String> = []
        for cell in cells {
            let text = String(cell.trimmed)
            if let pattern = known.first(where: { $0.read(text) != nil }) {
                used.insert(pattern.text)
            } else if !text.isEmpty {
                unread[DateHabits.shape(text), default: 0] += 1
            }
        }
        patterns = known.map(\.text).filter(used.contains)
    }

    private static func order(of cells: [String]) -> Order {
        let numeric = cells.compactMap { cell -> (Int, Int)? in
            let date = cell.trimmed.prefix { !$0.isWhitespace && $0 != "T" }
            let parts = date.split(whereSeparator: { "/.-".contains($0) })
            guard parts.count == 3, parts[2].utf8.count == 4, let first = wholeNumber(parts[0]),
                let second = wholeNumber(parts[1])
            else { return nil }
            return (first, second)
        }
        guard !numeric.isEmpty else { return .notSeen }
        switch (numeric.contains { $0.0 > 12 && $0.1 <= 12 }, numeric.contains { $0.1 > 12 && $0.0 <= 12 }) {
        case (true, true): return .contradicting
        case (true, false): return .dayFirst
        case (false, true): return .monthFirst
        case (false, false): return .ambiguous
        }
    }

    /// What a cell looks like, without what it says.
    private static func shape(_ text: String) -> String {
        String(text.prefix(24).map { $0.isNumber ? "9" : $0.isLetter ? "A" : $0 })
    }

    private static let general = [
        "yyyy-MM-dd", "yyyy/MM/dd", "d-MMM-yyyy", "d MMM yyyy", "d/MMM/yyyy",
    ]
    private static let dayFirst = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy"]
    private static let monthFirst = ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy"]
    private static let clocks = [
        "", " H:mm", " H:mm:ss", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mmXXX", "'T'HH:mm:ssXXX", ", H:mm", " 'at' H:mm",
    ]
    private static let alone = ["H:mm", "H:mm:ss", "H.mm", "HHmm"]
}
