import NFODEngine
import NFODStore

/// What the service says about itself, told also when its store cannot be read any more.
enum StandingMetrics {
    static func families(_ alarms: AlarmBoard, _ store: Store, _ clock: any EngineClock) -> [MetricFamily] {
        let standing = Dictionary(grouping: alarms.current, by: \.kind)
        let isReady = !standing.keys.contains(where: \.isNotReady)
        let ahead = (clock as? AnchoredClock)?.standing.ahead
        return [
            .gauge(
                "nfo_ready", "0 while an alarm stands because of which the service is not ready.", isReady ? 1 : 0),
            .gauge(
                "nfo_alarms", "Alarms about the service that stand.",
                AlarmKind.allCases.map {
                    .init(Double(standing[$0]?.count ?? 0), .init("alarm", $0.rawValue))
                }),
            .gauge(
                "nfo_disk_free_bytes", "Space left for the data.",
                store.place.freeBytes().map { [.init(Double($0))] } ?? []),
            .gauge(
                "nfo_clock_ahead_seconds", "Engine time ahead of the wall clock; absent on a simulated clock.",
                ahead.map { [.init(Double($0.milliseconds) / 1_000)] } ?? []),
        ]
    }
}
