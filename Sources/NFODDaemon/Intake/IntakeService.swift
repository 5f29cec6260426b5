import Foundation
import NFODConfig
public import NFODEngine
import NFODStore
import Spreadsheet
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
        let file = try FeedFile(path)
        let profile = file.profile(try profile(of: source, options))
        let receipt = try receipt(of: source, options)
        try check(file, profile, receipt)
        let ending = Mutex(Ending())
        let ahead = ahead(of: path, source, feedReader(profile, receipt)) { end in ending.withLock { $0 = end } }
        defer { ahead.close() }
        var result = options.journal?.counted ?? IngestResult()
        while let rows = try ahead.next() { try take(rows, source, actor, options, &result) }
        let end = ending.withLock { $0 }
        result.note(end.sheet)
        result.fallbackEncoded = end.fallbackEncodedRows
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
        try ingest(source, rows: [cells], like: LikeRows(), by: actor) { $1.total }
    }

    /// Notifications that came together in one message, in one transaction: all of them, or none.
    ///
    /// - Parameters:
    ///   - before: what tells like rows of this message from those of another.
    ///   - answer: makes the answer, in the same transaction, from what became of each row.
    /// - Throws: as for one that came alone; what `answer` throws, and then nothing was taken in.
    public func ingest<Answer>(
        _ source: SourceID, rows: [[String: String]], like before: LikeRows, by actor: Actor,
        answer: (Work, RowResults) throws -> Answer
    ) throws -> Answer {
        try workflow.requireRoom()
        let profile = try profile(of: source, Options())
        let (configuration, preparation) = (workflow.configuration, workflow.preparation(source))
        let receipt = FeedReceipt(receivedAt: workflow.clock.now(), previousFeedAt: nil)
        var likeRows = before
        let prepared = try rows.map { cells in
            try preparation.prepare(
                FeedReader.row(
                    from: cells, profile: profile, settings: configuration.settings.intake, zone: configuration.zone,
                    receipt: receipt, likeRows: &likeRows))
        }
        return try workflow.perform(as: actor) { work in
            var results = RowResults()
            for row in prepared {
                var result = IngestResult()
                try work.take(row, source: source, &result)
                results.rows.append(result)
            }
            try work.feedReceived(results.total, source: source, fallbackEncoded: 0, isWhole: false)
            return try answer(work, results)
        }
    }

    private func profile(of source: SourceID, _ options: Options) throws -> SourceProfile {
        let sources = workflow.configuration.sources
        guard let profile = sources[source] else {
            throw DaemonError.sourceUnknown(source.name, known: sources.keys.map(\.name).sorted())
        }
        guard !profile.isHistory || options.isHistory else { throw DaemonError.historyOnly(source) }
        return profile
    }

    private func receipt(of source: SourceID, _ options: Options) throws -> FeedReceipt {
        let previous = try workflow.read { try $0.tx.feeds.row(of: source)?.lastWholeFeedAt }
        return FeedReceipt(
            receivedAt: options.journal?.receivedAt ?? workflow.clock.now(), previousFeedAt: previous,
            isHistory: options.isHistory)
    }

    private func feedReader(_ profile: SourceProfile, _ receipt: FeedReceipt) -> FeedReader {
        let configuration = workflow.configuration
        return FeedReader(
            profile: profile, settings: configuration.settings.intake, zone: configuration.zone, receipt: receipt)
    }

    /// What is known of a file only once it was read to its end.
    private struct Ending {
        var sheet: SheetSummary?
        var fallbackEncodedRows = 0
    }

    /// Reads, maps and prepares the file's rows on a thread of their own.
    private func ahead(
        of path: String, _ source: SourceID, _ reader: FeedReader, ending: @escaping @Sendable (Ending) -> Void
    ) -> ReadAhead<[PreparedRow]> {
        let (preparation, size) = (workflow.preparation(source), batch)
        return ReadAhead { give in
            var reader = reader
            var batches = RowBatches(size: size, preparation: preparation)
            // Opened anew: an open workbook stays on one thread.
            let sheet = try FeedFile(path).each { try batches.add(try reader.feed($0), give) }
            try batches.add(try reader.finish(), give)
            // Before the last batch is given: whoever has it may ask.
            ending(Ending(sheet: sheet, fallbackEncodedRows: reader.fallbackEncodedRows))
            try batches.flush(give)
        }
    }

    /// The first reading: structure and header only.
    private func check(_ file: FeedFile, _ profile: SourceProfile, _ receipt: FeedReceipt) throws {
        var check = FeedCheck(profile: profile, rowBytesMax: workflow.configuration.settings.intake.rowBytesMax)
        _ = try file.each { try check.feed($0) }
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
            if options.isHistory { counted.notOver += try work.endAsBeforeGoLive() }
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
    /// - Returns: how many of them are of overdoses whose time is not over yet.
    func endAsBeforeGoLive() throws -> Int {
        var notOver = 0
        for id in openedCases {
            guard let loaded = try loadCase(id), loaded.state.isOpen else { continue }
            if loaded.state.contactDueAt > stamp.recordedAt { notOver += 1 }
            restamp(knownAt: loaded.state.openedAt)
            try handle(.end(.beforeGoLive, at: now, byHuddle: false), on: id, loaded: loaded)
        }
        return notOver
    }
}
