public import NFODConfig
public import NFODEngine
public import NFODStore
import Synchronization

/// Carries out commands: load, fold, decide, append, project, due rows and outbox rows in one transaction. The one
/// way in which anything about a case, a person or a source changes.
public final class Workflow: Sendable {
    public let store: Store
    public let clock: any EngineClock
    /// Delivery runs on real time even where the engine's clock is simulated: receivers do.
    let deliveryClock: any EngineClock
    let delivery: DeliveryMode
    let evidence = EvidenceCache()
    let cases = CaseCache()
    let standing = StandingProposals()
    let models = LinkageModelCache()
    let rosters = RosterCache()
    let endpoints = Endpoints()
    /// Where the daemon's parts report what they have got done.
    public let progress = ProgressBoard()
    /// What is measured while they do.
    public let meters = Meters()
    private let current: Mutex<Current>
    private let random: Mutex<any RandomNumberGenerator & Sendable>
    private let listeners = Mutex<[@Sendable () -> Void]>([])

    /// What happens to alerts once they are in the outbox.
    public enum DeliveryMode: Sendable {
        case send
        /// Written down, never sent: replays.
        case record
    }

    private struct Current {
        var configuration: Configuration
        var ladders: LadderBook
        var channels: ChannelBook
    }

    /// Applies the configuration: what is new about it is stored by hash and said in the system stream.
    ///
    /// - Parameter random: makes case codes; a seeded one makes a run repeatable.
    public init(
        store: Store, clock: any EngineClock, configuration: Configuration, channels: ChannelBook,
        delivery: DeliveryMode = .send,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) throws {
        self.store = store
        self.clock = clock
        deliveryClock = clock.isSimulated ? AnchoredClock() : clock
        self.delivery = delivery
        self.random = Mutex(random)
        let ladders = LadderBook(current: configuration.ladder, earlier: [])
        current = Mutex(Current(configuration: configuration, ladders: ladders, channels: channels))
        try takeUp(configuration, channels)
    }

    public var configuration: Configuration { current.withLock { $0.configuration } }

    var channels: ChannelBook { current.withLock { $0.channels } }

    /// Puts a configuration in force, between two transactions: what is new about it is stored by hash and said in the
    /// system stream, and what follows from it happens in the same transaction. When that fails, the one before stays.
    ///
    /// - Returns: whether anything in its files is new.
    @discardableResult
    func takeUp(_ configuration: Configuration, _ channels: ChannelBook) throws -> Bool {
        let before = current.withLock { $0 }
        var isNew = false
        do {
            try perform(
                as: .machine("scheduler"),
                first: { transaction in
                    let applied = try ConfigurationLog.apply(configuration, in: transaction, at: self.clock.now())
                    isNew = applied.isNew
                    self.current.withLock {
                        $0 = Current(configuration: configuration, ladders: applied.ladders, channels: channels)
                    }
                }
            ) { try $0.follow(isNewConfiguration: isNew) }
            return isNew
        } catch {
            current.withLock { $0 = before }
            throw error
        }
    }

    /// Runs `body` in one transaction. When it throws, nothing has happened.
    ///
    /// - Parameter knownAt: when we learned of it, where that was earlier than now (an old list).
    public func perform<Result>(
        as actor: Actor, knownAt: Instant? = nil, _ body: (Work) throws -> Result
    ) throws -> Result {
        try perform(as: actor, knownAt: knownAt, first: { _ in }, body)
    }

    /// - Parameter first: done in the transaction before the configuration it works by is looked up.
    private func perform<Result>(
        as actor: Actor, knownAt: Instant? = nil, first: (Transaction) throws -> Void, _ body: (Work) throws -> Result
    ) throws -> Result {
        var made: Work?
        var worked = ContinuousClock.now
        do {
            let result = try meters.transaction.time {
                try store.write { transaction in
                    try first(transaction)
                    let work = try self.work(transaction, actor, knownAt)
                    made = work
                    let result = try body(work)
                    worked = .now
                    return result
                }
            }
            meters.commit.observe(.now - worked)
            // Only what is committed may be remembered: an undone transaction's versions are given out again.
            if let made { cases.put(made.folded) }
            progress.note(.store)
            if made?.didChange == true { announce() }
            return result
        } catch {
            if error.leavesStoreAtWork { progress.note(.store) }
            // Ids given out in a transaction that did not happen will be given out again, to something else.
            if let made { evidence.forget(made.rememberedEvidence) }
            rosters.forget()
            throw error
        }
    }

    /// Asks the writer for nothing, to see that it answers.
    func pulse() throws {
        try store.write { _ in }
        progress.note(.store)
    }

    /// - Throws: `DaemonError.intakeClosed` while the disk is full, so that what is left serves the alerts, or the
    ///   database damaged, so that nothing is answered for that may be lost with it.
    func requireRoom() throws {
        if store.condition.isFull { throw DaemonError.intakeClosed(.full) }
        if store.condition.isDamaged { throw DaemonError.intakeClosed(.damaged) }
    }

    /// Reads a snapshot with the same loading and folding as ``perform(as:knownAt:_:)``; nothing can be changed.
    public func read<Result>(_ body: (Reading) throws -> Result) throws -> Result {
        let configuration = configuration
        return try store.read {
            let applied = try self.rosters.applied(to: configuration, $0, at: self.clock.now()).configuration
            let reading = try self.reading($0, configuration, applied)
            let result = try body(reading)
            self.cases.put(reading.folded)
            return result
        }
    }

    /// Calls `listener` after each transaction that changed something: scheduler and dispatcher wake up by it.
    public func onChange(_ listener: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.append(listener) }
    }

    var ladders: LadderBook { current.withLock { $0.ladders } }

    /// - Parameters:
    ///   - configuration: as its files have it.
    ///   - applied: the same with the roster.
    func reading(
        _ transaction: Transaction, _ configuration: Configuration, _ applied: Configuration
    ) throws -> Reading {
        try Reading(
            tx: transaction, filed: configuration, configuration: applied, evidence: evidence, cases: cases,
            standing: standing)
    }

    /// A random code, which may be in use.
    func drawCode() -> CaseCode {
        let number = random.withLock { generator in generator.next() as UInt64 }
        return CaseCode(drawn: number)
    }

    private func work(_ transaction: Transaction, _ actor: Actor, _ knownAt: Instant?) throws -> Work {
        let now = clock.now()
        let (configuration, ladders) = current.withLock { ($0.configuration, $0.ladders) }
        let stamp = CommandStamp(
            actor: actor, command: CommandNumber(try transaction.counters.next("command")), knownAt: knownAt ?? now,
            recordedAt: now)
        let applied = try rosters.applied(to: configuration, transaction, at: now)
        return try Work(
            workflow: self, tx: transaction, stamp: stamp, filed: configuration, applied: applied, ladders: ladders)
    }

    private func announce() {
        for listener in listeners.withLock({ $0 }) { listener() }
    }
}

extension CaseCode {
    /// Seven characters that cannot be mistaken for each other, out of 31; 31^7 is 27 thousand million.
    fileprivate init(drawn number: UInt64) {
        let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ".utf8)
        var rest = number
        let letters = (0..<7).map { _ in
            defer { rest /= UInt64(alphabet.count) }
            return alphabet[Int(rest % UInt64(alphabet.count))]
        }
        self.init(String(decoding: letters, as: UTF8.self))
    }
}
