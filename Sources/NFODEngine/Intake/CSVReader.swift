/// Strict RFC 4180 reading, pushed chunk by chunk, in memory bounded by one row.
///
/// A record with a fault is handed out as unreadable and the rest goes on. When the fault is a quotation mark that has
/// swallowed several lines, only the first of them is given up and reading starts again on the next, so that one typing
/// error does not hide the rows after it. Blank lines are passed over.
public struct CSVReader: Sendable {
    private let delimiter: UInt8
    private let rowBytesMax: Int
    private var pending: [UInt8] = []
    private var scan = RecordScan()
    private var line = 1
    private var hasStarted = false
    private var isSkippingLongLine = false
    private var isEmpty = true
    /// Cells in the first record, the header.
    private var width: Int?

    /// - Parameters:
    ///   - delimiter: one ASCII byte.
    ///   - rowBytesMax: longest row that is read; a longer one is unreadable, whatever its size.
    public init(delimiter: UInt8 = 0x2C, rowBytesMax: Int) {
        precondition(rowBytesMax > 0)
        self.delimiter = delimiter
        self.rowBytesMax = rowBytesMax
    }

    /// Takes the next bytes of the file; returns the records that are complete now, the header first.
    public mutating func feed(_ bytes: some Collection<UInt8>) throws(CSVFault) -> [CSVRow] {
        pending.append(contentsOf: bytes)
        guard try start(atEnd: false) else { return [] }
        var rows: [CSVRow] = []
        drain(into: &rows)
        return rows
    }

    /// Ends the file: the last record may lack its line end.
    public mutating func finish() throws(CSVFault) -> [CSVRow] {
        _ = try start(atEnd: true)
        var rows: [CSVRow] = []
        drain(into: &rows)
        while !pending.isEmpty || isSkippingLongLine {
            if scan.isInsideQuotes, endsInsideCell { throw .halfWritten(line: line) }
            pending.append(0x0A)
            // Only a stray quote can still be open here: it counts as text up to the line's end.
            scan.isInsideQuotes = false
            drain(into: &rows)
        }
        if isEmpty { throw .empty }
        return rows
    }

    /// Bytes held back because their record is not complete: never more than the longest row and one chunk.
    var pendingBytes: Int { pending.count }

    /// What is left is a record that is right up to a quoted cell without end.
    private var endsInsideCell: Bool {
        pending.withUnsafeBufferPointer {
            RecordParser(delimiter: delimiter, isWindows1252: false, expected: width ?? 1).quoted($0)
                == .failure(.unclosedQuote)
        }
    }

    /// Looks at the first bytes once; false while there are too few to tell.
    private mutating func start(atEnd: Bool) throws(CSVFault) -> Bool {
        if hasStarted { return true }
        guard atEnd || pending.count >= 4 else { return false }
        if let kind = TextDecoding.unreadableFile(start: pending) { throw .notText(kind) }
        if pending.starts(with: TextDecoding.byteOrderMark) { pending.removeFirst(3) }
        hasStarted = true
        return true
    }

    private mutating func drain(into rows: inout [CSVRow]) {
        // Moved out and back so that the buffer stays uniquely owned while it is read.
        var bytes = pending
        pending = []
        let consumed = bytes.withUnsafeBufferPointer { take($0, into: &rows) }
        bytes.removeFirst(consumed)
        pending = bytes
    }

    /// Hands out every complete record in `bytes`; returns how many bytes are done with.
    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, into rows: inout [CSVRow]) -> Int {
        var start = 0
        while start < bytes.count {
            if isSkippingLongLine {
                guard let end = firstLineEnd(bytes, from: start) else {
                    scan.restart(at: 0)
                    return bytes.count
                }
                let tail = UnsafeBufferPointer(rebasing: bytes[start..<end])
                giveUp(.tooLong(bytesMax: rowBytesMax), tail, into: &rows)
                isSkippingLongLine = false
                start = end + 1
                scan.restart(at: start)
                continue
            }
            let end = scan.recordEnd(bytes)
            if (end ?? bytes.count) - start > rowBytesMax {
                start = giveUpFirstLine(bytes, from: start, .tooLong(bytesMax: rowBytesMax), into: &rows)
            } else if let end {
                start = record(bytes, start, end, into: &rows)
            } else {
                break
            }
        }
        scan.position -= start
        return start
    }

    /// Reads the record from `start` up to the line end at `end`; returns where the next one starts.
    private mutating func record(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, into rows: inout [CSVRow]
    ) -> Int {
        let stop = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
        let next = end + 1
        guard stop > start else {
            line += 1
            scan.restart(at: next)
            return next
        }
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<stop])
        let isFallback = scan.hasHighBytes && !TextDecoding.isUTF8(slice)
        let parser = RecordParser(delimiter: delimiter, isWindows1252: isFallback, expected: width ?? 1)
        let result =
            scan.hasZeroBytes ? .failure(.zeroByte) : scan.hasQuotes ? parser.quoted(slice) : parser.plain(slice)
        switch result {
        case .failure(.strayQuote), .failure(.unclosedQuote):
            return giveUpFirstLine(bytes, from: start, .strayQuote, into: &rows)
        case .failure(let problem): rows.append(unreadable(problem, slice, isFallback))
        case .success(let cells):
            let expected = width ?? cells.count
            width = expected
            rows.append(
                cells.count == expected
                    ? CSVRow(line: line, content: .cells(cells), isFallbackEncoded: isFallback)
                    : unreadable(.wrongCellCount(expected: expected, found: cells.count), slice, isFallback))
        }
        isEmpty = false
        line += 1 + (scan.hasQuotes ? slice.count(where: { $0 == 0x0A }) : 0)
        scan.restart(at: next)
        return next
    }

    /// One physical line is unreadable; reading starts again on the next one.
    private mutating func giveUpFirstLine(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ problem: CSVRowProblem, into rows: inout [CSVRow]
    ) -> Int {
        guard let end = firstLineEnd(bytes, from: start) else {
            isSkippingLongLine = true
            scan.restart(at: bytes.count)
            return bytes.count
        }
        giveUp(problem, UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &rows)
        scan.restart(at: end + 1)
        return end + 1
    }

    private func unreadable(
        _ problem: CSVRowProblem, _ bytes: UnsafeBufferPointer<UInt8>, _ isFallback: Bool
    ) -> CSVRow {
        // A row that is too long went by in pieces: it stays in the source's file alone.
        let isWhole = problem != .tooLong(bytesMax: rowBytesMax)
        let kept = isWhole ? String(decoding: bytes, as: UTF8.self) : nil
        return CSVRow(line: line, content: .unreadable(problem), isFallbackEncoded: isFallback, received: kept)
    }

    private mutating func giveUp(
        _ problem: CSVRowProblem, _ bytes: UnsafeBufferPointer<UInt8>, into rows: inout [CSVRow]
    ) {
        rows.append(unreadable(problem, bytes, false))
        isEmpty = false
        line += 1
    }

    private func firstLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        bytes[start...].firstIndex(of: 0x0A)
    }
}
