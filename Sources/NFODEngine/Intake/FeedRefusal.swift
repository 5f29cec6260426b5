/// Why a whole feed was refused; nothing of it is taken.
public enum FeedRefusal: Error, Sendable, Equatable {
    case file(CSVFault)
    /// Columns as the profile expects them and as the file has them. `found` may hold a person's data when the file has
    /// no header: show ``message``, which looks first.
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
            "The header does not fit this source. Expected: \(FeedRefusal.list(expected)). Found: "
                + FeedRefusal.shown(found, expected) + "."
        case .headerUnreadable(let problem):
            "The first line is not a header. " + QuarantineReason.unreadable(problem).message
        case .workbook(let problem): problem.message
        }
    }

    /// A first line without any column that is known and with digits in it is likely to be somebody's row.
    private static func shown(_ found: [String], _ expected: [String]) -> String {
        let known = Set(expected.map { folded($0) })
        let isHeader =
            found.contains { known.contains(folded($0)) } || !found.contains { $0.contains(where: \.isNumber) }
        return isHeader ? list(found) : "\(found.count) cells that look like a row, not like a header (not shown)"
    }

    private static func list(_ columns: [String]) -> String {
        columns.map { String($0.prefix(40)) }.joined(separator: ", ")
    }
}
