import NFODConfig
public import NFODEngine
import Spreadsheet

/// What became of one feed: rows = accepted + unchanged + corrected + quarantined (rule 11).
public struct IngestResult: Codable, Hashable, Sendable {
    public var rows = 0
    public var accepted = 0
    public var unchanged = 0
    public var corrected = 0
    public var quarantined = 0
    /// One for each quarantined row; no personal value in any.
    public var reasons: [Reason] = []
    /// Rows that were not UTF-8 and were read as Windows-1252: right, most likely, but worth a word to the source.
    public var fallbackEncoded = 0
    /// Rows of a workbook that a filter or a person had hidden; they were read like the others.
    public var hiddenRows = 0
    /// Visible sheets of a workbook beside the first; they were not read.
    public var sheetsNotRead = 0
    /// Overdoses of an old list whose time is not over yet: their cases have ended as before go-live all the same.
    public var notOver = 0

    public struct Reason: Codable, Hashable, Sendable {
        public let source: SourceID
        public let line: Int
        public let code: String
        public let message: String
    }

    public init() {}

    mutating func count(_ outcome: Work.Outcome) {
        rows += 1
        switch outcome {
        case .accepted: accepted += 1
        case .unchanged: unchanged += 1
        case .corrected: corrected += 1
        }
    }

    mutating func quarantine(_ reason: QuarantineReason, line: Int, source: SourceID) {
        rows += 1
        quarantined += 1
        reasons.append(Reason(source: source, line: line, code: reason.code, message: reason.message))
    }

    public mutating func add(_ other: IngestResult) {
        rows += other.rows
        accepted += other.accepted
        unchanged += other.unchanged
        corrected += other.corrected
        quarantined += other.quarantined
        reasons += other.reasons
        fallbackEncoded += other.fallbackEncoded
        hiddenRows += other.hiddenRows
        sheetsNotRead += other.sheetsNotRead
        notOver += other.notOver
    }

    mutating func note(_ sheet: SheetSummary?) {
        hiddenRows += sheet?.hiddenRows ?? 0
        sheetsNotRead += sheet?.otherVisibleSheets ?? 0
    }
}

/// What became of notifications that came together, each for itself.
public struct RowResults: Sendable {
    /// In the order in which they came.
    public internal(set) var rows: [IngestResult] = []

    public var total: IngestResult { rows.reduce(into: IngestResult()) { $0.add($1) } }
}
