import NFODEngine
import NFODStore

/// How far a file of the inbox has come, written in the very transactions that take its rows in. After a crash the
/// file is gone on with from the line after the last batch, and no row counts twice, not even one put aside.
public struct FeedJournal: Sendable {
    let file: InboxTable.File

    var receivedAt: Instant { file.receivedAt }

    /// What earlier readings of the file counted.
    var counted: IngestResult {
        var result = IngestResult()
        let progress = file.progress
        result.accepted = progress.accepted
        result.unchanged = progress.unchanged
        result.corrected = progress.corrected
        result.quarantined = progress.quarantined
        result.rows = progress.accepted + progress.unchanged + progress.corrected + progress.quarantined
        return result
    }

    /// Rows that no earlier reading took in or put aside.
    func remaining(of rows: [PreparedRow]) -> [PreparedRow] { rows.filter { $0.row.line > file.progress.lastLine } }

    /// A batch was taken in, up to this line. Its reasons are kept here and not in memory: there may be as many as
    /// rows.
    func note(_ result: inout IngestResult, through line: Int, in work: Work) throws {
        for reason in result.reasons {
            try work.tx.inbox.note(
                .init(line: reason.line, code: reason.code, message: reason.message), of: file.id)
        }
        result.reasons = []
        var progress = InboxTable.Progress()
        progress.lastLine = line
        progress.accepted = result.accepted
        progress.unchanged = result.unchanged
        progress.corrected = result.corrected
        progress.quarantined = result.quarantined
        try work.tx.inbox.advance(file.id, to: progress)
    }

    /// The whole file was read.
    func finish(_ result: IngestResult, in work: Work) throws {
        try work.tx.inbox.settle(file.id, as: result.quarantined > 0 ? .needsFixing : .done)
    }
}

extension Work {
    /// A whole file of the inbox is not taken in: said in the source's stream, alarmed, and to be put aside.
    func refuse(_ file: InboxTable.File, _ refusal: DropRefusal) throws {
        let number = try next("quarantinedRow")
        try sourceEvent(.feedRefused(FeedRefused(row: number, code: refusal.code)), of: file.source)
        try raise(.needsFixing, AlarmSubject(file.source), figure: 1)
        try tx.inbox.note(.init(line: 0, code: refusal.code, message: refusal.message), of: file.id)
        try tx.inbox.settle(file.id, as: .needsFixing)
    }
}
