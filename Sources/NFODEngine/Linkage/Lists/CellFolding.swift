/// Brings a list's cells to one spelling, by kind of field. Empty means: says nothing.
struct CellFolding {
    private let missingWords: Set<String>
    private let dates: [DatePattern]

    init(profile: ListProfile) {
        missingWords = profile.missingWords
        dates = profile.dates
    }

    func folded(_ cell: String, _ kind: ListFieldKind) -> String {
        let plain = NameFolding.folded(cell)
        guard !plain.isEmpty, !missingWords.contains(plain) else { return "" }
        switch kind {
        case .surname: return NameFolding.foldedSurname(cell)
        case .date: return date(cell, plain)
        case .address: return address(cell)
        case .sex: return sex(plain)
        case .forename, .chi, .identifier, .text, .code, .number: return plain
        }
    }

    /// Neither empty nor a word for nothing.
    func saysSomething(_ cell: String) -> Bool {
        let plain = NameFolding.folded(cell)
        return !plain.isEmpty && !missingWords.contains(plain)
    }

    /// `yyyymmdd`, or `yyyy` where only the year is told. Eight digits that are no day of the calendar stay as they
    /// are, in this order: they are a day with a slip in it.
    private func date(_ cell: String, _ plain: String) -> String {
        for pattern in dates {
            if let date = pattern.read(cell)?.date { return NameFolding.folded(date.iso8601) }
        }
        let isDigits = plain.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if isDigits, plain.utf8.count == 4 { return plain }
        guard isDigits, plain.utf8.count == 8, let pattern = dates.first?.text else { return "" }
        if pattern.hasPrefix("y") { return plain }
        let (first, second) = (plain.prefix(2), plain.dropFirst(2).prefix(2))
        return String(plain.suffix(4)) + (pattern.hasPrefix("d") ? second + first : first + second)
    }

    /// Words that are written long or short are written long.
    private func address(_ cell: String) -> String {
        guard NameFolding.foldedAddress(cell) != nil else { return "" }
        // A blank, a comma, a full stop or any control character ends a word.
        let words = cell.utf8.split { $0 <= 0x20 || $0 == 0x2C || $0 == 0x2E }
            .map { NameFolding.folded(String(decoding: $0, as: UTF8.self)) }
        return words.map { CellFolding.longForms[$0] ?? $0 }.joined()
    }

    private static let longForms = [
        "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "cres": "crescent",
        "crs": "crescent", "terr": "terrace", "ter": "terrace", "pl": "place", "ct": "court", "dr": "drive",
        "ln": "lane", "gdns": "gardens", "gdn": "gardens", "sq": "square", "pk": "park", "fl": "flat", "apt": "flat",
    ]

    private func sex(_ plain: String) -> String {
        switch plain {
        case "m", "male", "man", "boy": "m"
        case "f", "female", "woman", "girl", "w": "f"
        default: ""
        }
    }
}
