import Foundation
public import NFODEngine

/// A machine's two clocks, read together.
public protocol ClockSource: Sendable {
    func read() -> ClockReading
}

/// Those of this machine.
public struct MachineClock: ClockSource {
    public init() {}

    public func read() -> ClockReading {
        ClockReading(
            wall: Instant(milliseconds: milliseconds(CLOCK_REALTIME)),
            sinceBoot: Span(milliseconds: milliseconds(CLOCK_BOOTTIME)))
    }

    private func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
