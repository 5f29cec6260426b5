import NFODEngine
import NFODStore

/// What the store remembers about its clock, so that real and simulated time are never mixed.
enum ClockMark {
    static let simulatedNow = "simulatedNow"
    private static let kind = "clock"

    /// The clock a directory runs on; the choice is written down the first time.
    /// - Throws: `DaemonError.clockMixed`.
    static func clock(
        _ choice: Daemon.ClockChoice, store: Store, source: any ClockSource, limits: ClockLimits
    ) throws -> any EngineClock {
        try store.write { tx in
            let before = try tx.meta.value(kind)
            let stood = try simulatedTime(tx)
            switch (choice, before) {
            case (.real, "simulated"): throw DaemonError.clockMixed(isSimulated: false)
            case (.simulated, "real"): throw DaemonError.clockMixed(isSimulated: true)
            case (.simulated(let start), _):
                try tx.meta.set(kind, to: "simulated")
                return SimulatedClock(max(start, stood ?? start))
            case (.asBefore, "simulated"): return SimulatedClock(stood ?? Instant(milliseconds: 0))
            case (.real, _), (.asBefore, _):
                try tx.meta.set(kind, to: "real")
                return AnchoredClock(source: source, record: try record(tx), limits: limits)
            }
        }
    }

    private static func record(_ tx: Transaction) throws -> ClockRecord {
        ClockRecord(
            lastRecordedAt: try tx.events.lastRecordedAt(),
            accepted: try tx.events.latest(ClockConfirmed.self, of: .system))
    }

    /// Where a simulated clock stood: as noted, or as the last event says after a stop in the middle of an advance.
    private static func simulatedTime(_ tx: Transaction) throws -> Instant? {
        let noted = try tx.meta.value(simulatedNow).flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
        return [noted, try tx.events.lastRecordedAt()].compactMap { $0 }.max()
    }
}
