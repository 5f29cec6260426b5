import NFODEngine

/// Makes text of cells, with what the whole workbook says about them.
struct CellValues {
    let strings: SharedStrings
    let formats: CellFormats
    let numbers: NumberText

    func text(_ cell: RawCell) throws(WorkbookProblem) -> String {
        if cell.hasFormula && !cell.hasValue { return CellValues.neverCalculated }
        guard !cell.bytes.isEmpty else { return "" }
        switch cell.kind {
        case "s":
            let told = String(decoding: cell.bytes, as: UTF8.self)
            guard let index = Int(told), let text = strings[index] else { throw .damaged(.strings) }
            return text
        case "str", "inlineStr": return EscapedText.plain(cell.bytes)
        case "e": return String(decoding: cell.bytes, as: UTF8.self)
        case "b": return cell.bytes == [0x31] || cell.bytes == Array("true".utf8) ? "TRUE" : "FALSE"
        case "d": return CellValues.isoDate(String(decoding: cell.bytes, as: UTF8.self))
        case "n": return numbers.text(String(decoding: cell.bytes, as: UTF8.self), formats[cell.style])
        default: throw .damaged(.sheet)
        }
    }

    /// A formula of which no result was kept: the program that wrote the file does not calculate.
    static let neverCalculated = "#CALC!"

    /// `2021-03-01T08:20:00.000` as this reader writes dates: with a blank, and without what is zero at the end.
    private static func isoDate(_ text: String) -> String {
        let halves = text.split(separator: "T", maxSplits: 1)
        guard halves.count == 2 else { return text }
        let offset = halves[1].drop { !"Z+-".contains($0) }
        guard offset.isEmpty else { return text }
        let clock = halves[1].prefix { $0 != "." }
        if clock == "00:00:00" { return String(halves[0]) }
        return halves[0] + " " + (clock.hasSuffix(":00") && clock.utf8.count == 8 ? clock.dropLast(3) : clock)
    }
}
