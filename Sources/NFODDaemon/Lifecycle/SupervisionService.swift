import Foundation
public import Logging
import NFODStore
public import ServiceLifecycle

/// Looks after the daemon for as long as it lives, on a thread of its own: a part that blocks every thread of the
/// shared pool must not keep anybody from seeing it. Give it to the group last: it is stopped first, and says so.
public struct SupervisionService: Service {
    private let daemon: Daemon
    private let log: Logger
    private let environment: [String: String]

    /// - Parameters:
    ///   - parts: must report before the supervisor hears of a start, and the watched ones before each feed of the
    ///     watchdog.
    ///   - environment: this process's when nil; says where the supervisor listens.
    public init(
        _ daemon: Daemon, parts: Set<Part>, log: Logger,
        environment: [String: String]? = nil
    ) {
        self.daemon = daemon
        self.log = log
        self.environment = environment ?? ProcessInfo.processInfo.environment
        daemon.workflow.progress.expect(parts)
    }

    public func run() async throws {
        let (progress, alarms, environment, log) = (daemon.workflow.progress, daemon.alarms, environment, log)
        let bell = try ThreadBell()
        Thread.detachNewThread {
            let supervision = Supervision(progress, environment: environment, log: log) { alarms.notReady }
            repeat {
                bell.sleep(supervision.look() ? SupervisionService.pause : SupervisionService.pauseUntilBegun)
            } while !bell.hasEnded
            supervision.stop()
        }
        try? await gracefulShutdown()
        bell.end()
        // What has not ended by then is undone; nobody was told that it was done.
        let store = daemon.store
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: SupervisionService.stopWithin)
            store.abandon()
        }
    }

    /// So much of the 5 seconds of a stop is given to what is under way.
    private static let stopWithin: TimeInterval = 3.5

    private static let pause = Duration.seconds(1)
    private static let pauseUntilBegun = Duration.milliseconds(50)
}
