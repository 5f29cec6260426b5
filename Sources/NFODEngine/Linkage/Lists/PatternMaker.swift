/// Makes the pattern of each pair. Remembers how values compared, so that two surnames are looked at once and not for
/// every pair of records that bear them.
struct PatternMaker {
    private let records: RecordTable
    private let plan: [Step]
    /// By field; after them those for comparisons whose fields may be swapped.
    private let comparisons: [ValueComparison]
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
        /// Position of the comparison of one field with the other.
        let crossed: Int

        init(_ comparison: ListComparison, shift: Int, crossed: Int) {
            let fields = comparison.fields
            first = fields[0]
            second = fields.count > 1 ? fields[1] : -1
            third = fields.count > 2 ? fields[2] : -1
            self.shift = UInt64(shift)
            isInterchangeable = comparison.isInterchangeable
            self.crossed = crossed
        }
    }

    init(records: RecordTable, profile: ListProfile, layout: PatternLayout) {
        self.records = records
        var comparisons = profile.fields.indices.map { ValueComparison(records.table(of: $0), profile.fields[$0].kind) }
        plan = zip(profile.comparisons, layout.shifts).map { comparison, shift in
            if comparison.isInterchangeable {
                // Whose forename stands where is not known: what may be one is compared as one.
                let mayBeForename = comparison.fields.contains { profile.fields[$0].kind == .forename }
                let table = records.table(of: comparison.fields[0])
                comparisons.append(ValueComparison(table, mayBeForename ? .forename : .text))
            }
            return Step(comparison, shift: shift, crossed: comparisons.count - 1)
        }
        self.comparisons = comparisons
        asked = Array(repeating: 0, count: PatternMaker.slots)
        answered = Array(repeating: 0, count: PatternMaker.slots)
    }

    mutating func pattern(_ left: Int, _ right: Int) -> UInt64 {
        var pattern: UInt64 = 0
        for step in plan {
            var outcome: UInt64 = 0
            if step.isInterchangeable {
                outcome = interchangeable(left, right, step)
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
    private mutating func interchangeable(_ left: Int, _ right: Int, _ step: Step) -> UInt64 {
        let (first, second) = (step.first, step.second)
        let (one, two) = (records.value(left, first), records.value(left, second))
        let (other, another) = (records.value(right, first), records.value(right, second))
        let straight = (level(one, other, by: first), level(two, another, by: second))
        let plain = straight.0 | straight.1 << 3
        let near = UInt64(AgreementLevel.alike.rawValue)
        guard straight.0 > near, straight.1 > near else { return plain }
        let crossed = (level(one, another, by: step.crossed), level(two, other, by: step.crossed))
        let (best, rest) = (min(crossed.0, crossed.1), max(crossed.0, crossed.1))
        // What is missing counts as half alike on both sides.
        let isClearer = cost(best) + cost(rest) < cost(straight.0) + cost(straight.1)
        guard best <= UInt64(AgreementLevel.slip.rawValue), isClearer else { return plain }
        return best | rest << 3 | 1 << 6
    }

    private mutating func level(_ left: Int, _ right: Int, _ field: Int) -> UInt64 {
        level(records.value(left, field), records.value(right, field), by: field)
    }

    private func cost(_ level: UInt64) -> UInt64 { level == PatternMaker.missing ? 2 : level }

    private mutating func level(_ left: UInt32, _ right: UInt32, by comparison: Int) -> UInt64 {
        if left == 0 || right == 0 { return PatternMaker.missing }
        if left == right { return 0 }
        let (low, high) = (UInt64(min(left, right)), UInt64(max(left, right)))
        // 29 bits for each value and 6 for the comparison; never 0, because no value here is.
        let question = low << 35 | high << 6 | UInt64(comparison)
        let slot = Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> 49)
        if asked[slot] == question { return UInt64(answered[slot]) }
        let answer = comparisons[comparison].level(left, right).rawValue
        asked[slot] = question
        answered[slot] = answer
        return UInt64(answer)
    }
}
