import Foundation
import NFODEngine
import Spreadsheet
import Testing

/// What is written reads back the same.
@Suite struct WorkbookWriterTests {
    private let layout = SheetLayout(
        name: "Huddle", footer: "A & B", madeAt: Instant(milliseconds: 1_614_591_000_000), fixedColumns: 2,
        pagesAcross: 2)

    @Test func roundTrip() throws {
        let table = CSVTable(
            header: ["case", "name", "hoursLeft", "attempts", "note"],
            rows: [
                [.text("QK7-M2P"), .text("Ren\u{E9}e O'Test"), .tenths(-155), .integer(3), .text("=1+1")],
                [.text("0101"), .empty, .tenths(20), .integer(0), .text("a, \"b\"\nc")],
                [.text("44256"), .text("_x0041_"), .empty, .empty, .text("@SUM(A1)")],
                [.text("TRUE"), .text("\u{1F9E1} & <b>"), .tenths(0), .integer(-2), .text("+44 7700 900123")],
            ])
        let file = ScratchFile()
        try WorkbookWriter(table, layout: layout).write(to: file.path)
        let read = try SheetReading(file)
        #expect(
            read.cells == [
                ["case", "name", "hoursLeft", "attempts", "note"],
                ["QK7-M2P", "Ren\u{E9}e O'Test", "-15.5", "3", "=1+1"], ["0101", "", "2", "0", "a, \"b\"\nc"],
                ["44256", "_x0041_", "", "", "@SUM(A1)"],
                ["TRUE", "\u{1F9E1} & <b>", "0", "-2", "+44 7700 900123"],
            ])
        #expect(read.rows.map(\.number) == [1, 2, 3, 4, 5])
    }

    @Test func notesAreLinesOfTheirOwnUnderTheHeader() throws {
        let note = "NOT COVERED, declared (1): Duty worker has nobody on Saturday and Sunday from 17:00 to 09:00."
        let table = CSVTable(
            header: ["case", "name", "note"], notes: [note, "=1+1"],
            rows: [[.text("QK7-M2P"), .empty, .text("a")]])
        let file = ScratchFile()
        try WorkbookWriter(table, layout: layout).write(to: file.path)
        let cells = try SheetReading(file).cells.map { $0.filter { !$0.isEmpty } }
        #expect(cells == [["case", "name", "note"], [note], ["=1+1"], ["QK7-M2P", "a"]])
        let sheet = try file.part("xl/worksheets/sheet1.xml")
        #expect(sheet.contains(#"<autoFilter ref="A1:C4"/>"#), "the rows of the table stay in the filter")
        #expect(!sheet.contains("<f>"))
        // As high as one line: it runs on to the right instead of growing in a narrow column.
        let heights = sheet.matches(of: /<row r="(\d)"[^>]* ht="([0-9.]+)"/).map { "\($0.1) \($0.2)" }
        #expect(heights.contains("2 12.75") && heights.contains("3 12.75"), "\(heights)")
    }

    @Test func noTextBecomesAFormulaAndTheSameTableGivesTheSameBytes() throws {
        let table = CSVTable(header: ["note"], rows: [[.text("=HYPERLINK(\"http://127.0.0.1\")")]])
        let (first, second) = (ScratchFile(), ScratchFile())
        try WorkbookWriter(table, layout: layout).write(to: first.path)
        try WorkbookWriter(table, layout: layout).write(to: second.path)
        #expect(try first.bytes() == second.bytes())
        let sheet = try first.part("xl/worksheets/sheet1.xml")
        #expect(!sheet.contains("<f>"))
        for word in ["frozen", "paperSize=\"9\"", "orientation=\"landscape\"", "fitToWidth=\"2\"", "autoFilter"] {
            #expect(sheet.contains(word), "\(word)")
        }
    }

    @Test func whatNoCellCanHold() throws {
        let table = CSVTable(
            header: [], rows: [])
        let empty = ScratchFile()
        try WorkbookWriter(table, layout: layout).write(to: empty.path)
        #expect(try SheetReading(empty).rows.isEmpty)
        let long = CSVTable(
            header: ["note"], rows: [[.text(String(repeating: "\u{E9}", count: 40_000))], [.text("a\u{0}b\u{7}c")]])
        let file = ScratchFile()
        try WorkbookWriter(long, layout: layout).write(to: file.path)
        let cells = try SheetReading(file).cells
        #expect(cells[1][0].count == 32_767)
        #expect(cells[2][0] == "a b c")
        #expect(throws: WorkbookWriterFault.self) { try WorkbookWriter(long, layout: layout).write(to: "/nowhere/x") }
    }
}
