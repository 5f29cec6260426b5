import NFODEngine
import NFODStore

/// What the store remembers about its clock, so that real and simulated time are never mixed.
enum ClockMark {
    static let simulatedNow = "simulatedNow"
    private static let kind = "clock"

    /// The clock a directory runs on; the choice is written down the first time. Until something has happened there (a
    /// start may fail right after this) it may be chosen again, and a command without a choice keeps to the last one.
    /// - Throws: `DaemonError.clockMixed`.
    static func clock(
        _ choice: Daemon.ClockChoice, store: Store, source: any ClockSource, limits: ClockLimits
    ) throws -> any EngineClock {
        try store.write { tx in
            let before = try tx.meta.value(kind)
            let isUsed = try tx.events.lastRecordedAt() != nil
            switch (choice, before, try simulatedTime(tx)) {
            case (.real, "simulated", _) where isUsed: throw DaemonError.clockMixed(isSimulated: false)
            case (.simulated, "real", _) where isUsed: throw DaemonError.clockMixed(isSimulated: true)
            case (.simulated(let start), _, let stood):
                let now = isUsed ? max(start, stood ?? start) : start
                try tx.meta.set(kind, to: "simulated")
                try tx.meta.set(simulatedNow, to: String(now.milliseconds))
                return SimulatedClock(now)
            case (.asBefore, "simulated", let stood?): return SimulatedClock(stood)
            case (.real, _, _), (.asBefore, _, _):
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
