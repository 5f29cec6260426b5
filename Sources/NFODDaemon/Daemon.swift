public import NFODConfig
public import NFODEngine
public import NFODStore

/// One data directory with everything that works on it, put together in one place. Holds the directory's lock.
public final class Daemon: Sendable {
    public let store: Store
    public let workflow: Workflow
    public let scheduler: Scheduler
    public let intake: IntakeService
    /// What `/metrics` tells; rooms add their own.
    public let metrics = MetricRegistry()
    let options: Options
    let reloading = TurnLock()
    /// What was listened on and let in by from the start: a reload cannot change it.
    let httpAtStart: Settings.HTTPSettings
    public let alarms: AlarmBoard
    let calendarTroubles = RotaCalendarTroubles()

    /// Which clock a directory runs on. A directory that ever ran on one kind never runs on the other.
    public enum ClockChoice: Sendable {
        case real
        /// Starts there, or where the directory's simulated clock stood.
        case simulated(Instant)
        /// Real, or simulated where the directory's clock is: for commands on a directory no daemon runs on.
        case asBefore
    }

    public struct Options: Sendable {
        public var dataDirectory: String
        public var configDirectory: String
        public var clock: ClockChoice
        /// Make a directory that is not there.
        public var createIfMissing: Bool
        public var delivery: Workflow.DeliveryMode
        /// Makes case codes repeatable.
        public var seed: UInt64?
        /// The machine's clocks.
        public var clockSource: any ClockSource = MachineClock()
        /// A command that only leaves alerts for the next daemon can do without the channels' secrets.
        public var secretsMayBeMissing: Bool
        /// Where systemd hands secrets over; nil when it does not.
        public var credentialsDirectory: String?

        public init(
            dataDirectory: String, configDirectory: String, clock: ClockChoice = .asBefore,
            createIfMissing: Bool = false, delivery: Workflow.DeliveryMode = .send, seed: UInt64? = nil,
            secretsMayBeMissing: Bool = false, credentialsDirectory: String? = nil
        ) {
            self.dataDirectory = dataDirectory
            self.configDirectory = configDirectory
            self.clock = clock
            self.createIfMissing = createIfMissing
            self.delivery = delivery
            self.seed = seed
            self.secretsMayBeMissing = secretsMayBeMissing
            self.credentialsDirectory = credentialsDirectory
        }
    }

    /// - Throws: `ConfigurationProblems`, `StoreError`, ``DaemonError``: each with what to do.
    public init(_ options: Options) throws {
        let configuration = try Daemon.configuration(options.configDirectory)
        let vaultKey = SecretPlace(
            of: Daemon.vaultKeyFile, beside: options.dataDirectory, credentials: options.credentialsDirectory)
        let store = try Store.open(
            directory: options.dataDirectory, events: Daemon.codec,
            options: StoreOptions(
                createIfMissing: options.createIfMissing, vaultKeyPath: vaultKey.isCredential ? vaultKey.path : nil,
                readLimit: configuration.settings.store.readLimit,
                allowsRemoteFileSystem: configuration.settings.store.allowsRemoteFileSystem))
        do {
            let clock = try ClockMark.clock(
                options.clock, store: store, source: options.clockSource, limits: configuration.settings.clock)
            let channels = try Daemon.channels(options, configuration, store.directory)
            let random: any RandomNumberGenerator & Sendable =
                options.seed.map { SeededGenerator(seed: $0) } ?? SystemRandomNumberGenerator()
            workflow = try Workflow(
                store: store, clock: clock, configuration: configuration, channels: channels,
                delivery: options.delivery, random: random)
        } catch {
            try? store.close()
            throw error
        }
        self.store = store
        self.options = options
        httpAtStart = configuration.settings.http
        scheduler = Scheduler(workflow)
        intake = IntakeService(workflow)
        alarms = AlarmBoard(workflow)
        addMetrics()
    }

    static func channels(
        _ options: Options, _ configuration: Configuration, _ directory: String
    ) throws -> ChannelBook {
        guard options.delivery == .send else { return ChannelBook() }
        do {
            return try ChannelBook(
                settings: configuration.settings, directory: directory, credentials: options.credentialsDirectory)
        } catch {
            guard options.secretsMayBeMissing, case .secretMissing = error else { throw error }
            return ChannelBook()
        }
    }

    public func close() throws { try store.close() }

    /// The configuration of a directory, held against today's date.
    public static func configuration(_ directory: String) throws(ConfigurationProblems) -> Configuration {
        try Configuration.load(directory: directory, today: ZoneRules.utc.local(AnchoredClock.wall()).date)
    }

    static let codec = EventCodec(
        CaseEvent.payloadTypes + PersonEvent.payloadTypes + SourceEvent.payloadTypes + SystemEvent.payloadTypes)
}

/// Small, fast and repeatable (SplitMix64): for replays and tests, never for secrets.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
