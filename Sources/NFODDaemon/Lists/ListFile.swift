import NFODEngine

/// One list of people on its way from a CSV file or workbook into a record table.
struct ListFile {
    private let path: String
    private let profile: ListProfile
    private var csv: CSVReader?
    private var pieces: Pieces?
    private var layout: Layout?
    private var hasGivenUp = false
    private(set) var faults: ListFaults

    /// Where the columns of the profile stand.
    private struct Layout {
        let id: Int
        let fields: [Int]
    }

    /// Rows that were read together.
    struct Rows: Sendable {
        var names: [String] = []
        var lines: [Int] = []
        var cells: [[String]] = []
        /// For each field of the profile its cell in a row; -1 for one that the list lacks.
        var places: [Int] = []
    }

    private enum Pieces {
        case file(FileChunks.Pieces)
        /// What a workbook's sheet says, as CSV.
        case sheet(ArraySlice<[UInt8]>)
    }

    private static let rowBytesMax = 1 << 20

    /// - Throws: `DaemonError.fileUnreadable`.
    init(path: String, profile: ListProfile) throws {
        guard FileKind.isReadable(path), FileKind.isRegular(path) else { throw DaemonError.fileUnreadable(path) }
        self.path = path
        self.profile = profile
        faults = ListFaults(file: path)
        do {
            let file = try FeedFile(path)
            csv = CSVReader(delimiter: try file.delimiter() ?? 0x2C, rowBytesMax: ListFile.rowBytesMax)
            pieces = file.isWorkbook ? .sheet(try ListFile.sheet(file)) : .file(try FileChunks.Pieces(of: path))
        } catch let refusal as FeedRefusal {
            faults.note(0, refusal.message)
        }
    }

    private static func sheet(_ file: FeedFile) throws -> ArraySlice<[UInt8]> {
        var pieces: [[UInt8]] = []
        _ = try file.each { pieces.append($0) }
        return pieces[...]
    }

    /// The next rows; nil at the end, or where the file cannot be read any further.
    mutating func next() throws -> Rows? {
        guard csv != nil, pieces != nil else { return nil }
        do {
            guard let piece = try nextPiece() else {
                pieces = nil
                return taken(try csv?.finish() ?? [])
            }
            return taken(try csv?.feed(piece) ?? [])
        } catch let fault as CSVFault {
            faults.note(0, FeedRefusal.file(fault).message)
            pieces = nil
            return nil
        }
    }

    private mutating func nextPiece() throws -> [UInt8]? {
        switch pieces {
        case .file(let file): return try file.next()
        case .sheet(var rest):
            let piece = rest.popFirst()
            pieces = .sheet(rest)
            return piece
        case nil: return nil
        }
    }

    /// A record that stands in the list twice.
    mutating func noteDoubled(line: Int, earlier: Int) {
        faults.note(line, "its '\(profile.idColumn)' stands on line \(earlier) already; give each row its own")
    }

    private mutating func taken(_ rows: [CSVRow]) -> Rows {
        var taken = Rows()
        for row in rows { take(row, into: &taken) }
        taken.places = layout?.fields ?? []
        return taken
    }

