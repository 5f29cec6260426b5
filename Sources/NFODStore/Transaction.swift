public import GRDB
import NFODEngine

/// Everything one transaction can do, on one connection. Valid inside the closure it is given to, and only there.
public struct Transaction {
    /// For the tables of your own; a projection writes with `db.run(_:_:)`.
    public let db: Database
    let context: StoreContext
    let memory = TransactionMemory()

    public var events: EventLog { EventLog(db: db, codec: context.codec, memory: memory) }
    public var vault: Vault {
        Vault(db: db, keys: context.keys, coder: context.coder, index: context.index, memory: memory)
    }
    /// Makes and knows the links of alerts.
    public var links: LinkSigner { context.keys.links }
    public var due: DueTable { DueTable(db: db, memory: memory) }
    public var outbox: Outbox { Outbox(db: db, epoch: context.epoch) }
    public var notifications: NotificationIndex { NotificationIndex(db: db, memory: memory) }
    public var idempotency: IdempotencyTable { IdempotencyTable(db: db) }
    public var configuration: ConfigurationTable { ConfigurationTable(db: db) }
    public var counters: Counters { Counters(db: db, memory: memory) }
    public var meta: Meta { Meta(db: db) }
    public var responses: ResponseTable { ResponseTable(db: db) }
    public var people: PersonTable { PersonTable(db: db, memory: memory) }
    public var feeds: FeedTable { FeedTable(db: db, memory: memory) }
    public var inbox: InboxTable { InboxTable(db: db, memory: memory) }
    public var alarms: AlarmTable { AlarmTable(db: db) }
    public var calledHuddles: CalledHuddleTable { CalledHuddleTable(db: db) }
    public var roster: RosterTable { RosterTable(db: db, memory: memory) }
    public var linkageModels: LinkageModelTable { LinkageModelTable(db: db, memory: memory) }

    /// Runs one item of several: when it throws, what it wrote is undone and the error goes on to the caller; what was
    /// written before it stays.
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try memory.write(to: db)
        let blinds = memory.blinds
        var result: Result?
        do {
            try db.inSavepoint {
                result = try body()
                return .commit
            }
        } catch {
            memory.forget()
            memory.blinds = blinds
            throw error
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
    let index = BlindIndex()
    let epoch: Int64
}
