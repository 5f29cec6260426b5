import Foundation
import NFODEngine
import Spreadsheet
import Testing
import WorkbookFixture

/// A good workbook cut off everywhere, and with bytes changed everywhere: read or refused, never anything else.
@Suite struct FuzzTests {
    private func good(method: Int32) throws -> [UInt8] {
        let file = ScratchFile()
        var fixture = WorkbookFixture(
            rows: (1...20).map {
                "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>\($0 % 2)</v></c>"
                    + "<c r=\"C\($0)\" s=\"1\"><v>44256.5</v></c>"
                    + "<c t=\"inlineStr\"><is><t>_x000D_&amp;</t></is></c></row>"
            }.joined(), strings: ["<t>one</t>", "<r><t>two</t></r>"], formats: ["dd/mm/yyyy hh:mm"])
        fixture.missing = ["[Content_Types].xml"]
        try fixture.write(to: file.path, method: method)
        return try file.bytes()
    }

    private func outcome(_ bytes: [UInt8]) throws -> WorkbookProblem? { try problem(ScratchFile(bytes)) }

    @Test(arguments: [Int32(0), 8]) func cutOffAnywhere(method: Int32) throws {
        let bytes = try good(method: method)
        #expect(try outcome(bytes) == nil)
        for count in 0..<bytes.count { #expect(try outcome(Array(bytes[..<count])) != nil, "\(count)") }
    }

    /// Method 0 leaves the XML open to the changes; 8 is what programs write.
    @Test(arguments: [Int32(0), 8]) func bytesChanged(method: Int32) throws {
        let bytes = try good(method: method)
        var state: UInt64 = 20_261_122
        var refused = 0
        for round in 0..<3_000 {
            var changed = bytes
            for _ in 0...(round % 3) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let place = Int(state >> 33) % bytes.count
                changed[place] = UInt8(truncatingIfNeeded: state >> 24)
            }
            if try outcome(changed) != nil { refused += 1 }
        }
        #expect(refused > 1_000)
    }

    /// Stored XML with the check sums left out of the game: the parser itself is fed.
    @Test func partsChanged() throws {
        let fixture = WorkbookFixture(
            rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44256.5</v></c></row>",
            strings: ["<t>one</t>"], formats: ["dd/mm/yyyy"])
        let alphabet = Array("<>/=\"&; 019AZaz\u{1}_x:!-[]?".utf8)
        var state: UInt64 = 7
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        for _ in 0..<1_500 {
            var other = fixture
            let part = fixture.all[next(fixture.all.count)]
            var bytes = Array(part.text.utf8)
            for _ in 0...next(3) { bytes[next(bytes.count)] = alphabet[next(alphabet.count)] }
            other.parts[part.name] = String(decoding: bytes, as: UTF8.self)
            _ = try problem(other)
        }
    }
}
