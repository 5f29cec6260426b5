import NFODEngine

/// One list of people on its way from a CSV file or workbook into a record table.
struct ListFile {
    private let path: String
    private let list: Int
    private let profile: ListProfile
    private var layout: Layout?
    /// Line of each record's name.
    private var lines: [String: Int] = [:]
    private(set) var problems: [ListProblem] = []
    private var problemsLeftOut = 0

    /// Where the columns of the profile stand.
    private struct Layout {
        let id: Int
        let fields: [Int]
    }

    private static let rowBytesMax = 1 << 20
    private static let problemsMax = 20

    init(path: String, list: Int, profile: ListProfile) {
        self.path = path
        self.list = list
        self.profile = profile
    }

    /// Records read.
    var count: Int { lines.count }

    func has(_ record: String) -> Bool { lines[record] != nil }

    /// Adds every row to `builder`.
    /// - Throws: ``ListProblems`` with everything that has to be put right; `DaemonError.fileUnreadable`.
    mutating func read(into builder: inout RecordTable.Builder) throws {
        guard FileKind.isReadable(path), FileKind.isRegular(path) else { throw DaemonError.fileUnreadable(path) }
        do {
            let file = try FeedFile(path)
            var csv = CSVReader(delimiter: try file.delimiter() ?? 0x2C, rowBytesMax: ListFile.rowBytesMax)
            _ = try file.each { chunk in
                for row in try csv.feed(chunk) { take(row, &builder) }
            }
            for row in try csv.finish() { take(row, &builder) }
        } catch let fault as CSVFault {
            note(0, FeedRefusal.file(fault).message)
        } catch let refusal as FeedRefusal {
            note(0, refusal.message)
        }
        if problemsLeftOut > 0 { note(0, "\(problemsLeftOut) more like these; correct the list and try again") }
        guard problems.isEmpty else { throw ListProblems(problems: problems) }
    }

    private mutating func take(_ row: CSVRow, _ builder: inout RecordTable.Builder) {
        guard case .cells(let cells) = row.content else {
            if case .unreadable(let problem) = row.content {
                note(row.line, QuarantineReason.unreadable(problem).message)
            }
            return
        }
        guard let layout else { return readHeader(cells, line: row.line) }
        let record = cells[layout.id]
        guard !record.isEmpty else { return note(row.line, "the record has no name in '\(profile.idColumn)'") }
        if let earlier = lines.updateValue(row.line, forKey: record) {
            return note(row.line, "its '\(profile.idColumn)' stands on line \(earlier) already; give each row its own")
        }
        builder.add(list: list, name: record, cells: layout.fields.map { $0 < 0 ? "" : cells[$0] })
    }

    private mutating func readHeader(_ cells: [String], line: Int) {
        let names = cells.map(ListFile.trimmed)
        let place = { (column: String) in names.firstIndex(of: column) }
        let wanted = [profile.idColumn] + profile.fields.map(\.column)
        let absent = wanted.filter { place($0) == nil }
        if !absent.isEmpty {
            note(
                line,
                "the header lacks \(absent.map { "'\($0)'" }.joined(separator: ", ")); correct the names under 'id' "
                    + "and 'fields' in the profile, or take out the fields that this list does not have")
        }
        layout = Layout(id: place(profile.idColumn) ?? 0, fields: profile.fields.map { place($0.column) ?? -1 })
    }

    private static func trimmed(_ cell: String) -> String {
        String(cell.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
    }

    private mutating func note(_ line: Int, _ message: String) {
        if line > 0, problems.count >= ListFile.problemsMax {
            problemsLeftOut += 1
        } else {
            problems.append(ListProblem(file: path, line: line, message: message))
        }
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
