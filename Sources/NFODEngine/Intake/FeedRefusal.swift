/// Why a whole feed was refused; nothing of it is taken.
public enum FeedRefusal: Error, Sendable, Equatable {
    case file(CSVFault)
    /// Columns as the profile expects them and as the file has them. `found` may hold a person's data when the file has
    /// no header: it goes into no message (``headerShown`` is for the one who tries a file of their own).
    case headerDoesNotFit(expected: [String], found: [String])
    /// The first line cannot be read as a header.
    case headerUnreadable(CSVRowProblem)
    /// The file is a spreadsheet workbook that cannot be read.
    case workbook(WorkbookProblem)

    /// Stable, for machines.
    public var code: String {
        switch self {
        case .file(.empty): "file-empty"
        case .file(.halfWritten): "file-half-written"
        case .file(.notText): "file-not-text"
        case .headerDoesNotFit: "header-does-not-fit"
        case .headerUnreadable: "header-unreadable"
        case .workbook(let problem): problem.code
        }
    }

    /// What is wrong, in words that hold nothing of the file.
    public var message: String {
        switch self {
        case .file(.empty):
            "The file is empty: not even a header. A source with nothing to tell sends the header alone."
        case .file(.halfWritten(let line)):
            "The file ends inside the row that starts on line \(line): taken too early or cut off. Send it again."
        case .file(.notText(.utf16)), .file(.notText(.utf32)):
            "The file is UTF-16 or UTF-32 text. Save it as \"CSV UTF-8\" and send it again."
        case .file(.notText(.workbook)):
            "The file is a spreadsheet workbook. Save it as \"CSV UTF-8\" and send it again."
        case .headerDoesNotFit(let expected, let found):
            FeedRefusal.comparison(expected.map { (name: $0, folded: folded($0)) }, found.map { folded($0) })
        case .headerUnreadable(let problem):
            "The first line is not a header. " + QuarantineReason.unreadable(problem).message
        case .workbook(let problem): problem.message
        }
    }

    /// Only what the profile says: a file without a header begins with somebody's row.
    private static func comparison(_ expected: [(name: String, folded: String)], _ found: [String]) -> String {
        let wanted = Set(expected.map(\.folded))
        let missing = expected.filter { !found.contains($0.folded) }.map(\.name)
        let doubled = expected.filter { column in found.count { $0 == column.folded } > 1 }.map(\.name)
        let others = found.count { !wanted.contains($0) }
        var parts = ["The header does not fit this source."]
        if !missing.isEmpty { parts.append("Not in it: " + missing.joined(separator: ", ") + ".") }
        if !doubled.isEmpty { parts.append("More than once in it: " + doubled.joined(separator: ", ") + ".") }
        if others > 0 { parts.append("Columns that the profile does not name: \(others).") }
        if missing.count == expected.count { parts.append("Perhaps the file has no header.") }
        parts.append("Ask the source for the columns agreed, or change its profile in config/sources.")
        return parts.joined(separator: " ")
    }

    /// The columns that the file has, for the terminal of who tries a file of their own (`nfodd source try`); nil where
    /// they are not what is wrong, or look like somebody's row: no column is known and there are digits.
    public var headerShown: String? {
        guard case .headerDoesNotFit(let expected, let found) = self else { return nil }
        let known = Set(expected.map { folded($0) })
        let isHeader =
            found.contains { known.contains(folded($0)) } || !found.contains { $0.contains(where: \.isNumber) }
        return isHeader ? found.map { String($0.prefix(40)) }.joined(separator: ", ") : nil
    }
}
