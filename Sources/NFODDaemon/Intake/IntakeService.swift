import Foundation
import NFODConfig
public import NFODEngine
import NFODStore
import Synchronization

/// Takes feeds in: whole files, and single notifications. A file is read twice, first to see that it is whole, then to
/// take its rows in, so that nothing of a broken file is applied (rule 11).
public struct IntakeService: Sendable {
    private let workflow: Workflow
    /// Rows in one transaction: enough to share the cost of a sync, few enough to let others in between.
    private let batch = 500

    public init(_ workflow: Workflow) { self.workflow = workflow }

    /// How a feed is to be taken.
    public struct Options: Sendable {
        /// An old list, for the people's history: each row counts from its own sending time, its case ends as before
        /// go-live, nobody is alerted.
        public var isHistory = false
        /// For a file of the inbox: remembers with each batch how far it has come, and goes on from there.
        var journal: FeedJournal?

        public init(isHistory: Bool = false) { self.isHistory = isHistory }

        init(journal: FeedJournal) { self.journal = journal }
    }

    /// Reads a feed's file to its end.
    ///
    /// - Throws: `FeedRefusal` when the file is not this source's or not whole: nothing was taken in then.
    ///   `DaemonError.sourceUnknown`, `.fileUnreadable`; faults of the store.
    public func ingest(_ source: SourceID, path: String, by actor: Actor, options: Options = Options()) throws
        -> IngestResult
    {
        try workflow.requireRoom()
        let profile = try profile(of: source)
        let receipt = try receipt(of: source, at: options.journal?.receivedAt)
        try check(path, profile, receipt)
        let batches = Mutex(
            try FeedBatches(
                path: path, reader: feedReader(profile, receipt), preparation: preparation(source), size: batch))
        let ahead = ReadAhead { try batches.withLock { try $0.next() } }
        var result = options.journal?.counted ?? IngestResult()
        while let rows = try ahead.next() { try take(rows, source, actor, options, &result) }
        result.fallbackEncoded = batches.withLock { $0.fallbackEncodedRows }
        let counted = result
        try workflow.perform(as: actor) { work in
            work.isQuiet = options.isHistory
            try work.feedReceived(counted, source: source, fallbackEncoded: counted.fallbackEncoded)
            try options.journal?.finish(counted, in: work)
        }
        return result
    }

    /// One notification that came alone.
    /// - Throws: `DaemonError.sourceUnknown`; faults of the store. A row that cannot be read is quarantined, not
    /// thrown.
    public func ingest(_ source: SourceID, cells: [String: String], by actor: Actor) throws -> IngestResult {
        try workflow.requireRoom()
        let profile = try profile(of: source)
        let configuration = workflow.configuration
        let row = FeedReader.row(
            from: cells, profile: profile, settings: configuration.settings.intake, zone: configuration.zone,
            receipt: try receipt(of: source))
        var result = IngestResult()
        try take([try preparation(source).prepare(row)], source, actor, Options(), &result)
        let counted = result
        try workflow.perform(as: actor) { try $0.feedReceived(counted, source: source, fallbackEncoded: 0) }
        return result
    }

    private func profile(of source: SourceID) throws -> SourceProfile {
        let sources = workflow.configuration.sources
        guard let profile = sources[source] else {
            throw DaemonError.sourceUnknown(source.name, known: sources.keys.map(\.name).sorted())
        }
        return profile
    }

    private func receipt(of source: SourceID, at instant: Instant? = nil) throws -> FeedReceipt {
        let previous = try workflow.read { try $0.tx.feeds.row(of: source)?.lastFeedAt }
        return FeedReceipt(receivedAt: instant ?? workflow.clock.now(), previousFeedAt: previous)
    }

    private func feedReader(_ profile: SourceProfile, _ receipt: FeedReceipt) -> FeedReader {
        let configuration = workflow.configuration
        return FeedReader(
            profile: profile, settings: configuration.settings.intake, zone: configuration.zone, receipt: receipt)
    }

    private func preparation(_ source: SourceID) -> RowPreparation {
        RowPreparation(
            source: source, blinder: workflow.store.blinder, slack: workflow.configuration.settings.incident.widest)
    }

    /// The first reading: structure and header only.
    private func check(_ path: String, _ profile: SourceProfile, _ receipt: FeedReceipt) throws {
        var check = FeedCheck(profile: profile, rowBytesMax: workflow.configuration.settings.intake.rowBytesMax)
        try FileChunks.each(of: path) { try check.feed($0) }
        try check.finish()
    }

    private func take(
        _ rows: [PreparedRow], _ source: SourceID, _ actor: Actor, _ options: Options, _ result: inout IngestResult
    ) throws {
        // A daemon that is told to stop does not finish a file of a million rows first.
        try Task.checkCancellation()
        let rows = options.journal?.remaining(of: rows) ?? rows
        guard let last = rows.last else { return }
        var counted = result
        try workflow.perform(as: actor) { work in
            work.isQuiet = options.isHistory
            for row in rows {
                if options.isHistory, let sentAt = row.notification?.reading.facts.sentAt {
                    work.restamp(knownAt: min(sentAt, work.stamp.recordedAt))
                }
                try work.take(row, source: source, &counted)
            }
            if options.isHistory { try work.endAsBeforeGoLive() }
            try options.journal?.note(&counted, through: last.row.line, in: work)
        }
        result = counted
    }
}

extension Work {
    /// Takes one row of a feed in, or puts it aside with its reason.
    func take(_ prepared: PreparedRow, source: SourceID, _ result: inout IngestResult) throws {
        if let notification = prepared.notification { result.count(try take(notification, source: source)) }
        let row = prepared.row
        guard case .quarantined(let reason) = row.content else { return }
        let number = try next("quarantinedRow")
        if let received = row.received {
            let kept = VaultNote(text: received)
            _ = try tx.vault.put(kept, kind: .quarantinedRow, subject: number, at: now)
        }
        try sourceEvent(.rowQuarantined(RowQuarantined(row: number, line: row.line, code: reason.code)), of: source)
        result.quarantine(reason, line: row.line, source: source)
    }

    /// Cases opened in this transaction are history: they never run.
    func endAsBeforeGoLive() throws {
        for id in openedCases {
            guard let loaded = try loadCase(id), loaded.state.isOpen else { continue }
            restamp(knownAt: loaded.state.openedAt)
            try handle(.end(.beforeGoLive, at: now, byHuddle: false), on: id, loaded: loaded)
        }
    }
}
