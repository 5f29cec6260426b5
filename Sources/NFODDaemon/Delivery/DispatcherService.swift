public import Logging
import NFODEngine
import NFODStore
import Notify
public import ServiceLifecycle

/// Sends alerts for as long as the daemon lives: each lane by itself, so that nothing can stand before a last level.
public struct DispatcherService: Service {
    private let dispatcher: Dispatcher
    private let workflow: Workflow
    private let log: Logger
    /// The longest sleep between looks at the outbox: what is written wakes it up, and it wakes up for what waits.
    /// Leases that ended without a result are found within this time.
    private let longest = Span.seconds(5)
    /// From one taking to the next: each holds the writer, and with it the levels that are due meanwhile. What comes
    /// after a while of nothing is taken at once.
    private let gathering = Duration.milliseconds(50)
    /// Between two looks whether there is anything to take, which cost nobody but this lane.
    private let looking = Duration.milliseconds(5)

    /// - Throws: `TransportFault` when libcurl cannot be started.
    public init(_ daemon: Daemon, log: Logger) throws {
        workflow = daemon.workflow
        dispatcher = Dispatcher(workflow: daemon.workflow, transport: try CurlTransport(), log: log)
        self.log = log
    }

    /// - Throws: ``BellFault`` when the system gives no descriptors.
    public func run() async throws {
        let tries = try EndedTries()
        async let written: Void = OwnThread.run { [dispatcher] in tries.write(with: dispatcher) }
        await send(tries)
        tries.end()
        await written
    }

    private func send(_ tries: EndedTries) async {
        let transport = dispatcher.transport
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                for lane in OutboxMessage.Lane.allCases { group.addTask { await run(lane, tries) } }
                group.addTask { await sayWhoIsNotTold() }
                await group.waitForAll()
            }
        } onGracefulShutdown: {
            // Tries under way end as "try again", so that stopping takes no longer than marking them.
            Task { await transport.stop() }
        }
        await transport.stop()
    }

    /// One failing receiver holds up nobody: each try runs by itself, and the transport is fair between channels.
    private func run(_ lane: OutboxMessage.Lane, _ ended: EndedTries) async {
        let (bell, inHand) = (Bell(), InHand())
        workflow.onChange { bell.ring() }
        var takenAt: ContinuousClock.Instant?
        await withDiscardingTaskGroup { tries in
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                guard let pause = pause(lane), pause <= .zero || isLongAgo(takenAt) else {
                    await sleep(bell, lane)
                    continue
                }
                if let takenAt { await rest(until: takenAt + gathering) }
                let entries = take(lane, inHand)
                takenAt = .now
                for entry in entries ?? [] {
                    tries.addTask {
                        ended.add(await dispatcher.deliver(entry))
                        inHand.end(entry.message.channel)
                        bell.ring()
                    }
                }
                // What waits for a channel is taken when one of its tries has ended.
                if entries?.isEmpty != false, self.pause(lane).map({ $0 <= .zero }) ?? true {
                    await cancelWhenGracefulShutdown { await bell.sleep(.seconds(1)) }
                }
            }
        }
    }

    /// Beside the lanes: what has gathered becomes ready, and it must be said of those, too, of whom nothing
    /// could be tried.
    private func sayWhoIsNotTold() async {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                while try dispatcher.sendWhatGathered() {}
            } catch {
                log.error("what has gathered could not be sent", metadata: ["kind": "\(type(of: error))"])
            }
            do {
                while try dispatcher.sayWhoIsNotTold() > 0 {}
            } catch {
                log.error("who is not told could not be said", metadata: ["kind": "\(type(of: error))"])
            }
            await cancelWhenGracefulShutdown {
                let pause = max(.seconds(1), dispatcher.pauseUntilNotTold(atMost: longest))
                try? await Task.sleep(for: .milliseconds(pause.milliseconds))
            }
        }
    }

    /// Until something changes, or the next alert's time comes. What changes quickly is not looked at each time.
    private func sleep(_ bell: Bell, _ lane: OutboxMessage.Lane) async {
        await cancelWhenGracefulShutdown {
            await bell.sleep(pause(lane) ?? .seconds(1))
            try? await Task.sleep(for: looking)
        }
    }

    private func rest(until instant: ContinuousClock.Instant) async {
        await cancelWhenGracefulShutdown { try? await Task.sleep(until: instant, clock: .continuous) }
    }

    /// Leases that have ended are found by taking, whether or not something is ready.
    private func isLongAgo(_ instant: ContinuousClock.Instant?) -> Bool {
        instant.map { ContinuousClock.now - $0 >= .milliseconds(longest.milliseconds) } ?? true
    }

    /// How long nothing will be ready, which is progress; nil when that cannot be read.
    private func pause(_ lane: OutboxMessage.Lane) -> Span? {
        guard let pause = try? dispatcher.pause(lane, atMost: longest) else { return nil }
        // What could be taken is progress only once it is.
        if pause > .zero { workflow.progress.note(lane.part) }
        return pause
    }

    private func take(_ lane: OutboxMessage.Lane, _ inHand: InHand) -> [OutboxEntry]? {
        do {
            let entries = try dispatcher.take(lane, inHand)
            workflow.progress.note(lane.part)
            return entries
        } catch {
            log.error("the outbox could not be read", metadata: ["kind": "\(type(of: error))"])
            return nil
        }
    }
}

extension OutboxMessage.Lane {
    fileprivate var part: Part { self == .lastLevel ? .lastLevelLane : .ordinaryLane }
}
