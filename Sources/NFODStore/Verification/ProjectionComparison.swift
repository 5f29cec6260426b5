import GRDB
import NFODEngine

/// Compares a table with its rebuilt twin of the same name in the `temp` schema.
struct ProjectionComparison {
    let db: Database
    let table: ProjectedTable

    /// Puts an empty twin with the same columns, constraints and indexes before the table.
    func hide() throws {
        let sql =
            "SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql NOT NULL"
        let statements = try String.fetchAll(db, sql: sql + " ORDER BY type DESC", arguments: [table.name])
        precondition(!statements.isEmpty, "there is no table \(table.name)")
        for statement in statements { try db.execute(sql: Self.temporary(statement)) }
    }

    /// The first rows that differ, by key, at most `limit`.
    func differences(limit: Int) throws -> [ProjectionDifference] {
        let live = try keys(in: "main", notIn: "temp", limit: limit)
        let rebuilt = try keys(in: "temp", notIn: "main", limit: limit)
        let changed = Set(live).intersection(rebuilt)
        let differences =
            live.map { ($0, changed.contains($0) ? ProjectionDifference.Kind.changed : .onlyInTable) }
            + rebuilt.filter { !changed.contains($0) }.map { ($0, .onlyInLog) }
        return differences.prefix(limit).map { ProjectionDifference(table: table.name, key: $0.0, kind: $0.1) }
    }

    private func keys(in left: String, notIn right: String, limit: Int) throws -> [[String]] {
        let key = table.key.map(Self.quoted).joined(separator: ", ")
        let name = Self.quoted(table.name)
        let texts = table.key.map { "CAST(\(Self.quoted($0)) AS TEXT)" }.joined(separator: ", ")
        let sql = """
            SELECT \(texts) FROM (SELECT * FROM \(left).\(name) EXCEPT SELECT * FROM \(right).\(name))
            ORDER BY \(key) LIMIT ?
            """
        return try Row.fetchAll(db, sql: sql, arguments: [limit]).map { row in
            (0..<row.count).map { (row[$0] as String?) ?? "" }
        }
    }

    /// `CREATE TABLE x` as SQLite keeps it becomes `CREATE TEMP TABLE x`; an index goes into the schema named before
    /// it.
    private static func temporary(_ sql: String) -> String {
        for (start, replacement) in [
            ("CREATE TABLE ", "CREATE TEMP TABLE "), ("CREATE UNIQUE INDEX ", "CREATE UNIQUE INDEX temp."),
            ("CREATE INDEX ", "CREATE INDEX temp."),
        ] where sql.hasPrefix(start) {
            return replacement + sql.dropFirst(start.count)
        }
        preconditionFailure("SQLite keeps schema statements in one of these forms")
    }

    private static func quoted(_ name: String) -> String { "\"" + name + "\"" }
}
