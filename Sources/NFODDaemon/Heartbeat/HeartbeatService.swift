public import Logging
public import ServiceLifecycle

/// Tells the watchdog outside that the service is alive, for as long as the daemon lives.
public struct HeartbeatService: Service {
    private let heartbeat: Heartbeat

    public init(_ daemon: Daemon, log: Logger) { heartbeat = Heartbeat(daemon, log: log) }

    public func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    await heartbeat.look()
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        } onGracefulShutdown: {
            // A watchdog that hangs holds up no stop.
            Task { await heartbeat.stop() }
        }
        await heartbeat.stop()
    }
}
