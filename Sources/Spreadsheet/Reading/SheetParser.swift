import NFODEngine

/// The sheet part: rows in their order, each handed out when it ends. Cells and rows may be left out; they may not come
/// in another order.
final class SheetParser: XMLHandler {
    private let book: CellValues
    private let limits: SheetLimits
    private let body: (SheetRow) throws -> Void
    private(set) var summary = SheetSummary()

    private var isInRows = false
    private var row = 0
    private var isHidden = false
    private var cells: [String] = []
    private var column = -1
    private var rowBytes = 0
    private var textBytes = 0
    private var cell: RawCell?

    init(book: CellValues, limits: SheetLimits, body: @escaping (SheetRow) throws -> Void) {
        self.book = book
        self.limits = limits
        self.body = body
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        guard case .sheet(let element) = name else { return }
        if element == "sheetData" { isInRows = true }
        guard isInRows else { return }
        switch element {
        case "row": try startRow(attributes)
        case "c": try startCell(attributes)
        default: cell?.start(name)
        }
    }

    func end(_ name: XMLName) throws {
        guard isInRows, case .sheet(let element) = name else { return }
        switch element {
        case "sheetData": isInRows = false
        case "row": try endRow()
        case "c": try endCell()
        default: cell?.end(name)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard cell?.isCollecting == true else { return }
        cell?.bytes += bytes
        if cell?.bytes.count ?? 0 > limits.cellBytesMax { throw WorkbookProblem.tooLarge(.cell) }
    }

    private func startRow(_ attributes: XMLAttributes) throws(WorkbookProblem) {
        let before = row
        if let told = attributes["r"] {
            guard let number = Int(told), number <= CellReference.rowsMax else {
                throw .cellsOutOfOrder(row: before + 1)
            }
            row = number
        } else {
            row += 1
        }
        guard row > before else { throw .cellsOutOfOrder(row: row) }
        isHidden = ["1", "true"].contains(attributes["hidden"])
        cells.removeAll(keepingCapacity: true)
        (column, rowBytes, cell) = (-1, 0, nil)
    }

    private func startCell(_ attributes: XMLAttributes) throws(WorkbookProblem) {
        guard row > 0, cell == nil else { throw .damaged(.sheet) }
        let before = column
        column += 1
        if let told = attributes["r"] {
            guard let place = CellReference(told), place.row == row else { throw .cellsOutOfOrder(row: row) }
            column = place.column
        }
        guard column > before, column < CellReference.columnsMax else { throw .cellsOutOfOrder(row: row) }
        cell = RawCell(kind: attributes["t"] ?? "n", style: attributes["s"].flatMap { Int($0) } ?? 0)
    }

    private func endCell() throws(WorkbookProblem) {
        guard let ended = cell else { return }
        cell = nil
        let text = try book.text(ended)
        guard !text.isEmpty else { return }
        // Formatting alone may reach to the last column; only what says something counts.
        guard column < limits.cellsPerRowMax else { throw .tooLarge(.cellsInRow) }
        while cells.count < column { cells.append("") }
        cells.append(text)
        rowBytes += text.utf8.count
        guard rowBytes <= limits.rowBytesMax else { throw .tooLarge(.text) }
    }

    private func endRow() throws {
        guard !cells.isEmpty else { return }
        summary.rows += 1
        if isHidden { summary.hiddenRows += 1 }
        textBytes += rowBytes
        guard summary.rows <= limits.rowsMax else { throw WorkbookProblem.tooLarge(.rows) }
        guard textBytes <= limits.textBytesMax else { throw WorkbookProblem.tooLarge(.text) }
        try body(SheetRow(number: row, cells: cells))
    }
}

/// A cell as the file has it.
struct RawCell {
    /// `s` a text by number, `str` a formula's text, `inlineStr`, `b`, `e` an error, `d` a date in ISO 8601, else `n`.
    let kind: String
    let style: Int
    var bytes: [UInt8] = []
    private(set) var hasValue = false
    private(set) var hasFormula = false
    private var isInValue = false
    private var text = TextRun()

    init(kind: String, style: Int) {
        self.kind = kind
        self.style = style
    }

    var isCollecting: Bool { isInValue || kind == "inlineStr" && text.isCollecting }

    mutating func start(_ name: XMLName) {
        switch name {
        case .sheet("v"): (isInValue, hasValue) = (true, true)
        case .sheet("f"): hasFormula = true
        default: text.start(name)
        }
    }

    mutating func end(_ name: XMLName) {
        if name == .sheet("v") { isInValue = false } else { text.end(name) }
    }
}
