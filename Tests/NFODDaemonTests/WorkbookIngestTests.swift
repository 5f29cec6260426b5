import Foundation
import NFODEngine
import NFODStore
import Spreadsheet
import Testing
import WorkbookFixture

@testable import NFODDaemon

/// Workbooks as feeds: what is true of a CSV file is true of them.
@Suite struct WorkbookIngestTests {
    private func take(
        _ scratch: OperationScratch, _ source: String, _ path: String, isHistory: Bool = false
    ) throws -> IngestResult {
        let files = [Operation.SourceFile(source: source, path: path)]
        let answer = scratch.run(.ingest(files: files, isHistory: isHistory), asJSON: true)
        try #require(answer.exitCode == 0, "\(answer.errors)")
        return try JSONDecoder().decode(IngestResult.self, from: Data(answer.output.utf8))
    }

    /// The fixture's first rows as a workbook of texts, as our own writer makes it.
    private func workbook(_ scratch: OperationScratch, rows: Int) throws -> String {
        let csv = try scratch.feed("ambulance", rows: rows)
        var reader = CSVReader(rowBytesMax: 65_536)
        let records = try reader.feed(Data(contentsOf: URL(fileURLWithPath: csv))) + reader.finish()
        let cells = records.map { if case .cells(let cells) = $0.content { cells } else { [String]() } }
        let table = CSVTable(
            header: try #require(cells.first), rows: cells.dropFirst().map { $0.map { CSVTable.Cell.text($0) } })
        let path = scratch.root + "/feed-without-a-telling-name"
        let layout = SheetLayout(name: "Feed", footer: "", madeAt: OperationScratch.start)
        try WorkbookWriter(table, layout: layout).write(to: path)
        return path
    }

    @Test func theSameRowsAsCSVAndAsWorkbookAreTheSameRows() throws {
        let scratch = try OperationScratch()
        try scratch.takeIn("ambulance", rows: 20)
        let path = try workbook(scratch, rows: 20)
        #expect(try take(scratch, "ambulance", path).unchanged == 20)
        #expect(try take(scratch, "ambulance", try workbook(scratch, rows: 25)).accepted == 5)
    }

    /// Dates that the workbook knows as such, a CHI number in a numeric cell, and the numbers of the rows.
    @Test func typedCellsAndTheSheetsOwnRowNumbers() throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/community.xlsx"
        let header = ["Ref", "Date", "Name", "Year of Birth", "Postcode", "Reported By", "Note", "Sent", "", "Worker"]
        var fixture = WorkbookFixture(formats: ["dd/mm/yyyy hh:mm", "14", "0000000000"])
        fixture.rows =
            Self.row(2, header.map { .text($0) })
            + Self.row(
                4,
                [
                    .text("C-1"), .styled("43782.75", 1), .text("Ailsa&#10;Testperson"), .styled("1985", 0),
                    .text("DD1 1AA"),
                    .text("Pharmacy"), .text("found,&#10;naloxone given"), .styled("43783", 2),
                ])
            + Self.row(5, [.text(" "), .text("")])
            + Self.row(9, [.text("C-2"), .none, .none, .none, .none, .none, .text("#N/A"), .styled("43783", 2)])
            + Self.row(10, [.text("C-3")] + Array(repeating: .none, count: 9) + [.text("beyond the header")])
        try fixture.write(to: path)
        let result = try take(scratch, "community", path)
        #expect((result.rows, result.accepted, result.quarantined) == (3, 1, 2))
        #expect(result.reasons.map(\.line) == [9, 10])
        #expect(result.reasons.map(\.code) == ["nothing-to-go-on", "wrong-cell-count"])
        let facts = try scratch.daemon.workflow.read { reading in
            try reading.tx.responses.all().compactMap { try reading.loadCase($0.id)?.state.notifications.first?.facts }
        }
        let told = try #require(facts.first)
        #expect(told.overdose == .exact(try #require(Instant(iso8601: "2019-11-13T18:00:00+00:00"))))
        #expect(told.sentAt == Instant(iso8601: "2019-11-14T07:00:00+00:00"))
        #expect(told.naloxoneGiven == .yes)
        let details = try scratch.daemon.workflow.read { try $0.stored(NotificationID(1)).vaulted.details }
        #expect(details.asReceived["Name"] == "Ailsa, Testperson")
        #expect(details.asReceived["(column I)"] == "" && details.asReceived["Worker"] == "")
    }

    @Test func hiddenRowsAndOtherSheetsAreMentioned() throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/community.xlsx"
        let header = ["Ref", "Date", "Name", "Year of Birth", "Postcode", "Reported By", "Note", "Sent"]
        var fixture = WorkbookFixture()
        fixture.rows =
            Self.row(1, header.map { .text($0) })
            + Self.row(2, [.text("C-1"), .text("13/11/2019"), .text("Ailsa Testperson")])
            .replacingOccurrences(of: "<row ", with: "<row hidden=\"1\" ")
        fixture.sheets.append(("visible", "worksheets/sheet2.xml"))
        fixture.parts["xl/worksheets/sheet2.xml"] = fixture.sheet("")
        try fixture.write(to: path)
        let answer = scratch.run(.ingest(files: [.init(source: "community", path: path)], isHistory: false))
        #expect(answer.output.contains("1 row that the workbook hides was read like the others"))
        #expect(answer.output.contains("1 more visible sheet was not read"))
    }

    @Test func whatCannotBeReadIsRefusedWholeWithWhatToDo() throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/feed.xls"
        let bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let old = scratch.run(.ingest(files: [.init(source: "ambulance", path: path)], isHistory: false))
        #expect(old.exitCode == 1)
        #expect(old.errors == ["ambulance: " + WorkbookProblem.oldFormat.message + " [workbook-xls]"])
        // A sheet that turns bad after a thousand good rows: not one of them is taken in.
        let good = try workbook(scratch, rows: 700)
        var fixture = WorkbookFixture()
        fixture.rows = try WorkbookReaderRows.xml(of: good) + "<row r=\"3\"/>"
        try fixture.write(to: good)
        let cut = scratch.run(.ingest(files: [.init(source: "ambulance", path: good)], isHistory: false))
        #expect(cut.errors.contains { $0.contains("[workbook-cells-out-of-order]") }, "\(cut)")
        #expect(try scratch.daemon.workflow.read { try $0.tx.responses.all().isEmpty })
    }

    enum CellText {
        case none
        case text(String)
        case styled(String, Int)
    }

    static func row(_ number: Int, _ cells: [CellText]) -> String {
        let written = cells.enumerated().map { column, cell -> String in
            let place = SheetRow.letters(ofColumn: column) + String(number)
            return switch cell {
            case .none: ""
            case .text(let text): "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
            case .styled(let value, let style): "<c r=\"\(place)\" s=\"\(style)\"><v>\(value)</v></c>"
            }
        }
        return "<row r=\"\(number)\">" + written.joined() + "</row>"
    }
}

/// A workbook's rows written by hand again, to be changed.
enum WorkbookReaderRows {
    static func xml(of path: String) throws -> String {
        var rows = ""
        _ = try WorkbookReader(path: path).read { row in
            let escaped = row.cells.map {
                $0.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            }
            rows += WorkbookIngestTests.row(row.number, escaped.map { .text($0) })
        }
        return rows
    }
}
