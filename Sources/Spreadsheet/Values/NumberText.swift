import Foundation

/// A cell's number as text.
struct NumberText {
    let countsFrom: DayCount

    /// - Parameter told: the number as the file writes it; given back as it is where it is none.
    func text(_ told: String, _ format: NumberFormat) -> String {
        guard let number = Double(told), number.isFinite else { return told }
        switch format {
        case .date(let parts): return countsFrom.text(number, parts) ?? NumberText.plain(number)
        case .padded(let padded):
            guard let whole = NumberText.whole(number), whole >= 0 else { return NumberText.plain(number) }
            return padded.text(String(whole))
        case .general: return NumberText.plain(number)
        }
    }

    /// No exponent, no zeros at the end, no more digits than a spreadsheet program has (15).
    static func plain(_ number: Double) -> String {
        if let whole = whole(number) { return String(whole) }
        guard number != 0, abs(number) < 1e15 else { return String(number) }
        let exponent = Int(log10(abs(number)).rounded(.down))
        let text = String(format: "%.*f", min(30, max(0, 14 - exponent)), number)
        guard text.contains(".") else { return text }
        let digits = text.reversed().drop { $0 == "0" }
        return String((digits.first == "." ? digits.dropFirst() : digits).reversed())
    }

    private static func whole(_ number: Double) -> Int64? {
        abs(number) < 1e18 ? Int64(exactly: number) : nil
    }
}
