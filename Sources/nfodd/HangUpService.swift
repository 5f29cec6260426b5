import NFODDaemon
import ServiceLifecycle
import UnixSignals

/// SIGHUP: the configuration is read again.
struct HangUpService: Service {
    let reloader: Reloader

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() { reloader.run() }
    }
}
