import Logging
import NFODDaemon
import NFODEngine
import NFODWeb
import ServiceLifecycle

/// The whole demo from its directory to its end. All of it happens inside the group that listens for signals, so that a
/// Ctrl-C at any moment ends it cleanly.
struct DemoService: Service {
    let config: String
    let port: UInt16
    let speed: Int
    let log: Logger

    func run() async throws {
        let scratch = try DemoScratch.make(config: config, port: port)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await DemoRun(scratch: scratch, speed: speed, log: log).run()) } catch {
            outcome = .failure(error)
        }
        try scratch.remove()
        Console.say("demo: ended; \(scratch.root) is removed, nothing is left behind")
        try outcome.get()
    }
}

/// What a demo does in its directory: first a history, then a team at work.
private struct DemoRun {
    let scratch: DemoScratch
    let speed: Int
    let log: Logger

    func run() async throws {
        Console.say("demo: making a history and a working week (some seconds) ...")
        let stage = try DemoStage(scratch)
        try stage.makeHistory { Task.isShuttingDownGracefully || Task.isCancelled }
        guard !Task.isShuttingDownGracefully else { return }
        let daemon = try stage.open()
        defer { try? daemon.close() }
        let group = try group(stage, daemon)
        try await withGracefulShutdownHandler {
            try await group.run()
        } onGracefulShutdown: {
            Task { await group.triggerGracefulShutdown() }
        }
    }

    private func group(_ stage: DemoStage, _ daemon: Daemon) throws -> ServiceGroup {
        let pace = DemoPace(speed: speed, player: stage.player, daemon: daemon, log: log)
        let start = "http://127.0.0.1:\(scratch.receiverPort)/"
        let notice = PageNotice("DEMO: nobody here is real. <a href=\"\(start)\">What to look at</a>")
        let services: [any Service] = [
            WebService(daemon: daemon, log: log, notice: notice),
            try DemoWebService(stage: stage, daemon: daemon, pace: pace, log: log) { say(start, daemon) },
            SchedulerService(daemon, log: log), try DispatcherService(daemon, log: log),
            try SocketServerService(daemon, log: log), pace,
        ]
        var configuration = ServiceGroupConfiguration(services: services, logger: log)
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        return ServiceGroup(configuration: configuration)
    }

    private func say(_ start: String, _ daemon: Daemon) {
        let pages = "http://127.0.0.1:\(scratch.pagePort)"
        let program = CommandLine.arguments.first ?? "nfodd"
        Console.say(
            """

            A rapid response team at work. Nobody in it is real.

              Start here   \(start)
              Alerts       \(start)alerts
              Huddle       http://demo:\(scratch.token)@127.0.0.1:\(scratch.pagePort)/huddle
              Overdue      \(pages)/overdue

            The start page leads everywhere. Where a page asks who you are: any name, and as password
              \(scratch.token)
            The clock is simulated: it begins on Friday 21 May 2021 at 08:50 and runs \(speed) times as
            fast as a real one.
            Commands work too, in another shell:
              \(program) report huddle --data \(scratch.places.data) --config \(scratch.places.config)

            Ctrl-C ends it and leaves nothing behind.
            """)
    }
}
