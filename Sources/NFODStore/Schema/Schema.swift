import GRDB
import NFODEngine

/// The tables, by version. A version that was ever released is never changed: a change is a new version.
enum Schema {
    /// The newest version this program knows; stands in the file's `user_version`.
    static var newest: Int64 { Int64(versions.count) }

    private static let versions: [[String]] = [
        [
            eventTables, eventTriggers, vaultTables, notificationTables, workflowTables, deliveryTables,
            projectionTables, inboxTables, alarmTables, linkageTables, huddleTables, rosterTables,
        ]
    ]

    /// Refuses a file that is not ours or not ours to understand, before anything is written to it.
    static func identify(_ db: Database, path: String, creating: Bool) throws {
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if application == ConnectionSettings.applicationID {
            let version = try version(of: db)
            guard version <= newest else { throw StoreError.databaseNewer(found: version, known: newest) }
            return
        }
        let tables = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard application == 0, tables == 0 else { throw StoreError.databaseForeign(path) }
        guard creating else { throw StoreError.databaseMissing(path) }
    }

    /// Brings the file to the newest version, each version in a transaction of its own.
    static func migrate(_ db: Database) throws {
        let present = try version(of: db)
        for (index, statements) in versions.enumerated() where Int64(index) >= present {
            try db.inTransaction(.immediate) {
                for sql in statements { try db.execute(sql: sql) }
                try db.execute(sql: "PRAGMA application_id = \(ConnectionSettings.applicationID)")
                try db.execute(sql: "PRAGMA user_version = \(index + 1)")
                return .commit
            }
        }
    }

    private static func version(of db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }
}
