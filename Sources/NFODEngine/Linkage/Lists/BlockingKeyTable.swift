/// Puts records that share a key beside each other: by counting, part for part, so that nothing has to be compared.
struct BlockingKeyTable {
    private let records: RecordTable
    private let profile: ListProfile

    init(records: RecordTable, profile: ListProfile) {
        self.records = records
        self.profile = profile
    }

    /// One part of a rule: a number for each record, 0 where it is missing.
    private struct Column {
        var numbers: [UInt32]
        /// No number is as high.
        var end: Int
    }

    /// Groups of two records and more that tell all parts of the rule, and the same; each in the order of the records.
    func groups(_ rule: BlockingRule) -> RecordGroups {
        var columns = rule.parts.map(column)
        if let (first, second) = swappedParts(rule) {
            let end = max(columns[first].end, columns[second].end)
            (columns[first].end, columns[second].end) = (end, end)
            for record in 0..<records.count where columns[first].numbers[record] > columns[second].numbers[record] {
                let number = columns[first].numbers[record]
                columns[first].numbers[record] = columns[second].numbers[record]
                columns[second].numbers[record] = number
            }
        }
        var order = (0..<UInt32(records.count)).filter { record in
            columns.allSatisfy { $0.numbers[Int(record)] != 0 }
        }
        for column in columns.reversed() { order = BlockingKeyTable.sorted(order, by: column) }
        return RecordGroups(order) { left, right in
            columns.allSatisfy { $0.numbers[Int(left)] == $0.numbers[Int(right)] }
        }
    }

    /// Keeps the order of what has the same number.
    private static func sorted(_ order: [UInt32], by column: Column) -> [UInt32] {
        var starts = Array(repeating: 0, count: column.end + 1)
        for record in order { starts[Int(column.numbers[Int(record)]) + 1] += 1 }
        for number in 1..<starts.count { starts[number] += starts[number - 1] }
        var sorted = order
        for record in order {
            let number = Int(column.numbers[Int(record)])
            sorted[starts[number]] = record
            starts[number] += 1
        }
        return sorted
    }

    private func column(_ part: BlockingRule.Part) -> Column {
        let table = records.table(of: part.field)
        let values = (0..<records.count).map { records.value($0, part.field) }
        guard part.aspect != .whole else { return Column(numbers: values, end: table.count) }
        var aspects = TextNumbers()
        let numbers = (0..<table.count).map { value in
            UInt32(aspects.number(BlockingKeyTable.aspect(part.aspect, of: table.texts, value)).number)
        }
        return Column(numbers: values.map { numbers[Int($0)] }, end: aspects.count)
    }

    private static func aspect(_ aspect: BlockingRule.Aspect, of texts: TextNumbers, _ value: Int) -> String {
        let text = texts.bytes[texts.starts[value]..<texts.starts[value + 1]]
        switch aspect {
        case .whole: return texts.text(value)
        case .initial: return String(decoding: text, as: UTF8.self).unicodeScalars.first.map { String($0) } ?? ""
        case .start: return text.count < 4 ? "" : String(decoding: text.prefix(4), as: UTF8.self)
        case .sound: return Soundex.code(String(decoding: text, as: UTF8.self))
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
}

/// Groups of records that share a key.
struct RecordGroups: Sendable {
    /// Records, group by group.
    private(set) var records: [UInt32] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    subscript(_ group: Int) -> ArraySlice<UInt32> { records[(group == 0 ? 0 : ends[group - 1])..<ends[group]] }

    /// - Parameter sorted: what belongs together stands together; what stands alone is left out.
    init(_ sorted: [UInt32], belongTogether: (UInt32, UInt32) -> Bool) {
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, belongTogether(sorted[start], sorted[end]) { end += 1 }
            if end - start > 1 {
                records += sorted[start..<end]
                ends.append(records.count)
            }
            start = end
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
