import Foundation
public import NFODEngine
import Synchronization

/// Where the engine's time comes from. Everything below asks here and nowhere else.
public protocol EngineClock: Sendable {
    func now() -> Instant
    /// Time goes on only when somebody advances it.
    var isSimulated: Bool { get }
}

/// Real time: the wall clock read once at start, and from then on the time the machine has been up, sleep included. A
/// wall clock that is set back later can neither delay an alert nor fire one twice.
public struct AnchoredClock: EngineClock {
    private let anchor: Instant
    private let bootAtAnchor: Int64
    public let isSimulated = false

    public init() {
        anchor = AnchoredClock.wall()
        bootAtAnchor = AnchoredClock.boot()
    }

    public func now() -> Instant {
        Instant(milliseconds: anchor.milliseconds + AnchoredClock.boot() - bootAtAnchor)
    }

    /// What the wall clock says, for comparing with ``now()``.
    public static func wall() -> Instant { read(CLOCK_REALTIME) }

    private static func boot() -> Int64 { read(CLOCK_BOOTTIME).milliseconds }

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
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
