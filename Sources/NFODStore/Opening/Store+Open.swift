import Foundation
import GRDB
import NFODEngine

extension Store {
    /// Opens the store in a directory, or makes one there when the options say so.
    ///
    /// - Parameter events: knows every event type that may be in the log.
    /// - Throws: `StoreError`, one line that says what to do; `DatabaseError` for other faults of the disk. A second
    ///   opener is refused in a tenth of a second.
    public static func open(
        directory path: String, events: EventCodec, options: StoreOptions = StoreOptions()
    ) throws -> Store {
        let directory = try DataDirectory.prepare(path, options)
        let lock = try ProcessLock.take(in: directory)
        do {
            return try open(directory, lock, events, options)
        } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
            lock.release()
            throw StoreError.databaseDamaged(directory.database)
        } catch {
            lock.release()
            throw error
        }
    }

    private static func open(
        _ directory: DataDirectory, _ lock: ProcessLock, _ events: EventCodec, _ options: StoreOptions
    ) throws -> Store {
        let creating = options.createIfMissing
        if creating { try directory.createPrivately(directory.database) }
        guard DataDirectory.exists(directory.database) else { throw StoreError.databaseMissing(directory.path) }
        try directory.restrict()
        let limit = ReadLimit(options.readLimit)
        let configuration = configuration(directory, options, limit)
        let pool = try DatabasePool(path: directory.database, configuration: configuration)
        do {
            try pool.writeWithoutTransaction { db in
                try ConnectionSettings.makeDurable(db)
                try Schema.migrate(db)
            }
            let keys = try keys(directory, options, pool)
            let epoch = try pool.writeWithoutTransaction { db in
                let memory = TransactionMemory()
                let epoch = try Counters(db: db, memory: memory).next("epoch")
                try memory.write(to: db)
                return epoch
            }
            let context = StoreContext(codec: events, keys: keys, coder: VaultCoder(), epoch: epoch)
            return try Store(directory, lock: lock, pool: pool, context: context, readLimit: limit)
        } catch {
            try? pool.close()
            throw error
        }
    }

    private static func configuration(
        _ directory: DataDirectory, _ options: StoreOptions, _ limit: ReadLimit
    ) -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = options.readers
        configuration.busyMode = .timeout(5)
        let path = directory.database
        let creating = options.createIfMissing
        configuration.prepareDatabase { db in
            try Schema.identify(db, path: path, creating: creating)
            try ConnectionSettings.apply(to: db)
            if db.configuration.readonly { limit.install(on: db) }
        }
        return configuration
    }

    /// The vault's key: made together with the database, and from then on only ever read.
    private static func keys(
        _ directory: DataDirectory, _ options: StoreOptions, _ pool: DatabasePool
    ) throws -> VaultKeys {
        let path = options.vaultKeyPath ?? directory.vaultKey
        let known = try pool.read { try Meta(db: $0).value(keyName) }
        if known == nil, !DataDirectory.exists(path) { try VaultKeys.create(path) }
        let keys = try VaultKeys.read(path)
        guard let known else {
            try pool.writeWithoutTransaction { try Meta(db: $0).set(keyName, to: keys.name) }
            return keys
        }
        guard known == keys.name else { throw StoreError.vaultKeyWrong(path) }
        return keys
    }

    private static let keyName = "vaultKey"
}
