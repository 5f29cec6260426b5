import Foundation
import NFODConfig
public import NFODEngine

/// `nfodd replay`: a fresh directory, a simulated clock, and nothing sent.
public struct ReplayOperation {
    private let places: Directories
    private let replay: Replay
    private let seed: UInt64

    public init(places: Directories, feeds: [Replay.Feed], days: ClosedRange<CivilDate>, seed: UInt64) {
        self.places = places
        replay = Replay(feeds: feeds, days: days)
        self.seed = seed
    }

    /// - Throws: `DaemonError.directoryNotEmpty`; what opening and intake throw.
    public func run() throws -> Replay.Summary {
        let files = FileManager.default
        if let found = try? files.contentsOfDirectory(atPath: places.data), !found.isEmpty {
            throw DaemonError.directoryNotEmpty(places.data)
        }
        let zone = try Daemon.configuration(places.config).zone
        let start = zone.startOfDay(replay.days.lowerBound)
        let daemon = try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, clock: .simulated(start),
                createIfMissing: true, delivery: .record, seed: seed))
        defer { try? daemon.close() }
        guard let clock = daemon.workflow.clock as? SimulatedClock else { throw DaemonError.clockNotSimulated }
        let scratch = places.data + "/replay"
        try files.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: scratch) }
        return try replay.run(on: daemon.workflow, clock: clock, scratch: scratch)
    }
}

extension Replay.Summary {
    public var text: String {
        """
        rows \(result.rows) = accepted \(result.accepted) + unchanged \(result.unchanged) + corrected \
        \(result.corrected) + quarantined \(result.quarantined)
        outside the days asked for: \(outsideDays)
        cases \(cases), people \(people), alerts recorded \(alerts)
        """
    }

    public var json: String { JSONText.of(self) }
}
