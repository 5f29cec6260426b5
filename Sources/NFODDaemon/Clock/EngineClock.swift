public import NFODEngine
import Synchronization

/// Where the engine's time comes from. Everything below asks here and nowhere else.
public protocol EngineClock: Sendable {
    func now() -> Instant
    /// Time goes on only when somebody advances it.
    var isSimulated: Bool { get }
}

/// Time for replays, tests and demonstrations.
public final class SimulatedClock: EngineClock {
    private let current: Mutex<Instant>
    public let isSimulated = true

    public init(_ start: Instant) { current = Mutex(start) }

    public func now() -> Instant { current.withLock { $0 } }

    /// Moves forward; an earlier instant is ignored, because engine time never goes back.
    public func advance(to instant: Instant) { current.withLock { $0 = max($0, instant) } }
}
