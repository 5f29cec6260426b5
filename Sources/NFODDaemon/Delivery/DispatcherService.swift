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
    /// The longest sleep between looks at the outbox: retries wait in it.
    private let longest = Span.seconds(1)

    /// - Throws: `TransportFault` when libcurl cannot be started.
    public init(_ daemon: Daemon, log: Logger) throws {
        workflow = daemon.workflow
        dispatcher = Dispatcher(workflow: daemon.workflow, transport: try CurlTransport(), log: log)
        self.log = log
    }

    public func run() async throws {
        let transport = dispatcher.transport
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                for lane in OutboxMessage.Lane.allCases { group.addTask { await run(lane) } }
                await group.waitForAll()
            }
        } onGracefulShutdown: {
            // Tries under way end as "try again", so that stopping takes no longer than marking them.
            Task { await transport.stop() }
        }
        await transport.stop()
    }

    /// One failing receiver holds up nobody: each try runs by itself, and the transport is fair between channels.
    private func run(_ lane: OutboxMessage.Lane) async {
        let bell = Bell()
        workflow.onChange { bell.ring() }
        await withDiscardingTaskGroup { tries in
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                let entries = take(lane)
                workflow.progress.note(lane.part)
                for entry in entries { tries.addTask { await dispatcher.deliver(entry) } }
                await cancelWhenGracefulShutdown { await bell.sleep(longest) }
            }
        }
    }

    private func take(_ lane: OutboxMessage.Lane) -> [OutboxEntry] {
        do { return try dispatcher.take(lane) } catch {
            log.error("the outbox could not be read", metadata: ["kind": "\(type(of: error))"])
            return []
        }
    }
}

extension OutboxMessage.Lane {
    fileprivate var part: Part { self == .lastLevel ? .lastLevelLane : .ordinaryLane }
}
