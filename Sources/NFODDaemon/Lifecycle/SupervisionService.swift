import Foundation
public import Logging
import NFODStore
public import ServiceLifecycle
import Synchronization

/// Looks after the daemon for as long as it lives, on a thread of its own: a part that blocks every thread of the
/// shared pool must not keep anybody from seeing it. Give it to the group last: it is stopped first, and says so.
public struct SupervisionService: Service {
    private let daemon: Daemon
    private let log: Logger
    private let environment: [String: String]
    private let isReady: @Sendable () -> Bool
    private let hasEnded = StopFlag()

    /// - Parameters:
    ///   - parts: must report before the daemon is ready, and the watched ones before each feed of the watchdog.
    ///   - environment: this process's when nil; says where the supervisor listens.
    ///   - isReady: what `/readyz` would say.
    public init(
        _ daemon: Daemon, parts: Set<Part>, log: Logger,
        environment: [String: String]? = nil,
        isReady: @escaping @Sendable () -> Bool
    ) {
        self.daemon = daemon
        self.log = log
        self.environment = environment ?? ProcessInfo.processInfo.environment
        self.isReady = isReady
        daemon.workflow.progress.expect(parts)
    }

    public func run() async throws {
        let (progress, environment, log) = (daemon.workflow.progress, environment, log)
        let (isReady, hasEnded) = (isReady, hasEnded)
        Thread.detachNewThread {
            let supervision = Supervision(progress, environment: environment, log: log, isReady: isReady)
            repeat {
                let pause = supervision.look() ? SupervisionService.pause : SupervisionService.pauseUntilReady
                hasEnded.wait(pause)
            } while !hasEnded.isSet
            supervision.stop()
        }
        try? await gracefulShutdown()
        hasEnded.set()
        // What has not ended by then is undone; nobody was told that it was done.
        let store = daemon.store
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: SupervisionService.stopWithin)
            store.abandon()
        }
    }

    /// So much of the 5 seconds of a stop is given to what is under way.
    private static let stopWithin: TimeInterval = 3.5

    private static let pause: TimeInterval = 1
    private static let pauseUntilReady: TimeInterval = 0.05
}

/// Wakes up a thread that sleeps.
private final class StopFlag: Sendable {
    private let condition = NSCondition()
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() {
        condition.lock()
        flag.store(true, ordering: .releasing)
        condition.signal()
        condition.unlock()
    }

    func wait(_ seconds: TimeInterval) {
        condition.lock()
        defer { condition.unlock() }
        if !isSet { _ = condition.wait(until: Date(timeIntervalSinceNow: seconds)) }
    }
}
