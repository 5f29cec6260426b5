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
            "The row has \(found) cells and the header \(expected). Look for a comma or line break outside quotes."
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
