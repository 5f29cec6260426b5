import GRDB
import NFODEngine

/// What every connection is told, and what is read back before the store is used.
enum ConnectionSettings {
    /// "NFOD" in ASCII: marks the file as ours.
    static let applicationID: Int64 = 0x4E46_4F44

    /// Set on each connection as it opens; `synchronous` is not here because GRDB sets it again afterwards.
    private static let wanted: [(name: String, value: String)] = [
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("recursive_triggers", "1"),
        ("cell_size_check", "1"),
        ("busy_timeout", "5000"),
        ("mmap_size", "0"),
        // Kilobytes: the pages that a batch of notifications comes back to.
        ("cache_size", "-64000"),
        // Pages: a batch of notifications writes some hundred, and each checkpoint waits for the disk twice.
        ("wal_autocheckpoint", "4000"),
        // Personal data may pass through a sort: it must not end in a temporary file.
        ("temp_store", "2"),
    ]

    static func apply(to db: Database) throws {
        for setting in wanted { try db.execute(sql: "PRAGMA \(setting.name) = \(setting.value)") }
        for setting in wanted { try require(setting.name, setting.value, in: db) }
    }

    /// GRDB puts the writer back to `synchronous=NORMAL` while it opens, under which a power cut may take the last
    /// commits: FULL is set after that and read back.
    static func makeDurable(_ writer: Database) throws {
        try writer.execute(sql: "PRAGMA synchronous = FULL")
        try require("synchronous", "2", in: writer)
        try require("journal_mode", "wal", in: writer)
    }

    static func read(_ db: Database) throws -> [String: String] {
        let names =
            wanted.map(\.name) + [
                "synchronous", "journal_mode", "application_id", "user_version",
            ]
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try value(of: $0, in: db) ?? "") })
    }

    private static func require(_ name: String, _ wanted: String, in db: Database) throws {
        let found = try value(of: name, in: db) ?? ""
        // Left out of some builds of SQLite altogether, where it is off.
        if name == "mmap_size", found.isEmpty { return }
        guard found == wanted else { throw StoreError.settingNotKept(name: name, wanted: wanted, found: found) }
    }

    private static func value(of name: String, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "PRAGMA \(name)")
    }
}
