import CZip
import Foundation

/// A workbook put together by hand from the text of its parts, so that hostile ones can be made too.
public struct WorkbookFixture {
    /// What stands inside `sheetData`.
    public var rows = ""
    /// Before and after it.
    public var aroundRows = ("", "")
    /// Each the content of one `si`.
    public var strings: [String] = []
    /// Number formats, used as style 1, 2 ...; style 0 is General. A number is one that is built in.
    public var formats: [String] = []
    public var workbookProperties = ""
    /// Name, state and part of each sheet, in order.
    public var sheets = [(state: "visible", part: "worksheets/sheet1.xml")]
    /// Before the root element of the sheet.
    public var prologue = ""
    /// Replaces or adds parts by name.
    public var parts: [String: String] = [:]
    public var missing: Set<String> = []

    public static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    public static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    public static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    public init(rows: String = "", strings: [String] = [], formats: [String] = []) {
        self.rows = rows
        self.strings = strings
        self.formats = formats
    }

    public var all: [(name: String, text: String)] {
        var texts = [
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": workbookRelationships,
            "xl/worksheets/sheet1.xml": sheet(rows), "xl/sharedStrings.xml": sharedStrings, "xl/styles.xml": styles,
        ]
        texts.merge(parts) { $1 }
        return texts.filter { !missing.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    public func sheet(_ rows: String) -> String {
        "<?xml version=\"1.0\"?>\(prologue)<worksheet xmlns=\"\(Self.main)\">\(aroundRows.0)"
            + "<sheetData>\(rows)</sheetData>\(aroundRows.1)</worksheet>"
    }

    public func relationships(_ all: [(id: String, kind: String, target: String)]) -> String {
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

    /// - Parameter method: of compression, as the zip format numbers them: 8 packs, 0 does not.
    public func write(to path: String, method: Int32 = 8) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw FixtureUnwritable() }
        for (name, text) in all {
            let bytes = Array(text.utf8)
            guard let copy = malloc(max(1, bytes.count)) else { throw FixtureUnwritable() }
            copy.copyMemory(from: bytes, byteCount: bytes.count)
            guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
                throw FixtureUnwritable()
            }
            let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else { throw FixtureUnwritable() }
            zip_set_file_compression(archive, UInt64(index), method, 9)
        }
        guard zip_close(archive) == 0 else { throw FixtureUnwritable() }
    }
}

struct FixtureUnwritable: Error {}
