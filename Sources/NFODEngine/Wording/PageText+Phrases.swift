extension PageText {
    /// `a`, `a and b`, `a, b and c`.
    public static func list(_ parts: [String], last word: String = "and") -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// `1 row`, `2 rows`; `plural` where an s is not enough.
    public static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(number) " + (number == 1 ? singular : plural ?? singular + "s")
    }

    /// `once`, `twice`, `3 times`.
    public static func times(_ number: Int) -> String {
        switch number {
        case 1: "once"
        case 2: "twice"
        default: "\(number) times"
        }
    }

    /// `1st`, `2nd`, `3rd`, `11th`.
    public static func ordinal(_ number: Int) -> String {
        switch (number % 10, number % 100) {
        case (_, 11...13): "\(number)th"
        case (1, _): "\(number)st"
        case (2, _): "\(number)nd"
        case (3, _): "\(number)rd"
        default: "\(number)th"
        }
    }

    /// Begins with a capital letter and ends with a full stop.
    public static func sentence(_ words: String) -> String {
        guard let last = words.last else { return "" }
        return words.prefix(1).uppercased() + words.dropFirst() + (".!?".contains(last) ? "" : ".")
    }

    /// A text that came from outside, fit for one line: line ends and other control characters become blanks, marks
    /// that turn the direction of writing are dropped. Keeps a name from driving a terminal or rearranging a page.
    public static func singleLine(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: out.append(" ")
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
