import Foundation
public import Logging
import NFODEngine
public import ServiceLifecycle
import Synchronization

/// Runs the scheduler for as long as the daemon lives: sleeps until something is due or something changed. On a
/// simulated clock it only handles what is due already; time is moved by ``Scheduler/advance(to:)``.
public struct SchedulerService: Service {
    private let workflow: Workflow
    private let scheduler: Scheduler
    private let log: Logger
    /// The longest sleep: after a suspended machine wakes up, what is due is found within this time.
    private let longest = Span.seconds(5)

    public init(_ daemon: Daemon, log: Logger) {
        workflow = daemon.workflow
        scheduler = daemon.scheduler
        self.log = log
    }

    public func run() async throws {
        let bell = Bell()
        workflow.onChange { bell.ring() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let sleep = tick()
                await bell.sleep(sleep)
            }
        }
    }

    /// Handles what is due and says how long nothing more will be.
    private func tick() -> Span {
        do {
            try scheduler.tick()
            guard let wake = try scheduler.nextWake(), !workflow.clock.isSimulated else { return longest }
            return min(longest, max(.zero, wake - workflow.clock.now()))
        } catch {
            // It has turned all the same: whether the store works is told by the store.
            workflow.progress.note(.scheduler)
            log.error("the scheduler could not run", metadata: ["kind": "\(type(of: error))"])
            return .seconds(1)
        }
    }
}
