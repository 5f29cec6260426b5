import CZip
import Foundation
import NFODEngine
import Spreadsheet
import Testing

/// A workbook put together by hand from the text of its parts, so that hostile ones can be made too.
struct WorkbookFixture {
    /// What stands inside `sheetData`.
    var rows = ""
    /// Before and after it.
    var aroundRows = ("", "")
    /// Each the content of one `si`.
    var strings: [String] = []
    /// Number formats, used as style 1, 2 ...; style 0 is General. A number is one that is built in.
    var formats: [String] = []
    var workbookProperties = ""
    /// Name, state and part of each sheet, in order.
    var sheets = [(state: "visible", part: "worksheets/sheet1.xml")]
    /// Before the root element of the sheet.
    var prologue = ""
    /// Replaces or adds parts by name.
    var parts: [String: String] = [:]
    var missing: Set<String> = []

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    init(rows: String = "", strings: [String] = [], formats: [String] = []) {
        self.rows = rows
        self.strings = strings
        self.formats = formats
    }

    var all: [(name: String, text: String)] {
        var texts = [
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": workbookRelationships,
            "xl/worksheets/sheet1.xml": sheet(rows), "xl/sharedStrings.xml": sharedStrings, "xl/styles.xml": styles,
        ]
        texts.merge(parts) { $1 }
        return texts.filter { !missing.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func sheet(_ rows: String) -> String {
        "<?xml version=\"1.0\"?>\(prologue)<worksheet xmlns=\"\(Self.main)\">\(aroundRows.0)"
            + "<sheetData>\(rows)</sheetData>\(aroundRows.1)</worksheet>"
    }

    func relationships(_ all: [(id: String, kind: String, target: String)]) -> String {
        "<Relationships xmlns=\"\(Self.package)\">"
            + all.map { "<Relationship Id=\"\($0.id)\" Type=\"\(Self.office)/\($0.kind)\" Target=\"\($0.target)\"/>" }
            .joined() + "</Relationships>"
    }

    private var workbook: String {
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name=\"S\(index)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"rId\(index + 10)\"/>"
        }
        return "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><workbookPr \(workbookProperties)/><sheets>"
            + list.joined() + "</sheets></workbook>"
    }

    /// The sheets stand last and in reverse: their order here says nothing.
    private var workbookRelationships: String {
        let kinds = sheets.enumerated().map { index, sheet in
            ("rId\(index + 10)", sheet.part.hasPrefix("chart") ? "chartsheet" : "worksheet", sheet.part)
        }
        return relationships(
            [("rId1", "styles", "/xl/styles.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")] + kinds.reversed())
    }

    private var sharedStrings: String {
        "<sst xmlns=\"\(Self.main)\">" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
    }

    private var styles: String {
        var custom = ""
        var cells = "<xf numFmtId=\"0\"/>"
        for (index, format) in formats.enumerated() {
            let escaped = format.replacingOccurrences(of: "\"", with: "&quot;")
            if builtIn(format) == nil { custom += "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(escaped)\"/>" }
            cells += "<xf numFmtId=\"\(builtIn(format) ?? 164 + index)\"/>"
        }
        return "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(custom)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
            + "</cellStyleXfs><cellXfs>\(cells)</cellXfs></styleSheet>"
    }

    private func builtIn(_ format: String) -> Int? { format.count <= 2 ? Int(format) : nil }

    func write(to path: String, method: Int32 = Int32(ZIP_CM_DEFLATE)) throws {
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        for (name, text) in all {
            let bytes = Array(text.utf8)
            let copy = try #require(malloc(max(1, bytes.count)))
            copy.copyMemory(from: bytes, byteCount: bytes.count)
            let source = try #require(zip_source_buffer(archive, copy, UInt64(bytes.count), 1))
            let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
            try #require(index >= 0)
            zip_set_file_compression(archive, UInt64(index), method, 9)
        }
        try #require(zip_close(archive) == 0)
    }
}

/// A file that is gone with the test.
final class ScratchFile {
    let path = NSTemporaryDirectory() + "/nfod-sheet-" + UUID().uuidString.prefix(12) + ".xlsx"

    init() {}

    init(_ fixture: WorkbookFixture) throws { try fixture.write(to: path) }

    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

struct SheetReading {
    var rows: [SheetRow] = []
    var summary = SheetSummary()

    init(_ file: ScratchFile, limits: SheetLimits = SheetLimits()) throws {
        // The file must be there for as long as it is read.
        defer { withExtendedLifetime(file) {} }
        let reader = try WorkbookReader(path: file.path, limits: limits)
        var rows: [SheetRow] = []
        summary = try reader.read { rows.append($0) }
        self.rows = rows
    }

    init(_ fixture: WorkbookFixture, limits: SheetLimits = SheetLimits()) throws {
        try self.init(try ScratchFile(fixture), limits: limits)
    }

    var cells: [[String]] { rows.map(\.cells) }
}

/// Why a workbook is refused; nil when it is read.
func problem(_ fixture: WorkbookFixture, limits: SheetLimits = SheetLimits()) throws -> WorkbookProblem? {
    try problem(ScratchFile(fixture), limits: limits)
}

func problem(_ file: ScratchFile, limits: SheetLimits = SheetLimits()) throws -> WorkbookProblem? {
    do { _ = try SheetReading(file, limits: limits) } catch FeedRefusal.workbook(let problem) { return problem }
    return nil
}

/// One row of numbers, one after the other in style 1.
func number(_ value: String, style: Int = 1) -> String { "<row><c s=\"\(style)\"><v>\(value)</v></c></row>" }

extension ScratchFile {
    /// The text of one part.
    func part(_ name: String) throws -> String {
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_RDONLY, &code))
        defer { zip_discard(archive) }
        let file = try #require(zip_fopen(archive, name, 0))
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = zip_fread(file, &bytes, UInt64(bytes.count))
        try #require(count >= 0)
        return String(decoding: bytes[..<Int(count)], as: UTF8.self)
    }
}
