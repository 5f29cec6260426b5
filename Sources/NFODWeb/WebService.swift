import Glibc
import Hummingbird
import HummingbirdCore
public import Logging
import NFODConfig
public import NFODDaemon
import NFODStore
import NIOCore
public import ServiceLifecycle

/// The HTTP side of the daemon: API and pages on the address that `http.listen` names. A graceful stop takes no new
/// connections and lets running requests end; what was not answered may be sent again.
public struct WebService: Service {
    private let daemon: Daemon
    private let log: Logger
    private let limits: WebLimits
    private let notice: PageNotice?
    private let onBound: @Sendable (_ host: String, _ port: Int) -> Void

    /// - Parameters:
    ///   - notice: stands above every page.
    ///   - onBound: told once requests are taken, with the port really bound (`http.listen` may say 0).
    public init(
        daemon: Daemon, log: Logger, limits: WebLimits = WebLimits(), notice: PageNotice? = nil,
        onBound: @escaping @Sendable (_ host: String, _ port: Int) -> Void = { _, _ in }
    ) {
        self.daemon = daemon
        self.log = log
        self.limits = limits
        self.notice = notice
        self.onBound = onBound
    }

    public func run() async throws {
        let http = daemon.workflow.configuration.settings.http
        try await run(host: http.host, port: http.port)
    }

    /// On another address than the configuration's.
    func run(host: String, port: Int) async throws {
        // What the framework says about requests may quote them: only its warnings are let through.
        var quiet = log
        quiet.logLevel = max(log.logLevel, .warning)
        let server = HTTP1Channel.Configuration(
            idleTimeout: .seconds(limits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))
        let lanes = Lanes(most: limits.waiting)
        let application = Application(
            responder: site(lanes),
            server: .http1(configuration: server),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            onServerRunning: { channel in
                daemon.workflow.progress.note(.pages)
                onBound(host, channel.localAddress?.port ?? port)
            },
            logger: quiet)
        do { try await application.run() } catch {
            try await lanes.stop()
            if let fault = error as? IOError, fault.errnoCode == EADDRINUSE { throw DaemonError.portTaken(host, port) }
            throw error
        }
        try await lanes.stop()
    }

    private func site(_ lanes: Lanes) -> Site {
        return Site(
            daemon: daemon, door: Door(book: TokenBook(path: daemon.tokensPath, log: log), limits: limits),
            lanes: lanes, limits: limits, notice: notice, log: log)
    }
}
