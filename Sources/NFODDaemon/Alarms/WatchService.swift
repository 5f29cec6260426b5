public import Logging
import NFODConfig
import NFODEngine
public import ServiceLifecycle

/// Lets the daemon look at itself for as long as it lives.
public struct WatchService: Service {
    private let daemon: Daemon
    private let log: Logger

    public init(_ daemon: Daemon, log: Logger) {
        self.daemon = daemon
        self.log = log
    }

    public func run() async throws {
        let watch = SelfWatch(daemon, log: log)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look(watch)
                let pause = daemon.workflow.configuration.settings.alarms.lookEvery
                try? await Task.sleep(for: .milliseconds(pause.milliseconds))
            }
        }
    }

    private func look(_ watch: SelfWatch) async {
        do { try await watch.look() } catch {
            log.error("the daemon could not look at itself", metadata: ["kind": "\(type(of: error))"])
        }
    }
}
