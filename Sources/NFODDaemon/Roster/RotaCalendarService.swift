public import Logging
import NFODConfig
import NFODEngine
import NFODStore
public import ServiceLifecycle

/// Reads the calendars of rota tools again and again for as long as the daemon lives.
public struct RotaCalendarService: Service {
    private let watch: RotaCalendarWatch

    public init(_ daemon: Daemon, log: Logger) { watch = RotaCalendarWatch(daemon, log: log) }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await watch.look()
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }
}

/// One look at the calendars after another: each is read when its time has come.
actor RotaCalendarWatch {
    private let daemon: Daemon
    private let log: Logger
    private var states: [RotaCalendarID: State] = [:]
    /// A file may be caught while it is being written: once is no trouble.
    private static let failuresBeforeAlarm = 2

    private struct State {
        /// The calendar as it was configured when it was read.
        let calendar: RotaCalendar
        let readAt: Instant
        let failures: Int
    }

    init(_ daemon: Daemon, log: Logger) {
        self.daemon = daemon
        self.log = log
    }

    private var workflow: Workflow { daemon.workflow }

    func look() {
        let now = workflow.clock.now()
        for calendar in workflow.configuration.team.calendars {
            if let last = states[calendar.id], last.calendar == calendar, now >= last.readAt,
                now - last.readAt < (last.failures > 0 ? min(calendar.every, .minutes(1)) : calendar.every)
            {
                continue
            }
            do { try read(calendar, at: now) } catch {
                // The next look tries again.
                log.error(
                    "a rota calendar could not be taken up",
                    metadata: ["calendar": "\(calendar.id)", "kind": "\(type(of: error))"])
            }
        }
    }

    private func read(_ calendar: RotaCalendar, at now: Instant) throws {
        let file = RotaCalendarFile(calendar, in: daemon.options.configDirectory)
        var failures = 0
        var reading: RotaCalendarReading?
        do throws(RotaCalendarFile.Trouble) {
            reading = try file.read(at: now, zone: workflow.configuration.zone)
        } catch {
            failures = (states[calendar.id]?.failures ?? 0) + 1
            log.warning(
                "a rota calendar cannot be read; what was read last holds on",
                metadata: ["calendar": "\(calendar.id)", "problem": "\(error.message)"])
        }
        try tell(calendar, reading, failures, isOld: file.isOld(at: AnchoredClock.wall()))
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
