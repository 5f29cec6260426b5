/// Every distinct folded value of a list, once, as a small number; 0 is the empty one and means missing. What two
/// values have to do with each other is asked by number, and compared once for many pairs.
struct ValueTable: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Value v lies at `starts[v]..<starts[v + 1]`.
    private(set) var starts: [Int] = [0, 0]
    /// Which letters and digits a value has, a bit for each.
    private(set) var letters: [UInt64] = [0]
    /// Numbers of the forename's families of forms; nil for what is no known forename.
    private(set) var families: [Set<Int>?] = [nil]
    /// For what is no known forename: the known ones a slip makes it of.
    private(set) var meant: [[String]] = [[]]
    /// Ten digits that pass a check (``CHIDigits``).
    private(set) var isValidCHI: [Bool] = [false]
    /// Numbers of the parts of a name of several.
    private(set) var parts: [[UInt32]] = [[]]
    private var numbers: [String: UInt32] = ["": 0]

    var count: Int { starts.count - 1 }

    mutating func number(of text: String) -> UInt32 {
        if let known = numbers[text] { return known }
        let number = UInt32(count)
        numbers[text] = number
        bytes.append(contentsOf: text.utf8)
        // Sixty-four places are enough for small letters and digits to have one each.
        letters.append(text.utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) })
        starts.append(bytes.count)
        families.append(Forenames.isKnown(text) ? Forenames.families(of: text) : nil)
        parts.append([])
        meant.append([])
        isValidCHI.append(text.utf8.count == 10 && CHIDigits(text) != nil)
        return number
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

    /// As `number(of:)`, for a forename.
    mutating func number(ofForename folded: String, cell: String) -> UInt32 {
        let number = number(ofName: folded, cell: cell)
        let isTyped = number != 0 && families[Int(number)] == nil && meant[Int(number)].isEmpty
        if isTyped { meant[Int(number)] = Forenames.oneSlip(from: folded) }
        return number
    }

    func text(_ value: UInt32) -> String {
        String(decoding: bytes[starts[Int(value)]..<starts[Int(value) + 1]], as: UTF8.self)
    }
}
