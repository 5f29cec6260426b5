public import Logging
import NFODEngine
public import ServiceLifecycle

/// Runs the scheduler for as long as the daemon lives: sleeps until the very instant at which something is due, or
/// until something changed. On a thread of its own: whoever waits for the disk in the shared pool would make levels
/// late. On a simulated clock it only handles what is due already; time is moved by ``Scheduler/advance(to:)``.
public struct SchedulerService: Service {
    private let workflow: Workflow
    private let scheduler: Scheduler
    private let log: Logger
    /// The longest sleep: after a suspended machine wakes up, what is due is found within this time.
    private let longest: Span

    public init(_ daemon: Daemon, log: Logger) { self.init(daemon, log: log, longest: .seconds(5)) }

    init(_ daemon: Daemon, log: Logger, longest: Span) {
        workflow = daemon.workflow
        scheduler = daemon.scheduler
        self.log = log
        self.longest = longest
    }

    /// - Throws: ``BellFault`` when the system gives no descriptors.
    public func run() async throws {
        let (bell, offers) = (try ThreadBell(), try ThreadBell())
        workflow.onChange {
            bell.ring()
            offers.ring()
        }
        await cancelWhenGracefulShutdown {
            await withTaskCancellationHandler {
                async let folded: Void = OwnThread.run { foldAhead(until: bell) }
                async let handedOn: Void = OwnThread.run {
                    while !offers.hasEnded { offers.sleep(handOn()) }
                }
                await OwnThread.run {
                    var pulseAt = ContinuousClock.now
                    while !bell.hasEnded { bell.sleep(turn(&pulseAt)) }
                }
                await folded
                await handedOn
            } onCancel: {
                bell.end()
                offers.end()
            }
        }
    }

    private func foldAhead(until bell: ThreadBell) {
        do { try FoldAhead(workflow).run { !bell.hasEnded } } catch {
            log.error("cases could not be read ahead", metadata: ["kind": "\(type(of: error))"])
        }
    }

    /// Offers on what waits for it, on a thread of its own: no level is late because many cases are weighed.
    private func handOn() -> Duration {
        do {
            let handingOn = HandingOn(workflow)
            let handled = try handingOn.turn()
            guard let wake = try handingOn.nextWake(), !workflow.clock.isSimulated else { return pause(longest) }
            let wait = wake - workflow.clock.now()
            // What is due and was not looked at waits for the scheduler, which rings when it has got so far.
            return pause(handled == 0 && wait <= .zero ? longest : min(longest, wait))
        } catch {
            log.error("cases could not be offered on", metadata: ["kind": "\(type(of: error))"])
            return .seconds(1)
        }
    }

    /// Handles what is due and says how long nothing more will be.
    ///
    /// - Parameter pulseAt: when somebody has to look again whether the store answers.
    private func turn(_ pulseAt: inout ContinuousClock.Instant) -> Duration {
        do {
            let turn = try scheduler.turn()
            if ContinuousClock.now >= pulseAt {
                pulseAt = .now + .milliseconds(longest.milliseconds)
                try workflow.pulse()
            }
            if turn.isCut { return .zero }
            guard let wake = turn.nextWake, !workflow.clock.isSimulated else { return pause(longest) }
            return pause(min(longest, wake - workflow.clock.now()))
        } catch {
            // It has turned all the same: whether the store works is told by the store.
            workflow.progress.note(.scheduler)
            log.error("the scheduler could not run", metadata: ["kind": "\(type(of: error))"])
            return .seconds(1)
        }
    }

    /// The clock tells whole milliseconds, and the one before something is due may be nearly over or only just begun:
    /// it is passed in small steps.
    private func pause(_ span: Span) -> Duration {
        guard span > .zero else { return .zero }
        return span == Span(milliseconds: 1) ? .microseconds(200) : .milliseconds(span.milliseconds - 1)
    }
}
