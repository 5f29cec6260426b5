public import NFODEngine

/// How a table lies on its sheet and on paper.
public struct SheetLayout: Sendable {
    /// The sheet's name: at most 31 characters, none of `[]:*?/\`.
    public var name: String
    /// Stands at the bottom of every page.
    public var footer: String
    /// When the table was true; kept in the file, so that the same table gives the same bytes.
    public var madeAt: Instant
    /// Columns at the left that stay in sight and stand on every page.
    public var fixedColumns: Int
    /// Pages beside each other that the columns are spread over.
    public var pagesAcross: Int

    public init(name: String, footer: String, madeAt: Instant, fixedColumns: Int = 0, pagesAcross: Int = 1) {
        self.name = name
        self.footer = footer
        self.madeAt = madeAt
        self.fixedColumns = fixedColumns
        self.pagesAcross = pagesAcross
    }

    static let a4: UInt8 = 9

    /// In characters: as wide as the longest word or half the longest text needs, within reason.
    func widths(of table: CSVTable) -> [Double] {
        table.header.indices.map { column in
            let texts = [table.header[column]] + table.rows.map { SheetLayout.shown($0[column]) }
            let word = texts.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
            let half = ((texts.map(\.count).max() ?? 0) + 1) / 2
            return Double(min(SheetLayout.widthMax, max(SheetLayout.widthMin, max(word, half) + 1)))
        }
    }

    private static let widthMin = 5
    private static let widthMax = 28

    private static func shown(_ cell: CSVTable.Cell) -> String {
        switch cell {
        case .empty: ""
        case .integer(let number): String(number)
        case .tenths(let number): String(Double(number) / 10)
        case .text(let text): text
        }
    }

    /// What a cell can hold: no control characters, at most 32,767 characters (Excel's limit).
    static func written(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars {
            units += UTF16.width(scalar)
            guard units <= cellUnitsMax else { break }
            let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
            out.append(isControl ? " " : scalar)
        }
        return EscapedText.protected(String(out))
    }

    private static let cellUnitsMax = 32_767
}
