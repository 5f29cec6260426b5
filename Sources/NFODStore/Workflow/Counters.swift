import GRDB

/// Numbers given out inside the transaction that uses them: an undone transaction gives its numbers back, so none is
/// lost.
public struct Counters {
    let db: Database
    let memory: TransactionMemory

    /// The next number of a series (`case`, `person`, `notification`, ...); the first is 1. Written down with the
    /// transaction, once for each series.
    public func next(_ series: String) throws -> Int64 {
        let number = try last(series) + 1
        memory.count(series, at: number)
        return number
    }

    /// The last number given; 0 before the first.
    public func last(_ series: String) throws -> Int64 {
        if let known = memory.counter(series) { return known }
        return try db.integer("SELECT value FROM counter WHERE name = ?", .string(series)) ?? 0
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
