/// One record of a CSV file, or why it could not be read.
public struct CSVRow: Sendable, Equatable {
    /// 1-based line on which the record starts.
    public let line: Int
    public let content: Content
    /// The record was not UTF-8 and was read as Windows-1252.
    public let isFallbackEncoded: Bool
    /// An unreadable record as it came, so that nothing of it is lost; nil for one that was read.
    public let received: String?

    public init(line: Int, content: Content, isFallbackEncoded: Bool, received: String? = nil) {
        self.line = line
        self.content = content
        self.isFallbackEncoded = isFallbackEncoded
        self.received = received
    }

    public enum Content: Sendable, Equatable {
        /// Cells as text, as many as the header has.
        case cells([String])
        case unreadable(CSVRowProblem)
    }
}

/// Why one record is unreadable while the rest of the file goes on.
public enum CSVRowProblem: Error, Sendable, Equatable {
    /// More or fewer cells than the header has.
    case wrongCellCount(expected: Int, found: Int)
    /// A quotation mark inside an unquoted cell, or text after a closing one (RFC 4180, section 2).
    case strayQuote
    /// An opened quotation mark never closes.
    case unclosedQuote
    /// Longer than the setting allows; also an opened quotation mark that swallows line after line.
    case tooLong(bytesMax: Int)
    case zeroByte
    /// Neither UTF-8 nor Windows-1252.
    case undecodable
}

/// Why a whole file is not taken.
public enum CSVFault: Error, Sendable, Equatable {
    /// Not one byte, or nothing but blank lines.
    case empty
    /// The file ends inside a quoted cell that opened on the record starting at `line`: half written.
    case halfWritten(line: Int)
    /// Marked as UTF-16 or UTF-32, or a spreadsheet workbook instead of text.
    case notText(UnreadableFile)
}
