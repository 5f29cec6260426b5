import GRDB
public import NFODEngine

/// What the daemon does for its store beside using it.
extension Store {
    /// Writes something and waits until it is on the disk.
    public func testWrite(at instant: Instant) throws {
        try write { try $0.meta.set(Self.writtenAt, to: String(instant.milliseconds)) }
    }

    /// When that was done last, by this process or another; nil before the first time.
    public func testWrittenAt() throws -> Instant? {
        try read { try $0.meta.value(Self.writtenAt).flatMap { Int64($0) }.map { Instant(milliseconds: $0) } }
    }

    private static let writtenAt = "writtenAt"

    /// Empties the write-ahead log when it is longer than `bytes`. Readers may stand in the way; they are not waited
    /// for long, because everybody who writes would wait with us.
    ///
    /// - Returns: its length afterwards.
    public func keepLog(below bytes: Int64) throws -> Int64 {
        guard place.logBytes() > bytes else { return place.logBytes() }
        try onWriter { db in
            try db.execute(sql: "PRAGMA busy_timeout = 200")
            defer { try? db.execute(sql: "PRAGMA busy_timeout = 5000") }
            do { _ = try db.checkpoint(.truncate) } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY
            {
                return
            }
        }
        return place.logBytes()
    }
}

/// Reads the database through for damage, beside the daemon's work: a connection of its own that cannot write, one
/// table at a time, so that the write-ahead log can be emptied in between.
public final class StoreCheck: Sendable {
    private let connection: DatabaseQueue

    public init(_ store: Store) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        connection = try DatabaseQueue(path: store.pool.path, configuration: configuration)
    }

    public func tables() throws -> [String] {
        try connection.read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
        }
    }

    /// Whether a table and its indexes are whole.
    public func isWhole(_ table: String) throws -> Bool {
        do {
            let found = try connection.read { db in
                try String.fetchAll(db, sql: "PRAGMA quick_check(\(table.quotedDatabaseIdentifier))")
            }
            return found == ["ok"]
        } catch let error as DatabaseError where StoreFault(error) == .damaged {
            return false
        }
    }

    /// Ends a reading that is under way; it throws.
    public func interrupt() { connection.interrupt() }

    public func close() { try? connection.close() }
}
