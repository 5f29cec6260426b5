import Foundation
import NFODConfig
public import NFODEngine
import NFODStore

/// `nfodd replay`: a fresh directory, a simulated clock, and nothing sent.
public struct ReplayOperation {
    private let places: Directories
    private let replay: Replay
    private let seed: UInt64
    private let modelOf: Directories?

    /// - Parameter modelOf: whose newest model of linkage is weighed with; nil: the shipped one.
    public init(
        places: Directories, feeds: [Replay.Feed], days: ClosedRange<CivilDate>, seed: UInt64,
        modelOf: Directories? = nil
    ) {
        self.places = places
        self.modelOf = modelOf
        replay = Replay(feeds: feeds, days: days)
        self.seed = seed
    }

    /// - Throws: `DaemonError.directoryNotEmpty`; what opening and intake throw.
    public func run() throws -> Replay.Summary {
        let files = FileManager.default
        if let found = try? files.contentsOfDirectory(atPath: places.data), !found.isEmpty {
            throw DaemonError.directoryNotEmpty(places.data)
        }
        let model = try modelOf.map { try ReplayOperation.newestModel(in: $0) }
        let zone = try Daemon.configuration(places.config).zone
        let start = zone.startOfDay(replay.days.lowerBound)
        let daemon = try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, clock: .simulated(start),
                createIfMissing: true, delivery: .record, seed: seed))
        defer { try? daemon.close() }
        guard let clock = daemon.workflow.clock as? SimulatedClock else { throw DaemonError.clockNotSimulated }
        if let model {
            try daemon.workflow.perform(as: .machine("replay")) { _ = try $0.choose(try $0.keep(model)) }
        }
        let scratch = places.data + "/replay"
        try files.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: scratch) }
        return try replay.run(on: daemon.workflow, clock: clock, scratch: scratch)
    }

    private static func newestModel(in places: Directories) throws -> TrainedModel {
        let daemon = try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, delivery: .record,
                secretsMayBeMissing: true, credentialsDirectory: Daemon.credentialsOfThisProcess))
        defer { try? daemon.close() }
        let row = try daemon.workflow.read { reading in try reading.tx.linkageModels.all().last }
        guard let row else { throw LinkageModelRefusal.noneTrained }
        return TrainedModel(rates: row.trained.rates, figures: row.trained.learntFrom)
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
