public import Logging
import NFODEngine
import NFODStore
public import ServiceLifecycle

/// Listens for commands for as long as the daemon lives, and says in the lock file where.
public struct SocketServerService: Service {
    private let daemon: Daemon
    private let server: SocketServer
    private let log: Logger

    /// - Throws: `SocketFault.placeMissing`.
    public init(_ daemon: Daemon, log: Logger, limits: SocketLimits = SocketLimits()) throws {
        self.daemon = daemon
        self.log = log
        let runner = OperationRunner(daemon)
        server = try SocketServer(dataDirectory: daemon.store.directory, limits: limits) { operation, actor, asJSON in
            let answer = runner.run(operation, by: actor, asJSON: asJSON)
            log.info(
                "command",
                metadata: ["name": "\(operation.name)", "actor": "\(actor.text)", "exit": "\(answer.exitCode)"])
            return answer
        }
    }

    /// Where commands will find it.
    public var path: String { server.path }

    public func run() async throws {
        try server.start()
        daemon.store.lock.announce(socket: server.path)
        log.info("listening", metadata: ["socket": "\(server.path)"])
        try? await gracefulShutdown()
        daemon.store.lock.announce(socket: nil)
        await server.stop()
    }
}
