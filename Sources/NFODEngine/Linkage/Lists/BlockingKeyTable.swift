/// Numbers for the keys under which records meet: one column for each blocking rule; 0 where a part is missing.
struct BlockingKeyTable {
    private let records: RecordTable
    private let profile: ListProfile

    init(records: RecordTable, profile: ListProfile) {
        self.records = records
        self.profile = profile
    }

    func column(_ rule: BlockingRule) -> [UInt32] {
        let parts = rule.parts.map { part in
            (field: part.field, numbers: part.aspect == .whole ? nil : aspects(part.aspect))
        }
        let swapped = swappedParts(rule)
        var numbers: [UInt64: UInt32] = [:]
        return (0..<records.count).map { record in
            var key = parts.map { part in
                let value = records.value(record, part.field)
                return part.numbers.map { $0[Int(value)] } ?? value
            }
            if key.contains(0) { return 0 }
            if let (first, second) = swapped, key[first] > key[second] { key.swapAt(first, second) }
            // Two parts make a number, which with the next part makes another: a key of any length is one number.
            var number = key[0]
            for part in key.dropFirst() {
                let pair = UInt64(number) << 32 | UInt64(part)
                let next = UInt32(numbers.count + 1)
                number = numbers[pair] ?? next
                if number == next { numbers[pair] = next }
            }
            return number
        }
    }

    /// Positions of two whole fields that may stand in each other's columns.
    private func swappedParts(_ rule: BlockingRule) -> (Int, Int)? {
        for comparison in profile.comparisons where comparison.isInterchangeable {
            let places = comparison.fields.compactMap { field in
                rule.parts.firstIndex { $0.field == field && $0.aspect == .whole }
            }
            if places.count == 2 { return (places[0], places[1]) }
        }
        return nil
    }

    /// For each value the number of its first letter, its start or its sound; 0 for the empty value.
    private func aspects(_ aspect: BlockingRule.Aspect) -> [UInt32] {
        var numbers: [String: UInt32] = ["": 0]
        return (0..<records.table.count).map { value in
            let text = records.table.text(UInt32(value))
            let part =
                switch aspect {
                case .whole: text
                case .initial: String(text.prefix(1))
                case .start: text.utf8.count < 4 ? "" : String(text.prefix(4))
                case .sound: Soundex.code(text)
                }
            let next = UInt32(numbers.count)
            if let number = numbers[part] { return number }
            numbers[part] = next
            return next
        }
    }
}

/// How a name sounds (Russell 1918, US patent 1,261,167): its first letter and up to three digits for the consonants
/// after it.
enum Soundex {
    /// - Parameter name: folded; empty gives empty.
    static func code(_ name: String) -> String {
        let letters = Array(name.utf8).filter { (0x61...0x7A).contains($0) }
        guard let first = letters.first else { return "" }
        var code = [first]
        var before = digit(first)
        for letter in letters.dropFirst() {
            let digit = digit(letter)
            if let digit, digit != before { code.append(0x30 + digit) }
            // h and w part nothing: the letters on both sides count as neighbours.
            if letter != 0x68 && letter != 0x77 { before = digit }
            if code.count == 4 { break }
        }
        return String(decoding: code, as: UTF8.self)
    }

    private static func digit(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 0x62, 0x66, 0x70, 0x76: 1
        case 0x63, 0x67, 0x6A, 0x6B, 0x71, 0x73, 0x78, 0x7A: 2
        case 0x64, 0x74: 3
        case 0x6C: 4
        case 0x6D, 0x6E: 5
        case 0x72: 6
        default: nil
        }
    }
}