    private mutating func take(_ row: CSVRow, into taken: inout Rows) {
        if hasGivenUp { return }
        guard case .cells(let cells) = row.content else {
            guard case .unreadable(let problem) = row.content else { return }
            faults.note(row.line, QuarantineReason.unreadable(problem).message)
            if layout == nil { giveUp("its first line is no header; save the list as CSV UTF-8, or as .xlsx") }
            return
        }
        guard let layout else { return readHeader(cells, line: row.line) }
        let record = cells[layout.id]
        if record.isEmpty {
            // Spreadsheet programs write the empty rows below a list too.
            if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return }
            return faults.note(row.line, "the record has no name in '\(profile.idColumn)'")
        }
        taken.names.append(record)
        taken.lines.append(row.line)
        taken.cells.append(cells)
    }

    /// What comes after is not looked at.
    private mutating func giveUp(_ message: String) {
        faults.note(0, message)
        (pieces, hasGivenUp) = (nil, true)
    }

    private mutating func readHeader(_ cells: [String], line: Int) {
        let columns = ListColumns(header: cells)
        let wanted = [profile.idColumn] + profile.fields.map(\.column)
        let doubled = wanted.filter(columns.isDoubled).map { "'\($0)'" }
        if !doubled.isEmpty {
            faults.note(line, "the header has \(doubled.joined(separator: ", ")) twice; give each column its own name")
        }
        let absent = wanted.filter { columns.place($0) == nil }.map { "'\($0)'" }
        if !absent.isEmpty {
            faults.note(
                line,
                "the header lacks \(absent.joined(separator: ", ")); correct the names under 'id' and 'fields' in the "
                    + "profile, or take out the fields that this list does not have")
        }
        if columns.place(profile.idColumn) == nil {
            giveUp("each row wants a name of its own: where the list has none, add a column with a number for each")
        }
        layout = Layout(
            id: columns.place(profile.idColumn) ?? 0, fields: profile.fields.map { columns.place($0.column) ?? -1 })
    }
}

/// The header of a list. Capitals, blanks and lines between words make no difference: `Birth Date` is `birth_date`.
private struct ListColumns {
    private let names: [String]
    private let folded: [String]

    init(header: [String]) {
        names = header.map(ListColumns.trimmed)
        folded = names.map(NameFolding.folded)
    }

    func place(_ column: String) -> Int? {
        names.firstIndex(of: column) ?? folded.firstIndex { !$0.isEmpty && $0 == NameFolding.folded(column) }
    }

    func isDoubled(_ column: String) -> Bool {
        let exact = names.count { $0 == column }
        return exact > 1 || (exact == 0 && folded.count { $0 == NameFolding.folded(column) } > 1)
    }

    private static func trimmed(_ cell: String) -> String {
        String(cell.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
    }
}

/// What is wrong with one list.
struct ListFaults {
    private let file: String
    /// Of the file as a whole.
    private var whole: [String] = []
    private var rows: [(line: Int, message: String)] = []
    private var rowsLeftOut = 0

    private static let rowsMax = 20

    init(file: String) { self.file = file }

    /// - Parameter line: 0 when the file as a whole is meant.
    mutating func note(_ line: Int, _ message: String) {
        if line == 0 { return whole.append(message) }
        rows.append((line, message))
        // A list in which every row is wrong costs no memory.
        if rows.count > 2 * ListFaults.rowsMax { shorten() }
    }

    /// The first lines stay.
    private mutating func shorten() {
        rows.sort { $0.line < $1.line }
        rowsLeftOut += max(0, rows.count - ListFaults.rowsMax)
        rows.removeLast(max(0, rows.count - ListFaults.rowsMax))
    }

    var problems: [ListProblem] {
        var shown = self
        shown.shorten()
        var problems = shown.rows.map { ListProblem(file: file, line: $0.line, message: $0.message) }
        problems += whole.map { ListProblem(file: file, line: 0, message: $0) }
        if shown.rowsLeftOut > 0 {
            let message = "\(shown.rowsLeftOut) more like these; correct the list and try again"
            problems.append(ListProblem(file: file, line: 0, message: message))
        }
        return problems
    }
}

/// One thing that is wrong with a list. Holds nothing of its rows.
struct ListProblem: Hashable, Sendable {
    let file: String
    /// 1-based; 0 when the file as a whole is meant.
    let line: Int
    let message: String
}

/// Everything that is wrong with a list.
struct ListProblems: Error {
    let problems: [ListProblem]

    var lines: [String] {
        problems.map { "\($0.file):\($0.line > 0 ? "\($0.line): " : " ")\($0.message) [list]" }
    }
}
