/// One row of a feed after reading: taken, with its doubts, or put aside with a reason (rule 11).
public struct FeedRow: Sendable, Equatable {
    /// 1-based line of the file; 0 for a notification that came alone.
    public let line: Int
    public let content: Content

    public enum Content: Sendable, Equatable {
        case read(NotificationReading)
        case quarantined(QuarantineReason)
    }
}

/// A notification as read: what goes to the vault, what may stand in an event, and what tells it from another.
public struct NotificationReading: Sendable, Equatable, PersonalData {
    public var details: NotificationDetails
    public var facts: NotificationFacts
    /// The mapped cells, without the date of sending, in one canonical text: equal texts are the same content (rule 12).
    public var contentText: String
    /// 1 for the first of several rows of one file with the same content and no reference (or, where one reference may
    /// stand for several people, nobody named), 2 for the next one.
    public var ordinal: Int

    public init(details: NotificationDetails, facts: NotificationFacts, contentText: String, ordinal: Int = 1) {
        self.details = details
        self.facts = facts
        self.contentText = contentText
        self.ordinal = ordinal
    }
}

/// Why a row was put aside. Somebody may be behind it whom nobody visits, so it is alarmed and belongs to the
/// coordinator; the message names no value of the row.
public enum QuarantineReason: Error, Sendable, Equatable {
    case unreadable(CSVRowProblem)
    /// Neither a person nor a time nor a place was told.
    case nothingToGoOn

    /// Stable, for machines.
    public var code: String {
        switch self {
        case .unreadable(.wrongCellCount): "wrong-cell-count"
        case .unreadable(.strayQuote): "stray-quote"
        case .unreadable(.unclosedQuote): "unclosed-quote"
        case .unreadable(.tooLong): "row-too-long"
        case .unreadable(.zeroByte): "zero-byte"
        case .unreadable(.undecodable): "undecodable"
        case .nothingToGoOn: "nothing-to-go-on"
        }
    }

    public var message: String {
        switch self {
        case .unreadable(.wrongCellCount(let expected, let found)):
            "The row has \(found) cells and the header \(expected). Look for a comma or line break that is not in quotes."
        case .unreadable(.strayQuote):
            "A quotation mark stands inside a cell. Put quotes around the whole cell and double the one inside."
        case .unreadable(.unclosedQuote):
            "A quotation mark opens a cell and none closes it."
        case .unreadable(.tooLong(let bytesMax)):
            "The row is longer than \(bytesMax) bytes. Look for a quotation mark that is never closed."
        case .unreadable(.zeroByte):
            "The row holds a zero byte, which no text has. The file may be damaged; ask the source to send it again."
        case .unreadable(.undecodable):
            "The row's characters can be read neither as UTF-8 nor as Windows-1252. Ask the source for UTF-8."
        case .nothingToGoOn:
            "The row tells neither a person nor a time nor a place. Ask the source what it was meant to say."
        }
    }
}

/// Why a whole feed was refused; nothing of it is taken.
public enum FeedRefusal: Error, Sendable, Equatable {
    case file(CSVFault)
    /// Columns as the profile expects them and as the file has them. `found` may hold a person's data when the file has
    /// no header: show ``message``, which looks first.
    case headerDoesNotFit(expected: [String], found: [String])
    /// The first line cannot be read as a header.
    case headerUnreadable(CSVRowProblem)

    /// Stable, for machines.
    public var code: String {
        switch self {
        case .file(.empty): "file-empty"
        case .file(.halfWritten): "file-half-written"
        case .file(.notText): "file-not-text"
        case .headerDoesNotFit: "header-does-not-fit"
        case .headerUnreadable: "header-unreadable"
        }
    }

    public var message: String {
        switch self {
        case .file(.empty):
            "The file is empty: not even a header. A source with nothing to tell sends the header alone."
        case .file(.halfWritten(let line)):
            "The file ends in the middle of the row that starts on line \(line). It was taken too early or cut off; send it again."
        case .file(.notText(.utf16)), .file(.notText(.utf32)):
            "The file is UTF-16 or UTF-32 text. Save it as \"CSV UTF-8\" and send it again."
        case .file(.notText(.workbook)):
            "The file is a spreadsheet workbook. Save it as \"CSV UTF-8\" and send it again."
        case .headerDoesNotFit(let expected, let found):
            "The header does not fit this source. Expected: \(FeedRefusal.list(expected)). Found: "
                + FeedRefusal.shown(found, expected) + "."
        case .headerUnreadable(let problem):
            "The first line is not a header. " + QuarantineReason.unreadable(problem).message
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
