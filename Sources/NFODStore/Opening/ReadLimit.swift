import GRDB
import GRDBSQLite
import Glibc
import NFODEngine
import Synchronization

/// Stops a read that takes too long. A reader that never ends keeps the write-ahead log from being reset, and the log
/// then grows without end.
final class ReadLimit: Sendable {
    private let limit: Span
    private let deadlines = Mutex<[UInt: Deadline]>([:])

    init(_ limit: Span) { self.limit = limit }

    /// One reading connection's alarm. SQLite asks it every few thousand steps, on the connection's own thread.
    private final class Deadline: Sendable {
        let at = Atomic<UInt64>(.max)
        let passed = Atomic<Bool>(false)
    }

    /// Puts the alarm into a connection as it opens.
    func install(on db: Database) {
        guard let connection = db.sqliteConnection else { return }
        let deadline = Deadline()
        let number = UInt(bitPattern: connection)
        deadlines.withLock { $0[number] = deadline }
        let context = Unmanaged.passUnretained(deadline).toOpaque()
        sqlite3_progress_handler(connection, Self.stepsBetweenChecks, Self.check, context)
    }

    func during<Result>(_ db: Database, _ body: () throws -> Result) throws -> Result {
        let number = UInt(bitPattern: db.sqliteConnection)
        guard let deadline = deadlines.withLock({ $0[number] }) else { return try body() }
        deadline.passed.store(false, ordering: .relaxed)
        deadline.at.store(Self.now() + UInt64(clamping: limit.milliseconds) * 1_000_000, ordering: .relaxed)
        defer { deadline.at.store(.max, ordering: .relaxed) }
        do {
            return try body()
        } catch {
            guard deadline.passed.load(ordering: .relaxed) else { throw error }
            throw StoreError.readTooLong(seconds: Double(limit.milliseconds) / 1_000)
        }
    }

    private static let check: @convention(c) (UnsafeMutableRawPointer?) -> CInt = { context in
        guard let context else { return 0 }
        // The dictionary above keeps every deadline for as long as the store, which outlives its connections.
        let deadline = Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue()
        guard now() > deadline.at.load(ordering: .relaxed) else { return 0 }
        deadline.passed.store(true, ordering: .relaxed)
        return 1
    }

    private static let stepsBetweenChecks: CInt = 4_000

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
