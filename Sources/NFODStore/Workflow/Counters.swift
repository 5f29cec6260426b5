import GRDB

/// Numbers given out inside the transaction that uses them: an undone transaction gives its numbers back, so none is
/// lost.
public struct Counters {
    let db: Database

    /// The next number of a series (`case`, `person`, `notification`, ...); the first is 1.
    public func next(_ series: String) throws -> Int64 {
        let sql = """
            INSERT INTO counter (name, value) VALUES (?, 1)
            ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
            """
        guard let number = try db.runReturning(sql, .string(series)) else {
            preconditionFailure("an upsert with RETURNING always returns its row")
        }
        return number
    }

    /// The last number given; 0 before the first.
    public func last(_ series: String) throws -> Int64 {
        let sql = "SELECT value FROM counter WHERE name = ?"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql), arguments: [series]) ?? 0
    }
}

/// Facts about the store itself that are neither events nor configuration: the vault key's name, the clock it runs on.
public struct Meta {
    let db: Database

    public func value(_ name: String) throws -> String? {
        try String.fetchOne(try db.cachedStatement(sql: "SELECT value FROM meta WHERE name = ?"), arguments: [name])
    }

    public func set(_ name: String, to value: String) throws {
        let sql = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        try db.run(sql, .string(name), .string(value))
    }
}
