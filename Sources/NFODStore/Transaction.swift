public import GRDB
import NFODEngine

/// Everything one transaction can do, on one connection. Valid inside the closure it is given to, and only there.
public struct Transaction {
    /// For the tables of your own; a projection writes with `db.run(_:_:)`.
    public let db: Database
    let context: StoreContext

    public var events: EventLog { EventLog(db: db, codec: context.codec) }
    public var vault: Vault { Vault(db: db, keys: context.keys, coder: context.coder) }
    public var due: DueTable { DueTable(db: db) }
    public var outbox: Outbox { Outbox(db: db, epoch: context.epoch) }
    public var notifications: NotificationIndex { NotificationIndex(db: db) }
    public var idempotency: IdempotencyTable { IdempotencyTable(db: db) }
    public var configuration: ConfigurationTable { ConfigurationTable(db: db) }
    public var counters: Counters { Counters(db: db) }
    public var meta: Meta { Meta(db: db) }
    public var responses: ResponseTable { ResponseTable(db: db) }
    public var people: PersonTable { PersonTable(db: db) }
    public var feeds: FeedTable { FeedTable(db: db) }
    public var alarms: AlarmTable { AlarmTable(db: db) }

    /// Runs one item of several: when it throws, what it wrote is undone and the error goes on to the caller; what was
    /// written before it stays.
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        var result: Result?
        try db.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { preconditionFailure("a savepoint either returns or throws") }
        return result
    }
}

/// What the parts of a transaction share over the life of a store.
struct StoreContext: Sendable {
    let codec: EventCodec
    let keys: VaultKeys
    let coder: VaultCoder
    let epoch: Int64
}
