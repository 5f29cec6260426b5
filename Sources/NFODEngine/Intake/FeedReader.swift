/// Turns the bytes of one feed into rows: profile, CSV and rules 2, 11, 13 and 16 together. One value reads one file.
///
/// The rows that ``feed(_:)`` hands out count only once ``finish()`` has come back without a refusal (rule 11: nothing
/// half applied): take them in one transaction.
public struct FeedReader: Sendable {
    private let mapper: RowMapper
    private let receipt: FeedReceipt
    private var csv: CSVReader
    private var layout: HeaderLayout?
    private var likeRows = LikeRows()
    /// Rows that were not UTF-8 and were read as Windows-1252: to be announced when it is not zero.
    public private(set) var fallbackEncodedRows = 0
    /// Columns of the header that the profile does not name: to be announced; their cells are kept as received.
    public var otherColumns: [String] { layout?.otherColumns ?? [] }

    public init(profile: SourceProfile, settings: IntakeSettings, zone: ZoneRules, receipt: FeedReceipt) {
        mapper = RowMapper(profile: profile, settings: settings, zone: zone)
        self.receipt = receipt
        csv = CSVReader(delimiter: profile.delimiter, rowBytesMax: settings.rowBytesMax)
    }

    /// The rows that the next bytes of the file complete.
    public mutating func feed(_ bytes: some Collection<UInt8>) throws(FeedRefusal) -> [FeedRow] {
        let records: [CSVRow]
        do { records = try csv.feed(bytes) } catch { throw .file(error) }
        return try rows(records)
    }

    /// The last rows. A header without rows is a feed with nothing to tell.
    public mutating func finish() throws(FeedRefusal) -> [FeedRow] {
        let records: [CSVRow]
        do { records = try csv.finish() } catch { throw .file(error) }
        return try rows(records)
    }

    private mutating func rows(_ records: [CSVRow]) throws(FeedRefusal) -> [FeedRow] {
        var result: [FeedRow] = []
        result.reserveCapacity(records.count)
        for record in records {
            if record.isFallbackEncoded { fallbackEncodedRows += 1 }
            guard let layout else {
                layout = try HeaderLayout(header: record, profile: mapper.profile)
                continue
            }
            let content = content(of: record, layout)
            result.append(FeedRow(line: record.line, content: content, received: record.text(unless: content)))
        }
        return result
    }

    private mutating func content(of record: CSVRow, _ layout: HeaderLayout) -> FeedRow.Content {
        let cells: [String]
        switch record.content {
        case .unreadable(let problem): return .quarantined(.unreadable(problem))
        case .cells(let told): cells = told
        }
        let content = mapper.read(cells, layout: layout, isFallbackEncoded: record.isFallbackEncoded, receipt: receipt)
        guard case .read(let reading) = content else { return content }
        return .read(likeRows.numbered(reading, profile: mapper.profile))
    }

    /// One notification that came alone, as column name to text (the HTTP way in).
    public static func row(
        from cells: [String: String], profile: SourceProfile, settings: IntakeSettings, zone: ZoneRules,
        receipt: FeedReceipt
    ) -> FeedRow {
        var likeRows = LikeRows()
        return row(
            from: cells, profile: profile, settings: settings, zone: zone, receipt: receipt, likeRows: &likeRows)
    }

    /// The same for one of several that came in one request.
    ///
    /// - Parameter likeRows: the rows of the same request before it.
    public static func row(
        from cells: [String: String], profile: SourceProfile, settings: IntakeSettings, zone: ZoneRules,
        receipt: FeedReceipt, likeRows: inout LikeRows
    ) -> FeedRow {
        let mapper = RowMapper(profile: profile, settings: settings, zone: zone)
        let (layout, texts) = HeaderLayout.alone(cells, profile: profile)
        var content = mapper.read(texts, layout: layout, isFallbackEncoded: false, receipt: receipt)
        if case .read(let reading) = content { content = .read(likeRows.numbered(reading, profile: profile)) }
        let received = CSVRow(line: 0, content: .cells(texts), isFallbackEncoded: false).text(unless: content)
        return FeedRow(line: 0, content: content, received: received)
    }
}

extension CSVRow {
    /// The record as it came, where it was put aside.
    fileprivate func text(unless content: FeedRow.Content) -> String? {
        switch (content, self.content) {
        case (.read, _): nil
        case (.quarantined, .unreadable): received
        case (.quarantined, .cells(let cells)): CSVWriter.verbatimLine(cells)
        }
    }
}
