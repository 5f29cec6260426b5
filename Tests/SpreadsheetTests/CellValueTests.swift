import NFODEngine
import Spreadsheet
import Testing
import WorkbookFixture

/// What each kind of cell reads as.
@Suite struct CellValueTests {
    private func read(_ value: String, format: String, properties: String = "") throws -> String {
        var fixture = WorkbookFixture(rows: number(value), formats: [format])
        fixture.workbookProperties = properties
        return try #require(try SheetReading(fixture).cells.first?.first)
    }

    @Test func textsOfEveryKind() throws {
        let rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>\
            <row r="2"><c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>\
            <c r="B2" t="str"><f>A1</f><v>told</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="b"><v>0</v></c>\
            <c r="E2" t="e"><v>#N/A</v></c><c r="F2"><f>A1+1</f></c><c r="G2" t="str"><f>A1</f><v></v></c>\
            <c r="H2" t="d"><v>2021-03-01T08:20:00.000</v></c><c r="I2" t="d"><v>2021-03-01T00:00:00</v></c></row>
            """
        let strings = [
            "<t>0101851234</t>",
            "<r><rPr><b/></rPr><t>Ail</t></r><r><t>sa </t></r><rPh sb=\"0\" eb=\"1\"><t>not this</t></rPh>",
            "<t xml:space=\"preserve\"> a_x000D_&#10;b _x005F_x0041_ &amp; &lt;c&gt; \u{E9}</t>",
        ]
        let cells = try SheetReading(WorkbookFixture(rows: rows, strings: strings)).cells
        #expect(cells[0] == ["0101851234", "Ailsa ", " a\r\nb _x0041_ & <c> \u{E9}"])
        #expect(
            cells[1] == ["inline", "told", "TRUE", "FALSE", "#N/A", "#CALC!", "", "2021-03-01 08:20", "2021-03-01"])
    }

    @Test(arguments: [
        ("2503871234", "0", "2503871234"), ("2.503871234E9", "0", "2503871234"), ("101852345", "0", "101852345"),
        ("101852345", "0000000000", "0101852345"), ("101852345", "000000 0000", "010185 2345"),
        ("101852345", #"00\ 00\ 00\ 0000"#, "01 01 85 2345"), ("12345678901", "0000000000", "12345678901"),
        ("7", #""W"00"#, "W07"), ("3", "1", "3"), ("3", "0", "3"), ("0.1", "0", "0.1"),
        ("0.30000000000000004", "0", "0.3"), ("-15.5", "0.0", "-15.5"), ("1E-3", "0", "0.001"),
        ("123456789.125", "2", "123456789.125"), ("0", "0", "0"), ("1234567890123456", "0", "1234567890123456"),
        ("0.5", "9", "0.5"), ("1.25", "#,##0.00", "1.25"), ("44256", "General", "44256"), ("12", "0.00E+00", "12"),
        ("not a number", "0", "not a number"),
    ])
    func numbersKeepTheirDigits(value: String, format: String, text: String) throws {
        #expect(try read(value, format: format) == text)
    }

    @Test(arguments: [
        ("44256", "14", "2021-03-01"), ("44256.347222222219", "22", "2021-03-01 08:20"),
        ("44256.347222222219", "14", "2021-03-01"), ("0.347222222222222", "20", "08:20"),
        ("0.34733796296296299", "21", "08:20:10"), ("44256.347222222219", "20", "08:20"),
        ("1.1041666666666667", "46", "26:30"), ("1.1041666666666667", "[h]:mm", "26:30"),
        ("44256", "27", "2021-03-01"), ("44256.5", "58", "2021-03-01 12:00"), ("0.5", "33", "12:00"),
        ("44256", "dd/mm/yyyy", "2021-03-01"), ("44256", "[$-809]d mmmm yyyy;@", "2021-03-01"),
        ("44256.347222222219", "dd/mm/yyyy hh:mm", "2021-03-01 08:20"), ("44256", "mmm-yy", "2021-03-01"),
        ("44256.999999", "yyyy-mm-dd hh:mm", "2021-03-02 00:00"), ("0.999999", "hh:mm", "00:00"),
        ("44256.75", "h:mm AM/PM", "18:00"), ("0.0034722222222222", "mm:ss", "00:05"),
        ("12", #"0 "days""#, "12"), ("12", #"0\d"#, "12"), ("12", "[Red]0.0", "12"),
        ("44256", #""day "d/m/yy"#, "2021-03-01"),
        ("1", "14", "1900-01-01"), ("59", "14", "1900-02-28"), ("60", "14", "1900-02-29"), ("61", "14", "1900-03-01"),
        ("-1", "14", "-1"), ("2958465", "14", "9999-12-31"), ("2958467", "14", "2958467"), ("0.5", "22", "12:00"),
        ("44256.0", "dd/mm/yyyy hh:mm", "2021-03-01 00:00"), ("1e300", "14", "1e+300"),
    ])
    func datesAreToldByTheirFormat(value: String, format: String, text: String) throws {
        #expect(try read(value, format: format) == text)
    }

    @Test(arguments: [("0", "1904-01-01"), ("42794", "2021-03-01"), ("59", "1904-02-29")])
    func workbooksThatCountFrom1904(value: String, text: String) throws {
        #expect(try read(value, format: "14", properties: "date1904=\"1\"") == text)
        #expect(try read("0.25", format: "20", properties: "date1904=\"true\"") == "06:00")
    }

    /// Every day that Excel knows comes back, and every minute of a day however its fraction was cut.
    @Test func everyMinuteOfADayIsItself() throws {
        let rows = (0..<1_440).map { "<row><c s=\"1\"><v>\(44_256 + Double($0) / 1_440)</v></c></row>" }.joined()
        let read = try SheetReading(WorkbookFixture(rows: rows, formats: ["22"])).cells.map { $0[0] }
        let told = (0..<1_440).map { minute in
            let clock = CivilTime(hour: minute / 60, minute: minute % 60)?.iso8601.prefix(5) ?? ""
            return "2021-03-01 " + clock
        }
        #expect(read.count == told.count)
        #expect(zip(read, told).filter { $0 != $1 }.map(\.0) == [])
    }
}
