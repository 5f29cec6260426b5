public import NFODEngine
import Synchronization

/// Real time, as ``AnchoredTime`` reckons it from the machine's clocks.
public final class AnchoredClock: EngineClock {
    public let isSimulated = false
    private let source: any ClockSource
    private let time: Mutex<AnchoredTime>

    public init(
        source: any ClockSource = MachineClock(), record: ClockRecord = ClockRecord(),
        limits: ClockLimits = ClockLimits()
    ) {
        self.source = source
        time = Mutex(AnchoredTime(source.read(), record: record, limits: limits))
    }

    public func now() -> Instant {
        // Read inside the lock, so that of two callers the later never gets the earlier time.
        time.withLock { $0.now(sinceBoot: source.read().sinceBoot) }
    }

    /// Follows the wall clock forward, and says when it was set.
    func observe() -> ClockStepped? { time.withLock { $0.observe(source.read()) } }

    /// A person says that the wall clock is right.
    func confirm() throws -> ClockConfirmed { try time.withLock { try $0.confirm(source.read()) } }

    var standing: ClockStanding {
        time.withLock { time in
            let reading = source.read()
            return ClockStanding(
                wall: reading.wall, ahead: time.ahead(of: reading), doubt: time.doubt,
                isWaiting: time.isWaiting(sinceBoot: reading.sinceBoot))
        }
    }

    /// How long the machine has been up, asleep or not.
    var sinceBoot: Span { source.read().sinceBoot }

    /// What the machine's wall clock says, for what other machines compare with theirs.
    public static func wall() -> Instant { MachineClock().read().wall }
}

/// How engine time and wall clock stand to each other.
struct ClockStanding: Sendable {
    let wall: Instant
    /// Engine time ahead of the wall clock.
    let ahead: Span
    let doubt: ClockDoubt?
    /// Engine time goes slowly until the wall clock has caught up.
    let isWaiting: Bool
}
