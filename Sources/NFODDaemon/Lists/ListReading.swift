import NFODEngine
import Synchronization

/// Reads lists into a record table on all cores: while the next rows are read, each column folds the last ones.
struct ListReading {
    private let profile: ListProfile
    private let columns: [SharedColumns]
    private var files: [ListFile] = []
    private var names: [(list: Int, name: String)] = []
    private var lines: [Int] = []

    /// Columns that one task at a time adds to.
    private final class SharedColumns: Sendable {
        let columns: Mutex<FoldedColumns>

        init(_ columns: FoldedColumns) { self.columns = Mutex(columns) }

        func add(_ rows: ListFile.Rows) { columns.withLock { $0.add(rows.cells, places: rows.places) } }
    }

    init(profile: ListProfile) {
        self.profile = profile
        columns = FoldedColumns.all(of: profile).map(SharedColumns.init)
    }

    /// Reads a list to its end.
    /// - Throws: `DaemonError.fileUnreadable`; what is wrong with the rows is told at the end.
    mutating func read(_ path: String) async throws {
        var file = try ListFile(path: path, profile: profile)
        var rows = try file.next()
        while let last = rows {
            names += last.names.map { (files.count, $0) }
            lines += last.lines
            rows = try await withThrowingTaskGroup(of: Void.self) { group in
                if !last.cells.isEmpty {
                    for column in columns { group.addTask { column.add(last) } }
                }
                return try file.next()
            }
        }
        files.append(file)
    }

    /// - Throws: ``ListProblems`` with everything that has to be put right in all lists.
    mutating func table() throws -> RecordTable {
        let table = RecordTable(names: names, columns: columns.map { $0.columns.withLock { $0 } })
        if table.namesAnyTwice { noteDoubled() }
        let problems = files.flatMap(\.faults.problems)
        guard problems.isEmpty else { throw ListProblems(problems: problems) }
        return table
    }

    private mutating func noteDoubled() {
        var known: [[String: Int]] = Array(repeating: [:], count: files.count)
        for (entry, line) in zip(names, lines) {
            if let earlier = known[entry.list].updateValue(line, forKey: entry.name) {
                files[entry.list].noteDoubled(line: line, earlier: earlier)
            }
        }
    }
}
