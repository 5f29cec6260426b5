import Foundation
public import Logging

/// Reloads when the service's owner asks for it by a signal: tells the supervisor, and says in the log how it went.
public struct Reloader: Sendable {
    private let daemon: Daemon
    private let log: Logger
    private let socket: NotifySocket?

    /// - Parameter environment: this process's when nil; says where the supervisor listens.
    public init(_ daemon: Daemon, log: Logger, environment: [String: String]? = nil) {
        self.daemon = daemon
        self.log = log
        socket = NotifySocket(environment: environment ?? ProcessInfo.processInfo.environment)
    }

    /// Never throws: what is wrong stands in the log, and the configuration before stays in force.
    public func run() {
        socket?.send(.reloadingNow, .status("reading the configuration again"))
        let outcome: String
        do {
            let reload = try daemon.reload()
            outcome = "configuration taken up"
            log.notice(
                "configuration taken up",
                metadata: [
                    "configuration": "\(reload.configuration)", "changed": "\(reload.changed.joined(separator: ","))",
                ])
            for complaint in reload.complaints { log.warning("configuration", metadata: ["note": "\(complaint)"]) }
        } catch {
            outcome = "configuration not taken up, see the log; the one before stays in force"
            for problem in Failure.answer(error).errors {
                log.error("configuration not taken up", metadata: ["problem": "\(problem)"])
            }
        }
        socket?.send(.ready, .status(outcome))
    }
}
