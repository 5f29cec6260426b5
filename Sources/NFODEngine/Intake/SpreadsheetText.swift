/// Text made safe for a spreadsheet program: a cell that it would take for a formula begins with an apostrophe instead.
public enum SpreadsheetText {
    /// Characters with which spreadsheet programs begin a formula (OWASP, CSV Injection), their full-width forms too.
    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }

    /// `cell`, with an apostrophe before it where it could be taken for a formula. Spreadsheet programs skip leading
    /// blanks.
    public static func safe(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }), startsFormula(first) else {
            return cell
        }
        return "'" + cell
    }

    /// The result of a formula that failed: nothing was told, and somebody should look why.
    static func isErrorValue(_ cell: String) -> Bool {
        guard cell.utf8.first == 0x23 else { return false }
        return errorValues.contains(cell.uppercased())
    }

    private static let errorValues: Set<String> = [
        "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#CALC!", "#SPILL!", "#GETTING_DATA",
    ]

    /// A cell that somebody may have meant to run. A lone dash, a signed number and a telephone number are none.
    static func looksLikeFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first, startsFormula(first) else { return false }
        if first != "+" && first != "-" { return true }
        return cell.utf8.dropFirst().contains { !"0123456789 .()-".utf8.contains($0) }
    }
}
