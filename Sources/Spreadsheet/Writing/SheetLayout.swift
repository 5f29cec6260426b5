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

    /// In characters: so wide that a text fills a few lines, and that only a very long word is broken.
    func widths(of table: CSVTable) -> [Int] {
        table.header.indices.map { column in
            let texts = [table.header[column]] + table.rows.map { SheetLayout.shown($0[column]) }
            let word = texts.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
            let share = (texts.map(\.count).max() ?? 0) / SheetLayout.linesWanted
            return min(SheetLayout.widthMax, max(min(word, SheetLayout.wordMax), share)) + SheetLayout.padding
        }
    }

    /// In points: as many lines as the fullest cell has. Not every program works this out by itself.
    func height(of cells: [CSVTable.Cell], widths: [Int]) -> Double {
        let lines = zip(cells, widths).map {
            // A column's width counts digits, and most letters are narrower.
            SheetLayout.lines(SheetLayout.shown($0), width: ($1 - SheetLayout.padding) * 6 / 5)
        }
        return Double(min(SheetLayout.linesMax, lines.max() ?? 1)) * SheetLayout.linePoints
    }

    /// Lines that a text takes where it is broken between words, and inside one only where it must be.
    private static func lines(_ text: String, width: Int) -> Int {
        text.split(whereSeparator: \.isNewline).map { line in
            var (lines, used) = (1, 0)
            for word in line.split(separator: " ") {
                let wanted = used == 0 ? word.count : used + 1 + word.count
                if wanted <= width {
                    used = wanted
                } else {
                    lines += (used == 0 ? 0 : 1) + (word.count - 1) / width
                    used = (word.count - 1) % width + 1
                }
            }
            return lines
        }.reduce(0, +)
    }

    private static let linesWanted = 4
    private static let wordMax = 14
    private static let widthMax = 52
    private static let padding = 2
    private static let linePoints = 12.75
    /// Excel's rows are at most 409 points high.
    private static let linesMax = 32

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
