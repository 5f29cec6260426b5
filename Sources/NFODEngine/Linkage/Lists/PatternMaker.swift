/// Makes the pattern of each pair. Remembers how values compared, so that two surnames are looked at once and not for
/// every pair of records that bear them.
struct PatternMaker {
    private let records: RecordTable
    private let comparison: ValueComparison
    private let plan: [Step]
    private let kinds: [ListFieldKind]
    /// Asked and answered: a place for each of the last pairs of values.
    private var asked: [UInt64]
    private var answered: [UInt8]

    private static let slots = 1 << 15
    private static let missing = UInt64(AgreementLevel.missing.rawValue)

    private struct Step {
        /// Up to three fields; those there are not are -1.
        let first: Int
        let second: Int
        let third: Int
        let shift: UInt64
        let isInterchangeable: Bool

        init(_ comparison: ListComparison, shift: Int) {
            let fields = comparison.fields
            first = fields[0]
            second = fields.count > 1 ? fields[1] : -1
            third = fields.count > 2 ? fields[2] : -1
            self.shift = UInt64(shift)
            isInterchangeable = comparison.isInterchangeable
        }
    }

    init(records: RecordTable, profile: ListProfile, layout: PatternLayout) {
        self.records = records
        comparison = ValueComparison(table: records.table)
        kinds = profile.fields.map(\.kind)
        plan = zip(profile.comparisons, layout.shifts).map { Step($0, shift: $1) }
        asked = Array(repeating: 0, count: PatternMaker.slots)
        answered = Array(repeating: 0, count: PatternMaker.slots)
    }

    mutating func pattern(_ left: Int, _ right: Int) -> UInt64 {
        var pattern: UInt64 = 0
        for step in plan {
            var outcome: UInt64 = 0
            if step.isInterchangeable {
                outcome = interchangeable(left, right, step.first, step.second)
            } else {
                outcome = level(left, right, step.first)
                if step.second >= 0 { outcome |= level(left, right, step.second) << 3 }
                if step.third >= 0 { outcome |= level(left, right, step.third) << 6 }
            }
            pattern |= outcome << step.shift
        }
        return pattern
    }

    /// Levels of two fields, straight or, where that explains clearly more, crossed (bit 6).
    private mutating func interchangeable(_ left: Int, _ right: Int, _ first: Int, _ second: Int) -> UInt64 {
        let (one, two) = (records.value(left, first), records.value(left, second))
        let (other, another) = (records.value(right, first), records.value(right, second))
        let straight = (level(one, other, kinds[first]), level(two, another, kinds[second]))
        let plain = straight.0 | straight.1 << 3
        let near = UInt64(AgreementLevel.alike.rawValue)
        guard straight.0 > near, straight.1 > near else { return plain }
        // Whose forename stands where is not known: what may be one is compared as one.
        let kind = kinds[first] == .forename || kinds[second] == .forename ? ListFieldKind.forename : .text
        let crossed = (level(one, another, kind), level(two, other, kind))
        let (best, rest) = (min(crossed.0, crossed.1), max(crossed.0, crossed.1))
        // What is missing counts as half alike on both sides.
        let isClearer = cost(best) + cost(rest) < cost(straight.0) + cost(straight.1)
        guard best <= UInt64(AgreementLevel.slip.rawValue), isClearer else { return plain }
        return best | rest << 3 | 1 << 6
    }

    private mutating func level(_ left: Int, _ right: Int, _ field: Int) -> UInt64 {
        level(records.value(left, field), records.value(right, field), kinds[field])
    }

    private func cost(_ level: UInt64) -> UInt64 { level == PatternMaker.missing ? 2 : level }

    private mutating func level(_ left: UInt32, _ right: UInt32, _ kind: ListFieldKind) -> UInt64 {
        if left == 0 || right == 0 { return PatternMaker.missing }
        if left == right { return 0 }
        let (low, high) = (UInt64(min(left, right)), UInt64(max(left, right)))
        // 30 bits for each value and 4 for the kind; never 0, because no value here is.
        let question = low << 34 | high << 4 | UInt64(kind.index)
        let slot = Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> 49)
        if asked[slot] == question { return UInt64(answered[slot]) }
        let answer = comparison.level(left, right, kind).rawValue
        asked[slot] = question
        answered[slot] = answer
        return UInt64(answer)
    }
}

extension ListFieldKind {
    /// Position among the cases, 0 to 9.
    fileprivate var index: Int {
        switch self {
        case .forename: 0
        case .surname: 1
        case .date: 2
        case .chi: 3
        case .identifier: 4
        case .text: 5
        case .address: 6
        case .code: 7
        case .number: 8
        case .sex: 9
        }
    }
}
