public import Logging
import NFODConfig
import NFODEngine
import NFODStore
import Notify
public import ServiceLifecycle

/// Reads the calendars of rota tools again and again for as long as the daemon lives.
public struct RotaCalendarService: Service {
    private let watch: RotaCalendarWatch

    public init(_ daemon: Daemon, log: Logger) { watch = RotaCalendarWatch(daemon, log: log) }

    public func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    await watch.look()
                    try? await Task.sleep(for: .seconds(5))
                }
            }
        } onGracefulShutdown: {
            // A tool that hangs holds up no stop.
            Task { await watch.stop() }
        }
        await watch.stop()
    }
}

/// One look at the calendars after another: each is read when its time has come.
actor RotaCalendarWatch {
    private let daemon: Daemon
    private let log: Logger
    private var states: [RotaCalendarID: State] = [:]
    /// Of its own, made when the first is fetched: whatever a rota tool does, no alert waits for it.
    private var transport: CurlTransport?
    private var isStopped = false
    /// A file may be caught while it is being written: once is no trouble.
    private static let failuresBeforeAlarm = 2

    private struct State {
        /// The calendar as it was configured when it was read.
        let calendar: RotaCalendar
        let readAt: Instant
        let failures: Int
    }

    private let limits: TransferLimits

    init(_ daemon: Daemon, log: Logger, limits: TransferLimits = RotaCalendarFeed.limits) {
        self.daemon = daemon
        self.log = log
        self.limits = limits
    }

    private var workflow: Workflow { daemon.workflow }

    func stop() async {
        isStopped = true
        await transport?.stop()
    }

    func look() async {
        let now = workflow.clock.now()
        let calendars = workflow.configuration.team.calendars
        RotaCalendarFeed.removeCopies(besidesThoseOf: calendars, in: daemon.store.directory)
        let due = calendars.filter { isDue($0, at: now) }
        let troubles = await fetch(due, at: now)
        guard !isStopped else { return }
        for calendar in due {
            do { try read(calendar, at: now, troubles[calendar.id]) } catch {
                // The next look tries again.
                log.error(
                    "a rota calendar could not be taken up",
                    metadata: ["calendar": "\(calendar.id)", "kind": "\(type(of: error))"])
            }
        }
    }

    private func isDue(_ calendar: RotaCalendar, at now: Instant) -> Bool {
        guard let last = states[calendar.id], last.calendar == calendar, now >= last.readAt else { return true }
        return now - last.readAt >= (last.failures > 0 ? min(calendar.every, .minutes(1)) : calendar.every)
    }

    // MARK: fetching

    /// All at once: one tool that hangs does not keep the others waiting for longer than its time-out.
    private func fetch(_ calendars: [RotaCalendar], at now: Instant) async -> [RotaCalendarID: RotaCalendarTrouble] {
        let feeds = calendars.compactMap { calendar in daemon.feed(of: calendar).map { (calendar.id, $0) } }
        guard !feeds.isEmpty, !isStopped else { return [:] }
        let transport: CurlTransport
        do { transport = try self.transport ?? CurlTransport() } catch {
            log.error("no calendar can be fetched", metadata: ["kind": "\(error)"])
            return Dictionary(uniqueKeysWithValues: feeds.map { ($0.0, .notFetched(.internalFault(0))) })
        }
        self.transport = transport
        let (zone, limits) = (workflow.configuration.zone, limits)
        return await withTaskGroup(of: (RotaCalendarID, RotaCalendarTrouble?).self) { group in
            for (id, feed) in feeds {
                group.addTask { (id, await feed.fetch(over: transport, within: limits, at: now, zone: zone)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    // MARK: reading

    private func read(_ calendar: RotaCalendar, at now: Instant, _ notFetched: RotaCalendarTrouble?) throws {
        let file = daemon.file(of: calendar)
        var trouble = notFetched
        var reading: RotaCalendarReading?
        do throws(RotaCalendarTrouble) {
            reading = try file.read(at: now, zone: workflow.configuration.zone)
        } catch {
            trouble = trouble ?? error
        }
        let failures = trouble == nil ? 0 : (states[calendar.id]?.failures ?? 0) + 1
        if let trouble, daemon.calendarTroubles[calendar.id] != trouble {
            log.warning(
                "a rota calendar cannot be read; what was read last holds on",
                metadata: ["calendar": "\(calendar.id)", "problem": "\(trouble.message)"])
        }
        daemon.calendarTroubles[calendar.id] = trouble
        // What was fetched before still says who is at work: a tool out of reach is told once that is old.
        let holdsOut = notFetched != nil && reading != nil
        try tell(
            calendar, reading, holdsOut ? 0 : failures, isOld: file.isOld(at: AnchoredClock.wall()))
        states[calendar.id] = State(calendar: calendar, readAt: now, failures: failures)
    }

    /// Writes down what is new, and whether somebody has to look.
    private func tell(
        _ calendar: RotaCalendar, _ reading: RotaCalendarReading?, _ failures: Int, isOld: Bool
    ) throws {
        let subject = AlarmSubject(calendar.id.name)
        let (before, wasStale) = try workflow.read { reading in
            let before = try reading.tx.roster.calendars().map(\.read).first { $0.calendar == calendar.id }
            return (before, try reading.tx.alarms.standing(.rotaCalendarStale, subject) != nil)
        }
        let problems = reading?.problems ?? []
        var isStale = isOld || !problems.isEmpty || failures >= Self.failuresBeforeAlarm
        // A single failure says nothing about what stood before it.
        if failures > 0, wasStale { isStale = true }
        let isNews = reading.map {
            $0.shifts != before?.shifts ?? [] || before.map { $0.role != calendar.role } ?? false
        }
        guard isNews == true || isStale != wasStale else { return }
        try workflow.perform(as: .machine("roster")) { work in
            if let reading, isNews == true { try work.takeUp(reading, of: calendar) }
            try work.set(.rotaCalendarStale, subject, to: isStale, figure: Int64(problems.count))
        }
        guard isStale != wasStale else { return }
        log.log(
            level: isStale ? .warning : .notice, isStale ? "alarm raised" : "alarm over",
            metadata: ["alarm": "\(AlarmKind.rotaCalendarStale.rawValue)", "subject": "\(subject)"])
    }
}

extension Daemon {
    func file(of calendar: RotaCalendar) -> RotaCalendarFile {
        RotaCalendarFile(calendar, config: options.configDirectory, data: store.directory)
    }

    /// Nil where it is a file.
    fileprivate func feed(of calendar: RotaCalendar) -> RotaCalendarFeed? {
        RotaCalendarFeed(calendar, in: store.directory, credentials: options.credentialsDirectory)
    }
}
