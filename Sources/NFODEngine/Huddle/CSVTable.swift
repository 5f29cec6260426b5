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
    /// Said before everything else: each a row of its own under the header, in the second column. The first, which
    /// names the case or the worker of a row, is empty, so that no program takes it for one.
    public let notes: [String]
    public let rows: [[Cell]]

    public init(header: [String], notes: [String] = [], rows: [[Cell]]) {
        precondition(rows.allSatisfy { $0.count == header.count }, "every row has a cell for every column")
        precondition(notes.isEmpty || header.count > 1, "a note stands in the second column")
        self.header = header
        self.notes = notes
        self.rows = rows
    }

    /// The rows that hold the notes.
    public var noteRows: [[Cell]] {
        notes.map { note in header.indices.map { $0 == 1 ? .text(note) : .empty } }
    }

    public var text: String {
        let lines =
            [header.map { CSVTable.written(.text($0)) }] + (noteRows + rows).map { $0.map(CSVTable.written) }
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
