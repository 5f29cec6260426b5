import Foundation
import NFODEngine
import Testing

/// Texts that try to become something else: markup, a formula, a terminal's command, a second line.
@Suite struct HostileReportTests {
    static let texts = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "=cmd()|'/C calc'!A0",
        "+1+1", "-2", "@SUM(A1)", "\u{FF1D}1", "  =1", "\t=1", "a\u{1B}[2Jb", "a\r\nb", "a\u{2028}b", "\u{202E}gnp",
        "[x](javascript:y)", "| a | b |", "*b* _i_ `c`", "a\\\"b", "\u{0}", "O'Neil, \"Bob\"", "Màiri 🙂",
    ]

    static func report(_ text: String, _ format: ReportFormat) -> String {
        let named = PageText(zone: .utc, names: [PersonID(42): text], sourceNames: [SourceID("police"): text])
        var input = ExampleHuddle.input
        input.notes = [text]
        input.label = text
        for index in input.cases.indices { input.cases[index].triage.reasons = [text] }
        return HuddleReport.build(from: input).rendered(as: format, named)
    }

    @Test("HTML: text never becomes markup", arguments: texts)
    func html(text: String) {
        let page = Self.report(text, .html)
        let harmless = Self.report("harmless", .html)
        for mark in ["<", ">", "\"", "'"] { #expect(Self.count(mark, page) == Self.count(mark, harmless)) }
        #expect(!page.unicodeScalars.contains("\u{1B}"))
        #expect(!page.unicodeScalars.contains("\u{202E}"))
    }

    @Test("HTML: the title of the window never holds a name")
    func title() throws {
        let page = ExampleHuddle.report.rendered(as: .html, ExampleHuddle.named)
        let title = try #require(
            page.components(separatedBy: "<title>").last?.components(separatedBy: "</title>").first)
        #expect(title == "NFOD huddle, Mon 1 Mar 2021 09:30")
        #expect(page.contains("Ann Example"))
    }

    @Test("Without --names no name is in any form", arguments: ReportFormat.allCases)
    func noNames(format: ReportFormat) {
        #expect(!ExampleHuddle.report.rendered(as: format, ExampleHuddle.text).contains("Example"))
        #expect(ExampleHuddle.report.rendered(as: format, ExampleHuddle.named).contains("Ann Example"))
    }

    @Test(
        "Terminal: no control character but the line end, no line over 100 columns",
        arguments: texts + [String(repeating: "x", count: 250)])
    func terminal(text: String) {
        let page = Self.report(text, .text)
        for scalar in page.unicodeScalars where scalar != "\n" {
            #expect(scalar.properties.generalCategory != .control)
        }
        for line in page.split(separator: "\n") { #expect(line.count <= 100) }
    }

    @Test("Markdown: as many lines as with a harmless text, and no link", arguments: texts)
    func markdown(text: String) {
        let page = Self.report(text, .markdown)
        #expect(Self.count("\n", page) == Self.count("\n", Self.report("harmless", .markdown)))
        #expect(!page.contains("<script"))
        #expect(!page.replacingOccurrences(of: "\\[", with: "").contains("[x"))
    }

    @Test("CSV: a cell that a spreadsheet would run gets an apostrophe; numbers stay numbers", arguments: texts)
    func csv(text: String) {
        let table = CSVTable(header: ["a", "b"], rows: [[.text(text), .tenths(-155)]])
        let row = table.text.dropFirst("a,b\r\n".unicodeScalars.count - 1)
        let first = row.drop { $0 == "\"" || $0 == " " }.unicodeScalars.first
        #expect(first.map { !"=+-@\t\u{FF1D}".unicodeScalars.contains($0) } ?? true)
        #expect(table.text.hasSuffix(",-15.5\r\n"))
    }

    @Test("JSON: read back by somebody else, every text is what it was", arguments: texts)
    func json(text: String) throws {
        let written = JSONValue.object([text: .string(text), "list": .array([.null, .bool(true), .integer(-7)])])
        for form in [written.compact, written.indented] {
            let object = try JSONSerialization.jsonObject(with: Data(form.utf8)) as? [String: Any]
            #expect(object?[text] as? String == text)
            #expect((object?["list"] as? [Any])?.count == 3)
            #expect(!form.contains("\u{2028}"))
        }
    }

    @Test func jsonKeysAreSorted() {
        let value = JSONValue.object(["b": .array([]), "a": .object([:]), "B": .string("x")])
        #expect(value.compact == #"{"B":"x","a":{},"b":[]}"#)
        #expect(value.indented == "{\n  \"B\": \"x\",\n  \"a\": {},\n  \"b\": []\n}\n")
    }

    private static func count(_ mark: String, _ page: String) -> Int { page.components(separatedBy: mark).count - 1 }
}
