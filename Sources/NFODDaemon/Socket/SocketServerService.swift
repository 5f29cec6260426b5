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
            log.note(operation, actor, answer)
            return answer
        }
    }

    /// Where commands will find it.
    public var path: String { server.path }

    public func run() async throws {
        try server.start()
        daemon.store.lock.announce(socket: server.path)
        daemon.workflow.progress.note(.commands)
        log.info("listening", metadata: ["socket": "\(server.path)"])
        try? await gracefulShutdown()
        daemon.store.lock.announce(socket: nil)
        await server.stop()
    }
}

extension Logger {
    /// Who did what and how it ended; for a fault what it was, which never quotes data.
    fileprivate func note(_ operation: Operation, _ actor: Actor, _ answer: Answer) {
        var fields: Metadata = [
            "name": "\(operation.name)", "actor": "\(actor.text)", "exit": "\(answer.exitCode)",
        ]
        let isFault = answer.exitCode == Failure.faultExit
        if isFault { fields["error"] = "\(answer.errors.joined(separator: "; "))" }
        log(level: isFault ? .error : .info, "command", metadata: fields)
    }
}
