import ArgumentParser
import Logging
import NFODDaemon
import NFODEngine
import NFODWeb
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the daemon until it is told to stop (SIGTERM or SIGINT).")

    @OptionGroup var places: Places

    @Option(help: "simulated:INSTANT runs on a clock that only `nfodd clock advance` moves, for trying things out.")
    var clock: ClockArgument?

    @Flag(help: "Make the data directory where it is missing.")
    var create = false

    @Flag(help: "Without pages and HTTP interface.")
    var noWeb = false

    @OptionGroup var logging: LogOptions

    func run() async throws {
        let (format, level) = (logging.logFormat, logging.logLevel.level)
        LoggingSystem.bootstrap { _ in LineLogHandler(format, level: level) { Console.complain($0) } }
        let log = Logger(label: "nfodd")
        do { try await serve(log) } catch { try Console.give(Failure.answer(error)) }
    }

    private func serve(_ log: Logger) async throws {
        let daemon = try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, clock: clock?.choice ?? .real,
                createIfMissing: create, credentialsDirectory: Daemon.credentialsOfThisProcess))
        // Whatever is still under way when the services have stopped is undone, and its caller told.
        defer { try? daemon.close() }
        let socket = try SocketServerService(daemon, log: log)
        let inbox = Inbox(daemon) { $0.note(in: log) }
        inbox.prepare()
        let report = StartUpReport(
            daemon: daemon, directories: places.directories, socket: socket.path, withWeb: !noWeb)
        if logging.logFormat == .text { Console.complain(report.text) } else { report.write(to: log) }
        var services: [any Service] = [
            SchedulerService(daemon, log: log), try DispatcherService(daemon, log: log), socket,
            InboxService(inbox, daemon),
            RotaCalendarService(daemon, log: log),
            HangUpService(reloader: Reloader(daemon, log: log)),
            WatchService(daemon, log: log),
            HeartbeatService(daemon, log: log),
        ]
        if !noWeb {
            services.append(
                WebService(daemon: daemon, log: log) { host, port in
                    log.info("listening", metadata: ["address": "http://\(host):\(port)"])
                })
        }
        let parts = Set(Part.allCases).subtracting(noWeb ? [.pages] : [])
        services.append(SupervisionService(daemon, parts: parts, log: log))
        try await group(of: services, log).run()
        log.info("stopped")
    }

    /// When one service ends, all do: half a daemon would look like a whole one.
    private func group(of services: [any Service], _ log: Logger) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        return ServiceGroup(configuration: configuration)
    }
}

/// `simulated:2021-03-01T09:00:00+00:00`
struct ClockArgument: ExpressibleByArgument {
    let choice: Daemon.ClockChoice

    init?(argument: String) {
        let halves = argument.split(separator: ":", maxSplits: 1)
        guard halves.count == 2, halves[0] == "simulated", let instant = Instant(iso8601: halves[1]) else { return nil }
        choice = .simulated(instant)
    }
}
