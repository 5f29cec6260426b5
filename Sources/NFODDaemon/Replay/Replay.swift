import Foundation
import NFODConfig
public import NFODEngine
import NFODStore

/// Lives through old feeds day by day on a simulated clock, in a fresh directory, with the real engine, huddles and
/// ladders. Alerts are written down, never sent. The same feeds and seed give the same events.
public struct Replay: Sendable {
    /// One source's old feed.
    public struct Feed: Sendable {
        public let source: SourceID
        public let path: String

        public init(source: SourceID, path: String) {
            self.source = source
            self.path = path
        }
    }

    public let feeds: [Feed]
    /// Local days, both included; rows sent outside them are left out and counted.
    public let days: ClosedRange<CivilDate>

    public init(feeds: [Feed], days: ClosedRange<CivilDate>) {
        self.feeds = feeds
        self.days = days
    }

    /// What a replay did.
    public struct Summary: Codable, Sendable {
        public var result = IngestResult()
        /// Rows sent before the first day or after the last.
        public var outsideDays = 0
        public var cases = 0
        public var people = 0
        public var alerts = 0
    }

    /// - Parameter scratch: an empty directory for the day files.
    public func run(on workflow: Workflow, clock: SimulatedClock, scratch: String) throws -> Summary {
        var summary = Summary()
        let batches = try ReplayPlan.batches(of: feeds, workflow: workflow, days: days, summary: &summary)
        let scheduler = Scheduler(workflow)
        let intake = IntakeService(workflow)
        for batch in batches {
            try scheduler.advance(to: batch.sentAt)
            let path = scratch + "/feed.csv"
            guard FileManager.default.createFile(atPath: path, contents: Data(batch.csv.utf8)) else {
                throw DaemonError.fileFull(path)
            }
            summary.result.add(try intake.ingest(batch.source, path: path, by: .source(batch.source)))
            try scheduler.tick()
        }
        let zone = workflow.configuration.zone
        try scheduler.advance(to: zone.startOfDay(days.upperBound.adding(days: 1)))
        try workflow.read { reading in
            let counts = try reading.tx.responses.counts()
            summary.cases = counts.open + counts.ended
            summary.people = Int(try reading.tx.counters.last("person"))
            summary.alerts = try reading.tx.outbox.count(.recorded)
        }
        return summary
    }
}

/// An old feed cut into what was sent together.
struct ReplayPlan {
    struct Batch {
        let sentAt: Instant
        let source: SourceID
        let csv: String
    }

    /// In the order of sending; of what was sent at one time, sources that tell exact times come first, so that
    /// estimates meet an exact time already there.
    static func batches(
        of feeds: [Replay.Feed], workflow: Workflow, days: ClosedRange<CivilDate>, summary: inout Replay.Summary
    ) throws -> [Batch] {
        let configuration = workflow.configuration
        var batches: [Batch] = []
        for feed in feeds {
            guard let profile = configuration.sources[feed.source] else {
                let known = configuration.sources.keys.map(\.name).sorted()
                throw DaemonError.sourceUnknown(feed.source.name, known: known)
            }
            let rows = try ReplayRows(path: feed.path, profile: profile, configuration: configuration)
            for row in rows.unreadable { summary.result.quarantine(row.reason, line: row.line, source: feed.source) }
            for (sentAt, lines) in rows.bySending.sorted(by: { $0.key < $1.key }) {
                guard days.contains(configuration.zone.local(sentAt).date) else {
                    summary.outsideDays += lines.count
                    continue
                }
                batches.append(Batch(sentAt: sentAt, source: feed.source, csv: rows.csv(lines)))
            }
        }
        return batches.sorted { ($0.sentAt, $0.source) < ($1.sentAt, $1.source) }
    }
}

/// One old feed's rows, by the instant at which they were sent.
private struct ReplayRows {
    private let header: [String]
    private(set) var bySending: [Instant: [[String]]] = [:]
    /// Rows that cannot be told apart into cells: they go through intake nowhere, so they are counted here.
    private(set) var unreadable: [(line: Int, reason: QuarantineReason)] = []

    init(path: String, profile: SourceProfile, configuration: Configuration) throws {
        let file = try FeedFile(path)
        let profile = file.profile(profile)
        let data = try file.bytes()
        let settings = configuration.settings.intake
        var check = FeedCheck(profile: profile, rowBytesMax: settings.rowBytesMax)
        try check.feed(data)
        try check.finish()
        var csv = CSVReader(delimiter: profile.delimiter, rowBytesMax: settings.rowBytesMax)
        let records: [CSVRow]
        do { records = try csv.feed(data) + csv.finish() } catch { throw FeedRefusal.file(error) }
        guard case .cells(let header)? = records.first?.content else { throw FeedRefusal.file(.empty) }
        self.header = header
        // Read once from the far future, only to learn when each row was sent.
        let receipt = FeedReceipt(receivedAt: Instant(milliseconds: 32_503_680_000_000), previousFeedAt: nil)
        for record in records.dropFirst() {
            switch record.content {
            case .unreadable(let problem): unreadable.append((record.line, .unreadable(problem)))
            case .cells(let row):
                let cells = Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
                let read = FeedReader.row(
                    from: cells, profile: profile, settings: settings, zone: configuration.zone, receipt: receipt)
                switch read.content {
                case .read(let reading): bySending[reading.facts.sentAt, default: []].append(row)
                case .quarantined(let reason): unreadable.append((record.line, reason))
                }
            }
        }
    }

    func csv(_ lines: [[String]]) -> String {
        ([header] + lines).map(CSVWriter.verbatimLine).joined()
    }
}
