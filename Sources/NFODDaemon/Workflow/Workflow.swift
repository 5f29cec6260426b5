public import NFODConfig
public import NFODEngine
public import NFODStore
import Synchronization

/// Carries out commands: load, fold, decide, append, project, due rows and outbox rows in one transaction. The one
/// way in which anything about a case, a person or a source changes.
public final class Workflow: Sendable {
    public let store: Store
    public let clock: any EngineClock
    let channels: ChannelBook
    let delivery: DeliveryMode
    let evidence = EvidenceCache()
    let cases = CaseCache()
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
        self.channels = channels
        self.delivery = delivery
        self.random = Mutex(random)
        let ladders = try ConfigurationLog.apply(configuration, to: store, at: clock.now())
        current = Mutex(Current(configuration: configuration, ladders: ladders))
        try perform(as: .machine("scheduler")) { work in
            if try work.tx.due.rows(of: .system).isEmpty { try work.armSystem() }
            try work.releaseFromDisabled()
            try work.watchNewSources()
        }
    }

    public var configuration: Configuration { current.withLock { $0.configuration } }

    /// Runs `body` in one transaction. When it throws, nothing has happened.
    ///
    /// - Parameter knownAt: when we learned of it, where that was earlier than now (an old list).
    public func perform<Result>(
        as actor: Actor, knownAt: Instant? = nil, _ body: (Work) throws -> Result
    ) throws -> Result {
        var made: Work?
        do {
            let result = try store.write { transaction in
                let work = try self.work(transaction, actor, knownAt)
                made = work
                return try body(work)
            }
            // Only what is committed may be remembered: an undone transaction's versions are given out again.
            if let made { cases.put(made.folded) }
            if made?.didChange == true { announce() }
            return result
        } catch {
            // Ids given out in a transaction that did not happen will be given out again, to something else.
            if let made { evidence.forget(made.rememberedEvidence) }
            throw error
        }
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
            try body(
                Reading(tx: $0, configuration: configuration, evidence: self.evidence, cases: self.cases))
        }
    }

    /// Calls `listener` after each transaction that changed something: scheduler and dispatcher wake up by it.
    public func onChange(_ listener: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.append(listener) }
    }

    /// What a decision would look at, for reading and comparing.
    func context(at instant: Instant) -> CaseContext {
        let (configuration, ladders) = current.withLock { ($0.configuration, $0.ladders) }
        return CaseContext(
            now: instant, actor: .machine("verification"), policy: configuration.settings.casePolicy,
            ladders: ladders, huddles: configuration.huddles, directory: configuration.team, zone: configuration.zone)
    }

    func newCode() -> CaseCode {
        // 31 characters that cannot be mistaken for each other; 31^7 is 27 thousand million.
        let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
        return random.withLock { generator in
            CaseCode(String((0..<7).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }))
        }
    }

    private func work(_ transaction: Transaction, _ actor: Actor, _ knownAt: Instant?) throws -> Work {
        let now = clock.now()
        let (configuration, ladders) = current.withLock { ($0.configuration, $0.ladders) }
        let stamp = CommandStamp(
            actor: actor, command: CommandNumber(try transaction.counters.next("command")), knownAt: knownAt ?? now,
            recordedAt: now)
        return Work(workflow: self, tx: transaction, stamp: stamp, configuration: configuration, ladders: ladders)
    }

    private func announce() {
        for listener in listeners.withLock({ $0 }) { listener() }
    }
}
