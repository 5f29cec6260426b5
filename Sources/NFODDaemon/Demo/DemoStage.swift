import Foundation
import NFODConfig
import NFODEngine

/// Puts the demo up: months of history, the week before the Friday, and then the daemon that goes on from there.
public struct DemoStage: Sendable {
    public let scratch: DemoScratch
    public let story: DemoStory
    public let player: DemoPlayer

    public init(_ scratch: DemoScratch) throws {
        self.scratch = scratch
        story = DemoStory(zone: try Daemon.configuration(scratch.places.config).zone)
        player = DemoPlayer(story: story)
    }

    /// Lives through what lies behind; its alerts are written down and not sent. Stops early when `isStopping`.
    public func makeHistory(isStopping: () -> Bool = { false }) throws {
        let daemon = try open(at: story.weekBefore, delivery: .record, seed: 1)
        defer { try? daemon.close() }
        try ingestHistory(daemon)
        for day in DemoStory.firstDay...0 where !isStopping() {
            try player.play(to: min(story.start, story.calendar.instant(day + 1, "00:00")), on: daemon)
        }
    }

    /// The daemon from Friday morning on, sending its alerts.
    public func open() throws -> Daemon { try open(at: story.start, delivery: .send, seed: 2) }

    /// For tests: the same, and nothing is sent.
    func openRecording() throws -> Daemon { try open(at: story.start, delivery: .record, seed: 2) }

    /// The seed makes case codes: each opening has its own, or one code would come twice.
    private func open(
        at start: Instant, delivery: Workflow.DeliveryMode, seed: UInt64
    ) throws -> Daemon {
        try Daemon(
            Daemon.Options(
                dataDirectory: scratch.places.data, configDirectory: scratch.places.config, clock: .simulated(start),
                createIfMissing: true, delivery: delivery, seed: seed))
    }

    private func ingestHistory(_ daemon: Daemon) throws {
        let rows = story.history
        guard let source = rows.first?.source, let header = rows.first?.cells.keys.sorted() else { return }
        let lines = rows.map { row in CSVWriter.verbatimLine(header.map { row.cells[$0] ?? "" }) }
        let path = scratch.root + "/history.csv"
        let text = CSVWriter.verbatimLine(header) + lines.joined()
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw DaemonError.fileFull(path)
        }
        _ = try daemon.intake.ingest(
            source, path: path, by: .source(source), options: IntakeService.Options(isHistory: true))
    }
}
