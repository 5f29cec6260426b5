import Hummingbird
import HummingbirdCore
public import Logging
public import NFODDaemon
import NIOCore
public import ServiceLifecycle

/// Serves the demo's own pages and receives the team's alerts, on loopback alone.
public struct DemoWebService: Service {
    private let site: DemoSite
    private let port: Int
    private let log: Logger
    private let onBound: @Sendable () -> Void

    /// - Parameter onBound: told once requests are taken.
    public init(
        stage: DemoStage, daemon: Daemon, pace: DemoPace, log: Logger, onBound: @escaping @Sendable () -> Void
    ) throws {
        guard let check = WebhookCheck(secret: stage.scratch.secret) else {
            throw DaemonError.fileUnreadable(stage.scratch.places.data)
        }
        site = DemoSite(stage: stage, daemon: daemon, pace: pace, inbox: DemoInbox(), check: check)
        port = Int(stage.scratch.receiverPort)
        self.log = log
        self.onBound = onBound
    }

    public func run() async throws {
        var quiet = log
        quiet.logLevel = max(log.logLevel, .warning)
        let application = Application(
            responder: site, server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in onBound() }, logger: quiet)
        try await application.run()
    }
}
