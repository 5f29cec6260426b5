import CZip
import Foundation
import NFODEngine
import Spreadsheet
import Testing
import WorkbookFixture

/// Files that were made to harm, and files that are something else.
@Suite struct HostileWorkbookTests {
    private let text = "<c t=\"inlineStr\"><is><t>x</t></is></c>"

    @Test func zipBombs() throws {
        // 200 MB of blanks in a few hundred kilobytes.
        var bomb = WorkbookFixture()
        bomb.parts["xl/worksheets/sheet1.xml"] = bomb.sheet(String(repeating: " ", count: 140 << 20))
        let file = try ScratchFile(bomb)
        #expect(try file.bytes().count < 1 << 20)
        #expect(try problem(file) == .tooLarge(.compression))
        var limits = SheetLimits()
        limits.ratioMax = 100_000
        #expect(try problem(file, limits: limits) == .tooLarge(.unpackedSize))
        bomb = WorkbookFixture()
        bomb.parts["xl/sharedStrings.xml"] = "<sst>" + String(repeating: "<a/>", count: 4 << 20)
        #expect(try problem(bomb) == .tooLarge(.compression))
    }

    @Test func anArchiveWithTooManyEntriesIsNotEvenOpened() throws {
        var fixture = WorkbookFixture(rows: "<row>\(text)</row>")
        for index in 0..<300 { fixture.parts["xl/media/\(index)"] = "" }
        #expect(try problem(fixture) == nil)
        var limits = SheetLimits()
        limits.entriesMax = 200
        #expect(try problem(fixture, limits: limits) == .tooLarge(.entries))
        limits = SheetLimits()
        limits.directoryBytesMax = 2_000
        #expect(try problem(fixture, limits: limits) == .tooLarge(.entries))
    }

    /// Entities are declared in a document type, so none is let in: no billion laughs, no file of this machine.
    @Test(arguments: [
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>", "<!DOCTYPE w SYSTEM \"http://127.0.0.1/x.dtd\">",
    ])
    func documentTypesAreRefused(prologue: String) throws {
        var fixture = WorkbookFixture(rows: "<row><c t=\"str\"><v>&a;</v></c></row>")
        fixture.prologue = prologue
        #expect(try problem(fixture) == .declaresDocumentType)
        fixture = WorkbookFixture()
        for part in ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels"] {
            var other = fixture
            other.parts[part] = prologue + (fixture.all.first { $0.name == part }?.text ?? "")
            #expect(try problem(other) == .declaresDocumentType, "\(part)")
        }
    }

    /// Nesting, one endless attribute, ever new names, one endless comment: all cost the parser memory.
    @Test(arguments: ["nesting", "attribute", "names", "comment"])
    func theParsersMemoryIsBounded(kind: String) throws {
        let content =
            switch kind {
            case "nesting": String(repeating: "<a>", count: 3 << 20)
            case "attribute": "<row a=\"" + String(repeating: "x", count: 20 << 20) + "\"/>"
            case "names": (0..<400_000).map { "<row n\($0)=\"\"/>" }.joined()
            default: "<!--" + String(repeating: "-x", count: 10 << 20) + "-->"
            }
        var limits = SheetLimits()
        limits.ratioMax = 100_000
        #expect(try problem(WorkbookFixture(rows: content), limits: limits) == .tooLarge(.memory))
    }

    /// One long text named by many cells: a small file that would become a large one.
    @Test func textsThatMultiply() throws {
        let rows = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 2_000) + "</row>"
        let fixture = WorkbookFixture(rows: rows, strings: ["<t>" + String(repeating: "x", count: 30_000) + "</t>"])
        #expect(try problem(fixture) == .tooLarge(.text))
        var limits = SheetLimits()
        limits.rowBytesMax = 1 << 30
        limits.textBytesMax = 50_000_000
        #expect(try problem(fixture, limits: limits) == .tooLarge(.text))
    }

    @Test func everyLimitIsKept() throws {
        let fixture = WorkbookFixture(
            rows: String(repeating: "<row>\(text)\(text)\(text)</row>", count: 3),
            strings: ["<t>one</t>", "<t>two</t>"],
            formats: ["0.0", "0.00"])
        #expect(try problem(fixture) == nil)
        func with(_ change: (inout SheetLimits) -> Void) throws -> WorkbookProblem? {
            var limits = SheetLimits()
            change(&limits)
            return try problem(fixture, limits: limits)
        }
        #expect(try with { $0.rowsMax = 2 } == .tooLarge(.rows))
        #expect(try with { $0.cellsPerRowMax = 2 } == .tooLarge(.cellsInRow))
        #expect(try with { $0.stringsMax = 1 } == .tooLarge(.strings))
        #expect(try with { $0.stringBytesMax = 5 } == .tooLarge(.strings))
        #expect(try with { $0.formatsMax = 1 } == .tooLarge(.formats))
        #expect(try with { $0.cellBytesMax = 0 } == .tooLarge(.cell))
        #expect(try with { $0.textBytesMax = 8 } == .tooLarge(.text))
        #expect(try with { $0.partBytesMax = 100 } == .tooLarge(.unpackedSize))
    }

    @Test func otherFilesSayWhatToDo() throws {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        let filler = [UInt8](repeating: 0, count: (1 << 20) - 20)
        #expect(try problem(ScratchFile(compound + filler)) == .oldFormat)
        #expect(try problem(ScratchFile(compound + filler + name)) == .encrypted)
        #expect(try problem(ScratchFile(Array("Ref,Name\n".utf8))) == .notAWorkbook)
        #expect(try problem(ScratchFile([])) == .damaged(.archive))
        var other = WorkbookFixture()
        other.parts["_rels/.rels"] = other.relationships([("rId1", "officeDocument", "xl/workbook.bin")])
        #expect(try problem(other) == .binaryFormat)
        other.parts["_rels/.rels"] = other.relationships([("rId1", "officeDocument", "word/document.xml")])
        other.parts["word/document.xml"] = "<w:document xmlns:w=\"urn:w\"/>"
        #expect(try problem(other) == .notAWorkbook)
        other.missing = ["_rels/.rels"]
        #expect(try problem(other) == .notAWorkbook)
        other.parts["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet"
        other.parts["content.xml"] = "<office/>"
        #expect(try problem(other) == .openDocument)
    }

    @Test func twoPartsOfOneName() throws {
        var fixture = WorkbookFixture(rows: "<row>\(text)</row>")
        fixture.parts["XL/Worksheets/Sheet1.xml"] = fixture.sheet("")
        #expect(try problem(fixture) == .damaged(.archive))
    }

    @Test func theMessagesSayWhatToDoAndNoValue() {
        let all: [WorkbookProblem] = [
            .encrypted, .oldFormat, .binaryFormat, .openDocument, .notAWorkbook, .damaged(.sheet), .noVisibleSheet,
            .declaresDocumentType, .tooLarge(.rows), .cellsOutOfOrder(row: 7),
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        for problem in all {
            #expect(FeedRefusal.workbook(problem).code == problem.code)
            #expect(
                ["save it", "Save", "save the", "Take the password off", "ask the source", "Show the"].contains {
                    problem.message.contains($0)
                })
        }
    }
}
