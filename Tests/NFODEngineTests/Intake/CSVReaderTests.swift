import Testing

@testable import NFODEngine

@Suite struct CSVReaderTests {
    /// Reads `text` in chunks of every size up to its length: the same rows each time, or the test fails.
    private func rows(_ bytes: [UInt8], max: Int = 64) throws -> [CSVRow] {
        var first: [CSVRow]?
        for chunk in 1...Swift.max(1, bytes.count) {
            var reader = CSVReader(rowBytesMax: max)
            var rows: [CSVRow] = []
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                rows += try reader.feed(bytes[start..<Swift.min(start + chunk, bytes.count)])
            }
            rows += try reader.finish()
            if let first { #expect(rows == first, "chunks of \(chunk)") }
            first = first ?? rows
        }
        return first ?? []
    }

    private func rows(_ text: String, max: Int = 64) throws -> [CSVRow] { try rows(Array(text.utf8), max: max) }

    private func cells(_ text: String) throws -> [[String]] {
        try rows(text).map { if case .cells(let cells) = $0.content { cells } else { ["unreadable"] } }
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n", [["a", "b"]]),
        ("a,b", [["a", "b"]]),
        ("a,b\n\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a,b\n\"1,5\",\"say \"\"no\"\"\"\n", [["a", "b"], ["1,5", "say \"no\""]]),
        ("a,b\n\"x\ny\r\nz\",\"\"\n", [["a", "b"], ["x\ny\r\nz", ""]]),
        ("a,b\né,\"ü\"\"\"\n", [["a", "b"], ["é", "ü\""]]),
        ("a,b\n=cmd(),\t1\n", [["a", "b"], ["=cmd()", "\t1"]]),
    ])
    func rfc4180(text: String, expected: [[String]]) throws {
        #expect(try cells(text) == expected)
    }

    @Test func linesAreCountedThroughQuotedLineEnds() throws {
        let lines = try rows("a,b\n\"x\ny\",1\n\n2,3\n").map(\.line)
        #expect(lines == [1, 2, 5])
    }

    @Test(arguments: [
        ("1,2,3", CSVRowProblem.wrongCellCount(expected: 2, found: 3)),
        ("1", .wrongCellCount(expected: 2, found: 1)),
        ("1,5\" pipe", .strayQuote),
        ("1,\"x\"y", .strayQuote),
        ("1,\"x\" ", .strayQuote),
        ("1,\0", .zeroByte),
        ("1,\(String(repeating: "x", count: 80))", .tooLong(bytesMax: 64)),
    ])
    func oneBadRowLeavesTheOthers(line: String, problem: CSVRowProblem) throws {
        let found = try rows("a,b\n0,0\n\(line)\n2,2\n")
        #expect(found.map(\.line) == [1, 2, 3, 4])
        #expect(found.map(\.content)[2] == .unreadable(problem))
        #expect(found.map(\.content)[3] == .cells(["2", "2"]))
    }

    @Test(arguments: ["1,5\" pipe", "1,\(String(repeating: "x", count: 80))", "1,2,3"])
    func theLastRowMayBeTheBadOne(line: String) throws {
        let found = try rows("a,b\n0,0\n\(line)")
        #expect(found.count == 3)
        #expect(found[1].content == .cells(["0", "0"]))
    }

    @Test func aQuoteThatNeverClosesHidesOnlyItsOwnLine() throws {
        let body = (0..<20).map { "\($0),row\n" }.joined()
        let found = try rows("a,b\nx,\"oops\n" + body)
        #expect(found.map(\.line) == Array(1...22))
        #expect(found[1].content == .unreadable(.tooLong(bytesMax: 64)))
        #expect(found.dropFirst(2).allSatisfy { if case .cells = $0.content { true } else { false } })
    }

    @Test func aQuoteClosedByALaterRowHidesOnlyItsOwnLine() throws {
        let found = try rows("a,b\nx,\"oops\n1,2\n3,\"four\"\n")
        #expect(
            found.map(\.content) == [
                .cells(["a", "b"]), .unreadable(.strayQuote), .cells(["1", "2"]), .cells(["3", "four"]),
            ])
    }

    @Test func halfWrittenFileIsRefused() {
        #expect(throws: CSVFault.halfWritten(line: 3)) { try rows("a,b\n1,2\n3,\"fo") }
        #expect(throws: CSVFault.halfWritten(line: 3)) { try rows("a,b\n1,2\n3,\"four\"\"") }
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}"])
    func emptyFileIsRefused(text: String) {
        #expect(throws: CSVFault.empty) { try rows(text) }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], UnreadableFile.utf16), ([0xFE, 0xFF, 0x00, 0x61], .utf16),
            ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .utf32), ([0x50, 0x4B, 3, 4, 9, 9], .workbook),
        ] as [([UInt8], UnreadableFile)])
    func unreadableEncodingIsRefused(bytes: [UInt8], kind: UnreadableFile) {
        #expect(throws: CSVFault.notText(kind)) { try rows(bytes) }
    }

    @Test func windows1252IsReadAndAnnouncedRowByRow() throws {
        let bytes = Array("a,b\nZo".utf8) + [0xEB] + Array(",".utf8) + [0x80, 0x0A] + Array("é,x\n".utf8)
        let found = try rows(bytes)
        #expect(found.map(\.content)[1] == .cells(["Zoë", "€"]))
        #expect(found.map(\.content)[2] == .cells(["é", "x"]))
        #expect(found.map(\.isFallbackEncoded) == [false, true, false])
    }

    @Test func bytesThatMeanNothingMakeTheRowUnreadable() throws {
        let found = try rows(Array("a,b\n".utf8) + [0x81, 0x2C, 0x31, 0x0A])
        #expect(found.last?.content == .unreadable(.undecodable))
    }

    @Test func memoryIsBoundedByTheLongestRow() throws {
        var reader = CSVReader(rowBytesMax: 64)
        _ = try reader.feed(Array("a,b\n\"".utf8))
        for _ in 0..<1_000 {
            #expect(try reader.feed(Array(repeating: 0x78, count: 100)).isEmpty)
            #expect(reader.pendingBytes <= 165)
        }
        let rows = try reader.feed(Array("\n1,2\n".utf8))
        #expect(rows.map(\.content) == [.unreadable(.tooLong(bytesMax: 64)), .cells(["1", "2"])])
    }
}

@Suite struct SpreadsheetTextTests {
    @Test(arguments: [
        ("=cmd()", "'=cmd()"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("Zoë", "Zoë"), ("", ""), ("a=b", "a=b"),
    ])
    func cellsAreMadeSafe(cell: String, safe: String) {
        #expect(SpreadsheetText.safe(cell) == safe)
    }

    @Test func whatIsWrittenReadsBack() throws {
        let cells = ["plain", "a,b", "say \"no\"", "two\nlines", " blank ", "=1+1"]
        var writer = CSVWriter()
        writer.write(cells)
        var reader = CSVReader(rowBytesMax: 1_000)
        let rows = try reader.feed(Array(writer.text.utf8))
        #expect(rows.first?.content == .cells(cells.dropLast() + ["'=1+1"]))
        #expect(writer.text.hasSuffix("\r\n"))
    }
}
