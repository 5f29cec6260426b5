import GRDB
import NFODEngine

extension Store {
    /// Rebuilds projections from the log on a read-only connection of its own and compares them with the tables.
    ///
    /// - Parameter limit: how many differing rows of one table are named.
    /// - Returns: empty when all agree.
    public func compare(_ check: some ProjectionCheck, limit: Int = 10) throws -> [ProjectionDifference] {
        var configuration = Configuration()
        configuration.readonly = true
        // A twin cannot refer to tables of the other schema.
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
        let connection = try DatabaseQueue(path: pool.path, configuration: configuration)
        defer { try? connection.close() }
        var differences: [ProjectionDifference] = []
        try connection.inDatabase { db in
            try db.inTransaction(.deferred) {
                let comparisons = check.tables.map { ProjectionComparison(db: db, table: $0) }
                for comparison in comparisons { try comparison.hide() }
                try check.rebuild(in: Transaction(db: db, context: context))
                differences = try comparisons.flatMap { try $0.differences(limit: limit) }
                return .rollback
            }
        }
        return differences
    }
}
