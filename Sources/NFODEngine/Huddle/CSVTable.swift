/// A table after RFC 4180: comma, CRLF, quotes where needed, a header first. Text that a spreadsheet would run as a
/// formula gets an apostrophe in front.
public struct CSVTable: Hashable, Sendable {
    public enum Cell: Hashable, Sendable {
        case text(String)
        /// Written as it is; made by this program, never by a source.
        case integer(Int)
        /// `tenths(-155)` is written `-15.5`.
        case tenths(Int64)
        case empty

        public static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }
        public static func yesNo(_ value: Bool) -> Cell { .text(value ? "yes" : "no") }
    }

    public let header: [String]
    public let rows: [[Cell]]

    public init(header: [String], rows: [[Cell]]) {
        precondition(rows.allSatisfy { $0.count == header.count }, "every row has a cell for every column")
        self.header = header
        self.rows = rows
    }

    public var text: String {
        let lines = [header.map { CSVTable.written(.text($0)) }] + rows.map { $0.map(CSVTable.written) }
        return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .integer(let number): String(number)
        case .tenths(let number): JSONValue.decimal(tenths: number)
        case .text(let text): CSVWriter.cell(text)
        }
    }
}
