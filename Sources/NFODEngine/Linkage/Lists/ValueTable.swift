/// Every distinct folded value of columns that are compared with each other, once, as a small number; 0 is the empty
/// one and means missing. What two values have to do with each other is asked by number, and compared once for many
/// pairs.
struct ValueTable: Sendable {
    private(set) var texts = TextNumbers()
    /// Which letters and digits a value has, a bit for each.
    private(set) var letters: [UInt64] = [0]
    /// In a table with forenames: numbers of the forename's families of forms; nil for what is no known forename.
    private(set) var families: [Set<Int>?] = [nil]
    /// In a table with names: numbers of the parts of a name of several.
    private(set) var parts: [[UInt32]] = [[]]
    /// In a table with CHI numbers: ten digits that pass a check (``CHIDigits``).
    private(set) var isValidCHI: [Bool] = [false]

    private let hasForenames: Bool
    private let hasNames: Bool
    private let hasNumbers: Bool

    init(kinds: [ListFieldKind]) {
        hasForenames = kinds.contains(.forename)
        hasNames = hasForenames || kinds.contains(.surname)
        hasNumbers = kinds.contains(.chi)
    }

    var count: Int { texts.count }

    func text(_ value: UInt32) -> String { texts.text(Int(value)) }

    mutating func number(of folded: String) -> UInt32 {
        var folded = folded
        let (number, isNew) = folded.withUTF8 { text in
            let found = texts.number(text)
            if found.isNew { letters.append(ValueTable.letters(of: text)) }
            return found
        }
        guard isNew else { return UInt32(number) }
        if hasForenames { families.append(Forenames.isKnown(folded) ? Forenames.families(of: folded) : nil) }
        if hasNames { parts.append([]) }
        if hasNumbers { isValidCHI.append(CHIDigits(folded) != nil) }
        return UInt32(number)
    }

    /// As `number(of:)`, for a name that blanks and hyphens divide.
    mutating func number(ofName folded: String, cell: String) -> UInt32 {
        let number = number(of: folded)
        guard number != 0, parts[Int(number)].isEmpty else { return number }
        // Most names have one part, and none of them is looked at more closely.
        guard !cell.utf8.allSatisfy({ (0x41...0x7A).contains($0) }) else { return number }
        let single = NameFolding.parts(cell)
        guard single.count > 1 else { return number }
        var numbers: [UInt32] = []
        // One or two letters are an initial or a particle, and say nothing by themselves.
        for part in single where part.utf8.count > 2 { numbers.append(self.number(of: part)) }
        parts[Int(number)] = numbers
        return number
    }

    /// Sixty-four places are enough for small letters and digits to have one each.
    static func letters(of text: some Sequence<UInt8>) -> UInt64 {
        text.reduce(0) { $0 | 1 << UInt64(($1 < 0x40 ? $1 &- 0x30 : $1 &- 0x57) & 63) }
    }
}
