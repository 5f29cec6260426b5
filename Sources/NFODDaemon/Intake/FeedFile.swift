import NFODEngine
import Spreadsheet

/// One feed's file: CSV as it is, or the first visible sheet of a workbook as CSV, so that everything after is the
/// same. Which of the two it is its first bytes tell, never its name.
struct FeedFile {
    private let path: String
    private let workbook: WorkbookReader?

    /// - Throws: `DaemonError.fileUnreadable`; `FeedRefusal.workbook`.
    init(_ path: String) throws {
        self.path = path
        let isWorkbook = WorkbookReader.isWorkbook(start: try FileChunks.start(of: path, count: 4))
        workbook = isWorkbook ? try WorkbookReader(path: path) : nil
    }

    var isWorkbook: Bool { workbook != nil }

    /// The first bytes, at most `count`.
    func start(count: Int) throws -> [UInt8] { try FileChunks.start(of: path, count: count) }

    /// How the file is to be read.
    func profile(_ profile: SourceProfile) -> SourceProfile { workbook == nil ? profile : profile.readingWorkbooks }

    /// Hands out the bytes, piece by piece, from the beginning at each call.
    /// - Returns: nil for a file that is no workbook.
    func each(_ body: ([UInt8]) throws -> Void) throws -> SheetSummary? {
        guard let workbook else {
            try FileChunks.each(of: path, body)
            return nil
        }
        var lines = SheetLines()
        let summary = try workbook.read { row in
            if let bytes = lines.add(row) { try body(bytes) }
        }
        try body(lines.rest())
        return summary
    }

    /// The whole file.
    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try each { bytes += $0 }
        return bytes
    }
}

/// Writes a sheet's rows as CSV (RFC 4180) in which the number of a line is the number of the row in the sheet: a row
/// without anything is an empty line, and a line break inside a cell is a comma, as between the lines of an address.
struct SheetLines {
    private var pending: [UInt8] = []
    private var line = 1
    /// Cells in the header.
    private var width: Int?

    private static let pieceBytes = 1 << 16

    /// The lines up to and with this row; nil while they are few.
    mutating func add(_ row: SheetRow) -> [UInt8]? {
        guard row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
        while line < row.number {
            pending += SheetLines.lineEnd
            line += 1
        }
        line += 1
        pending += CSVWriter.verbatimLine(width == nil ? header(row) : cells(row)).utf8
        return pending.count < SheetLines.pieceBytes ? nil : rest()
    }

    mutating func rest() -> [UInt8] {
        defer { pending.removeAll(keepingCapacity: true) }
        return pending
    }

    /// A column without a name is called by its letter: two of them would have one name.
    private mutating func header(_ row: SheetRow) -> [String] {
        width = row.cells.count
        return row.cells.enumerated().map { column, cell in
            let name = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return name.isEmpty ? "(column \(SheetRow.letters(ofColumn: column)))" : name
        }
    }

    /// As many as the header has; more only where they say something, so that the row is put aside and looked at.
    private func cells(_ row: SheetRow) -> [String] {
        let missing = max(0, (width ?? 0) - row.cells.count)
        return row.cells.map(SheetLines.oneLine) + Array(repeating: "", count: missing)
    }

    private static func oneLine(_ cell: String) -> String {
        guard cell.contains(where: \.isNewline) else { return cell }
        let lines = cell.split(whereSeparator: \.isNewline).map { line in
            let trimmed = line.trimmingPrefix(while: \.isWhitespace)
            return trimmed.hasSuffix(",") ? String(trimmed.dropLast()) : String(trimmed)
        }
        return lines.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: ", ")
    }

    private static let lineEnd = Array("\r\n".utf8)
}
