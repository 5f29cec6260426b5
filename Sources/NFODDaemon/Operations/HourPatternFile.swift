import Foundation
public import NFODConfig
public import NFODEngine

/// A file that says at which hours of the week overdoses happen: CSV with the columns `day,hour,overdoses`, in any
/// order, a row for each hour in which any were counted.
public enum HourPatternFile {
    private static let columns = ["day", "hour", "overdoses"]
    private static let header = "the first row names the columns: day,hour,overdoses"

    /// - Throws: `ConfigurationProblems` with every wrong row; `DaemonError.fileUnreadable`.
    public static func read(_ path: String) throws -> HourPattern {
        guard let data = FileManager.default.contents(atPath: path) else { throw DaemonError.fileUnreadable(path) }
        var reading = Reading(path: path)
        let rows = try reading.rows(of: data)
        for row in rows.dropFirst() { reading.add(row) }
        return try reading.pattern()
    }

    /// What was read so far, and what was wrong with it.
    private struct Reading {
        let path: String
        private var places: [String: Int] = [:]
        private var counts: [Weekday: [Int: Int64]] = [:]
        private var problems: [Problem] = []

        init(path: String) { self.path = path }

        /// All rows, the header first, which is held against what is wanted.
        mutating func rows(of data: Data) throws -> [CSVRow] {
            var reader = CSVReader(rowBytesMax: 1_000)
            let rows: [CSVRow]
            do { rows = try reader.feed(data) + reader.finish() } catch {
                throw ConfigurationProblems([problem(0, "no CSV file; \(HourPatternFile.header)")])
            }
            guard let head = rows.first, case .cells(let cells) = head.content else { return rows }
            for (place, cell) in cells.enumerated() { places[HourPatternFile.plain(cell)] = place }
            guard HourPatternFile.columns.allSatisfy({ places[$0] != nil }) else {
                throw ConfigurationProblems([problem(head.line, HourPatternFile.header)])
            }
            return rows
        }

        mutating func add(_ row: CSVRow) {
            guard case .cells(let cells) = row.content else {
                return problems.append(problem(row.line, "cannot be read as one row of three cells"))
            }
            func cell(_ column: String) -> String { places[column].map { HourPatternFile.plain(cells[$0]) } ?? "" }
            guard let day = Weekday(rawValue: cell("day")) else {
                return problems.append(problem(row.line, "the day is one of monday to sunday"))
            }
            guard let hour = Int(cell("hour")), (0...23).contains(hour) else {
                return problems.append(problem(row.line, "the hour is a whole number from 0 to 23"))
            }
            guard let count = Int64(cell("overdoses")), (0...1_000_000).contains(count) else {
                return problems.append(problem(row.line, "overdoses is a whole number from 0 to 1000000"))
            }
            guard counts[day]?[hour] == nil else {
                return problems.append(problem(row.line, "\(day.rawValue) \(hour) stands here twice"))
            }
            counts[day, default: [:]][hour] = count
        }

        func pattern() throws -> HourPattern {
            if !problems.isEmpty { throw ConfigurationProblems(problems) }
            guard let pattern = HourPattern(counts) else {
                throw ConfigurationProblems([problem(0, "no hour has an overdose")])
            }
            return pattern
        }

        private func problem(_ line: Int, _ message: String) -> Problem {
            Problem(file: path, line: line, message: message)
        }
    }

    private static func plain(_ cell: String) -> String { cell.trimmingCharacters(in: .whitespaces).lowercased() }
}
