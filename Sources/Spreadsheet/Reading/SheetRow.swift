/// One row of a sheet that has something in it.
public struct SheetRow: Sendable, Equatable {
    /// As the spreadsheet program shows it, 1-based.
    public let number: Int
    /// From column A to the last one with something in it; empty where a cell is missing.
    public let cells: [String]

    public init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }

    /// `A`, `B` ... `AA`: what a spreadsheet program calls a column.
    /// - Parameter column: 0-based.
    public static func letters(ofColumn column: Int) -> String { CellReference.letters(of: column) }
}

/// What a sheet held beside its rows.
public struct SheetSummary: Sendable, Equatable {
    /// Rows with something in them.
    public var rows = 0
    /// Of these, rows that the program does not show (hidden, or left out by a filter). They are read like the others.
    public var hiddenRows = 0
    /// Visible sheets after the one that was read; they are not read.
    public var otherVisibleSheets = 0

    public init() {}
}
