public import Logging
public import NFODEngine
import NFODStore
public import ServiceLifecycle
import Synchronization

/// Lets the demo's clock run, many times faster than a real one, and the story with it.
public final class DemoPace: Service {
    /// Simulated seconds in one real second.
    public let speed: Int
    private let player: DemoPlayer
    private let daemon: Daemon
    private let log: Logger
    private let playing = Mutex(true)
    private let step = Duration.milliseconds(250)
    /// A machine that was asleep or busy does not make the clock jump by more than this much real time.
    private let stepMost = Duration.seconds(1)
    /// On a clock this fast it is never quiet, and a demo that runs for weeks is not to grow with its record.
    private let releaseEvery = Duration.seconds(60)

    public init(speed: Int, player: DemoPlayer, daemon: Daemon, log: Logger) {
        self.speed = speed
        self.player = player
        self.daemon = daemon
        self.log = log
    }

    public var isPlaying: Bool { playing.withLock { $0 } }

    public var now: Instant { daemon.workflow.clock.now() }

    public func setPlaying(_ isPlaying: Bool) { playing.withLock { $0 = isPlaying } }

    public func run() async throws {
        await cancelWhenGracefulShutdown { await self.playOn() }
    }

    private func playOn() async {
        var (last, released) = (ContinuousClock.now, ContinuousClock.now)
        while !Task.isCancelled {
            try? await Task.sleep(for: step)
            let now = ContinuousClock.now
            if now - released > releaseEvery {
                // What cannot be given back now is so in a minute.
                try? daemon.store.releaseMemory()
                released = now
            }
            let passed = min(now - last, stepMost)
            last = now
            if isPlaying, !Task.isCancelled { play(passed) }
        }
    }

    private func play(_ passed: Duration) {
        let parts = passed.components
        let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
        do {
            try player.play(to: now + Span(milliseconds: milliseconds * Int64(speed)), on: daemon)
        } catch {
            log.error("the story could not go on", metadata: ["kind": "\(type(of: error))"])
            setPlaying(false)
        }
    }
}
