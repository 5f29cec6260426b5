import NFODEngine
import Spreadsheet
import Testing
import WorkbookFixture

/// Which sheet is read, and how rows and cells fall into place.
@Suite struct SheetShapeTests {
    private func cell(_ place: String, _ text: String) -> String {
        "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    @Test func whatIsMissingIsEmptyAndRowsKeepTheirNumbers() throws {
        var fixture = WorkbookFixture(
            rows: "<row r=\"2\">\(cell("B2", "b"))\(cell("E2", "e"))<c r=\"XFD2\" s=\"0\"/></row><row r=\"5\"/>"
                + "<row r=\"7\" hidden=\"1\">\(cell("A7", "a"))</row><row>\(cell("A8", "next"))</row>"
                + "<row r=\"1048576\"><c r=\"A1048576\"/></row>")
        fixture.aroundRows = (
            "<dimension ref=\"A1:XFD1048576\"/>", "<mergeCells count=\"1\"><mergeCell ref=\"A7:C7\"/></mergeCells>"
        )
        let read = try SheetReading(fixture)
        #expect(
            read.rows == [
                SheetRow(number: 2, cells: ["", "b", "", "", "e"]), SheetRow(number: 7, cells: ["a"]),
                SheetRow(number: 8, cells: ["next"]),
            ])
        #expect(read.summary.rows == 3)
        #expect(read.summary.hiddenRows == 1)
    }

    /// Sheets are named in the workbook's order; relationships say where they are, in any order.
    @Test func theFirstVisibleWorksheetIsRead() throws {
        var fixture = WorkbookFixture()
        fixture.sheets = [
            ("veryHidden", "worksheets/a.xml"), ("hidden", "worksheets/b.xml"), ("visible", "chartsheets/c.xml"),
            ("visible", "worksheets/d.xml"), ("visible", "worksheets/e.xml"),
        ]
        for name in ["a", "b", "d", "e"] {
            fixture.parts["xl/worksheets/\(name).xml"] = fixture.sheet("<row>\(cell("A1", name))</row>")
        }
        let read = try SheetReading(fixture)
        #expect(read.cells == [["d"]])
        #expect(read.summary.otherVisibleSheets == 1)
        fixture.sheets.removeLast(2)
        #expect(try problem(fixture) == .noVisibleSheet)
    }

    /// As the Open XML kit writes it: every name with a prefix. As the strict form of the standard has it: other names.
    @Test func prefixesAndTheStrictNamespace() throws {
        var fixture = WorkbookFixture()
        fixture.parts["xl/worksheets/sheet1.xml"] = """
            <x:worksheet xmlns:x="\(WorkbookFixture.main)" xmlns:y="urn:other"><x:sheetData><x:row><y:c/>\
            <x:c t="str"><x:v>told</x:v></x:c></x:row></x:sheetData></x:worksheet>
            """
        #expect(try SheetReading(fixture).cells == [["told"]])
        let strict = "http://purl.oclc.org/ooxml/"
        for (name, text) in fixture.all where name.hasPrefix("xl/") || name == "_rels/.rels" {
            fixture.parts[name] = text.replacing(WorkbookFixture.main, with: strict + "spreadsheetml/main")
                .replacing(WorkbookFixture.office, with: strict + "officeDocument/relationships")
        }
        #expect(try SheetReading(fixture).cells == [["told"]])
    }

    @Test func aWorkbookWithoutStylesAndTexts() throws {
        var fixture = WorkbookFixture(rows: "<row><c s=\"7\"><v>12</v></c></row>")
        fixture.missing = ["xl/styles.xml", "xl/sharedStrings.xml"]
        fixture.parts["xl/_rels/workbook.xml.rels"] = fixture.relationships([
            ("rId10", "worksheet", "../xl/./worksheets/sheet1.xml")
        ])
        #expect(try SheetReading(fixture).cells == [["12"]])
    }

    @Test(arguments: [
        ("<row r=\"2\"/><row r=\"2\"/>", 2), ("<row r=\"3\"/><row r=\"2\"/>", 2), ("<row r=\"0\"/>", 0),
        ("<row r=\"1048577\"/>", 1), ("<row r=\"x\"/>", 1), ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", 1),
        ("<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>", 1), ("<row r=\"4\"><c r=\"A5\"/></row>", 4),
        ("<row r=\"1\"><c r=\"XFE1\"/></row>", 1), ("<row r=\"1\"><c r=\"1A\"/></row>", 1),
        ("<row r=\"1\"><c r=\"a1\"/></row>", 1), ("<row r=\"1\"><c r=\"\"/></row>", 1),
        ("<row r=\"1\"><c r=\"A01\"/></row>", 1), ("<row r=\"1\"><c r=\"XFD1\"/><c/></row>", 1),
    ])
    func cellsOutOfOrderAreRefused(rows: String, row: Int) throws {
        #expect(try problem(WorkbookFixture(rows: rows)) == .cellsOutOfOrder(row: row))
    }

    @Test(arguments: [
        ("<row><c><c/></c></row>", WorkbookProblem.Part.sheet), ("<c/>", .sheet),
        ("<row><c t=\"z\"><v>1</v></c></row>", .sheet),
        ("<row><c t=\"s\"><v>0</v></c></row>", .strings), ("<row><c t=\"s\"><v>-1</v></c></row>", .strings),
        ("<row>", .sheet), ("<row a=\"1\" a=\"2\"/>", .sheet), ("&unknown;", .sheet),
    ])
    func whatTheStandardDoesNotHaveIsRefused(rows: String, part: WorkbookProblem.Part) throws {
        #expect(try problem(WorkbookFixture(rows: rows)) == .damaged(part))
    }

    @Test(arguments: [
        ("xl/workbook.xml", WorkbookProblem.Part.workbook), ("xl/worksheets/sheet1.xml", .sheet),
        ("xl/sharedStrings.xml", .strings), ("xl/styles.xml", .styles),
    ])
    func aPartThatIsMissingOrEmpty(name: String, part: WorkbookProblem.Part) throws {
        var fixture = WorkbookFixture()
        fixture.parts[name] = ""
        #expect(try problem(fixture) == .damaged(part))
        fixture.missing = [name]
        #expect(try problem(fixture) == .damaged(part))
    }
}
