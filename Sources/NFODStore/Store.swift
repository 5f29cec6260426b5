import GRDB
import NFODEngine
import Synchronization

/// One data directory, opened by this process alone: event log, projections, vault, due rows and outbox in one SQLite
/// file. One connection writes and checkpoints (SQLite 3.40.1 can lose commits when two do); readers cannot write.
public final class Store: Sendable {
    public let directory: String
    /// Held as long as the store is open; tells others which process and socket to talk to.
    public let lock: ProcessLock
    let pool: DatabasePool
    let context: StoreContext
    let readLimit: ReadLimit
    /// How it is: full, damaged, lost.
    public let condition = StoreCondition()
    public let place: DataPlace
    public let reserve: SpaceReserve
    private let isClosed = Atomic<Bool>(false)
    let isAbandoned = Atomic<Bool>(false)
    /// Held while connections are interrupted, and set for good before the store closes.
    let isBeyondInterrupts = Mutex(false)

    init(
        _ directory: DataDirectory, lock: ProcessLock, pool: DatabasePool, context: StoreContext, readLimit: ReadLimit
    ) throws {
        self.directory = directory.path
        place = try DataPlace(directory)
        reserve = SpaceReserve(in: directory.path)
        self.lock = lock
        self.pool = pool
        self.context = context
        self.readLimit = readLimit
    }

    /// Makes the blinds by which this store's notifications are found.
    public var blinder: Blinder { context.keys.blinder }

    /// Runs one transaction that may write. It commits when the closure returns and is durable by then; when the
    /// closure throws, nothing of it stays.
    @discardableResult
    public func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        try onWriter { try self.immediate($0, body) }
    }

    /// As the synchronous form; a cancelled task undoes the transaction.
    @discardableResult
    public func write<Result: Sendable>(_ body: @Sendable (Transaction) throws -> Result) async throws -> Result {
        try await pool.writeWithoutTransaction { db in
            try self.requireOpen()
            return try self.immediate(db, body)
        }
    }

    /// Reads one unchanging snapshot.
    /// - Throws: `StoreError.readTooLong` when it takes longer than the options allow.
    public func read<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        try requireOpen()
        return try noting {
            try pool.read { db in
                try self.readLimit.during(db) { try body(Transaction(db: db, context: self.context)) }
            }
        }
    }

    public func read<Result: Sendable>(_ body: @Sendable (Transaction) throws -> Result) async throws -> Result {
        try requireOpen()
        return try await pool.read { db in
            try self.readLimit.during(db) { try body(Transaction(db: db, context: self.context)) }
        }
    }

    /// Moves the whole write-ahead log into the database and empties it. Needed after a removal, before a quiet period
    /// and at the end; at other times SQLite does it by itself.
    public func checkpoint() throws {
        try onWriter { _ = try $0.checkpoint(.truncate) }
    }

    /// SQLite's version and the settings of the writing connection, as read back from it.
    public func settings() throws -> [String: String] {
        try onWriter { db in
            var settings = try ConnectionSettings.read(db)
            settings["sqlite_version"] = try String.fetchOne(db, sql: "SELECT sqlite_version()")
            return settings
        }
    }

    /// Ends all work and gives the directory back. A second call does nothing; every other call is refused afterwards.
    public func close() throws {
        guard condition.loss == nil else { return leaveAsItIs() }
        awaitAbandoned()
        try pool.writeWithoutTransaction { db in
            guard !self.isClosed.load(ordering: .acquiring) else { return }
            _ = try db.checkpoint(.truncate)
            self.isClosed.store(true, ordering: .releasing)
        }
        try pool.close()
        lock.release()
    }

    /// Closing would sync and empty the log, which nobody may do again after a sync has failed: what is on the disk is
    /// found out by the next process. The connections are kept from being closed, and end with this one.
    private func leaveAsItIs() {
        isBeyondInterrupts.withLock { $0 = true }
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        _ = Unmanaged.passRetained(pool)
    }

    /// GRDB does not look whether its connection is still there before every call into SQLite.
    private func requireOpen() throws {
        guard !isClosed.load(ordering: .acquiring), !isAbandoned.load(ordering: .acquiring) else {
            throw StoreError.closed
        }
        if let loss = condition.loss { throw StoreError.lost(loss) }
    }

    /// Remembers a fault of the disk or the database, whoever it met. When the disk is full the reserve is given up at
    /// once: the next write is the alarm about it.
    private func noting<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch {
            guard let fault = StoreFault(error) else { throw error }
            condition.note(fault)
            if fault == .full { reserve.giveUp() }
            throw error
        }
    }

    func onWriter<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try pool.writeWithoutTransaction { db in
            try self.requireOpen()
            return try body(db)
        }
    }

    private func immediate<Result>(_ db: Database, _ body: (Transaction) throws -> Result) throws -> Result {
        let transaction = Transaction(db: db, context: context)
        var result: Result?
        do {
            try noting {
                try db.inTransaction(.immediate) {
                    result = try body(transaction)
                    try transaction.memory.write(to: db)
                    // A part of the work may have caught what ended another part: nothing of it may stay.
                    try self.requireOpen()
                    return .commit
                }
            }
        } catch  where isAbandoned.load(ordering: .acquiring) {
            throw StoreError.closed
        }
        if transaction.memory.didBlank { context.index.forget() } else { context.index.add(transaction.memory.blinds) }
        guard let result else { preconditionFailure("a transaction either returns or throws") }
        return result
    }
}
