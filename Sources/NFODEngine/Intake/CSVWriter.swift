/// Writes CSV by RFC 4180 for every export: CRLF, quotes where needed, each cell safe in a spreadsheet program.
public struct CSVWriter: Sendable {
    /// What has been written so far.
    public private(set) var text = ""

    public init() {}

    /// One record and its line end.
    public static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// One text, safe for a spreadsheet program, in quotes where it needs them.
    static func cell(_ text: String) -> String { quoted(SpreadsheetText.safe(text)) }

    /// One record as it stands, for a reader of ours and never for a spreadsheet program: nothing is made safe.
    public static func verbatimLine(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    public mutating func write(_ cells: [String]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { text += "," }
            text += CSVWriter.cell(cell)
        }
        text += "\r\n"
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 else { return cell }
        var text = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { text.unicodeScalars.append(scalar) }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}
