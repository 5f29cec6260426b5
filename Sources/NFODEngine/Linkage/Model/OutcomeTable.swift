/// The outcomes of one comparison: which there are, and how counts of them become probabilities.
///
/// Outcomes with the same fields told, and the same answer about the field they depend on, form one stratum; the
/// probabilities of a stratum add up to one. So what is missing weighs nothing, whatever made it missing.
struct OutcomeTable {
    let shape: ComparisonShape
    /// Outcomes, with room for those that cannot be.
    let count: Int
    private let crossedBit: Int
    private let fieldBits: Int
    /// Stratum of each outcome; nil where it cannot be or tells nothing.
    private let stratum: [Int?]

    /// Believed before anything is seen: records whose names stand in each other's columns are rare.
    private static let swappedDefault = 0.01

    init(shape: ComparisonShape) {
        self.shape = shape
        fieldBits = 3 * shape.fields.count
        crossedBit = shape.isInterchangeable ? 1 << fieldBits : 0
        let bits = fieldBits + (shape.isInterchangeable ? 1 : 0)
        let whole = 1 << bits
        count = shape.given == nil ? whole : whole * 3
        let (kinds, isInterchangeable) = (shape.kinds, shape.isInterchangeable)
        stratum = (0..<count).map { outcome in
            var told = 0
            for (field, kind) in kinds.enumerated() {
                guard let level = AgreementLevel(rawValue: UInt8(outcome >> (3 * field) & 7)) else { return nil }
                if level == .missing { continue }
                guard isInterchangeable || kind.levels.contains(level) else { return nil }
                // Swapped or not, it is the same cell that is missing: only their number counts.
                told += isInterchangeable ? 1 : 1 << field
            }
            return told == 0 ? nil : told + 8 * (outcome / whole)
        }
    }

    func level(_ outcome: Int, field: Int) -> Int { outcome >> (3 * field) & 7 }
    func isCrossed(_ outcome: Int) -> Bool { outcome & crossedBit != 0 }

    /// As if the fields had nothing to do with each other.
    ///
    /// - Parameter levels: for each field, probabilities of the told levels.
    func independent(_ levels: [[Double]], swapped: Double = OutcomeTable.swappedDefault) -> [Double] {
        normalised((0..<count).map { outcome in product(outcome, levels, swapped: swapped) })
    }

    private func product(_ outcome: Int, _ levels: [[Double]], swapped: Double) -> Double {
        var product = crossedBit == 0 ? 1 : isCrossed(outcome) ? swapped : 1 - swapped
        for field in shape.kinds.indices {
            let level = level(outcome, field: field)
            if level < AgreementLevel.told.count { product *= max(levels[field][level], 1e-9) }
        }
        return product
    }

    /// Probabilities from counts. Where little was seen they lean on the product of the fields' own probabilities, and
    /// those on the shipped ones, as if `strength` outcomes had been expected; what was seen more often than expected
    /// stands as it is.
    func probabilities(_ counts: [Double], defaults: [[Double]], strength: Double) -> [Double] {
        var levels = defaults
        for field in shape.kinds.indices {
            var seen = Array(repeating: 0.0, count: AgreementLevel.told.count)
            for outcome in counts.indices where !isCrossed(outcome) && stratum[outcome] != nil {
                let level = level(outcome, field: field)
                if level < seen.count { seen[level] += counts[outcome] }
            }
            let total = seen.reduce(0, +)
            levels[field] = zip(seen, defaults[field]).map {
                OutcomeTable.leaning($0, of: total, on: $1, strength: strength)
            }
        }
        let swapped = self.swapped(counts, strength: strength)
        let expected = independent(levels, swapped: swapped)
        let totals = totals(counts)
        return normalised(
            counts.indices.map { outcome in
                guard let stratum = stratum[outcome] else { return 1 }
                return OutcomeTable.leaning(
                    counts[outcome], of: totals[stratum], on: expected[outcome], strength: strength)
            })
    }

    /// How often two fields were found swapped.
    private func swapped(_ counts: [Double], strength: Double) -> Double {
        guard crossedBit != 0 else { return OutcomeTable.swappedDefault }
        let crossed = counts.indices.reduce(0) { isCrossed($1) ? $0 + counts[$1] : $0 }
        return OutcomeTable.leaning(
            crossed, of: counts.reduce(0, +), on: OutcomeTable.swappedDefault, strength: strength)
    }

    /// A Poisson rate under a gamma prior around `expected`; a rate above it is taken as seen.
    private static func leaning(_ seen: Double, of total: Double, on expected: Double, strength: Double) -> Double {
        guard expected > 0 else { return total > 0 ? seen / total : 0 }
        if total > 0, seen / total >= expected { return seen / total }
        return (seen + strength) / (total + strength / expected)
    }

    private func totals(_ values: [Double]) -> [Double] {
        var totals = Array(repeating: 0.0, count: 8 * 3)
        for (value, stratum) in zip(values, stratum) {
            if let stratum { totals[stratum] += value }
        }
        return totals
    }

    private static let smallest = 1e-12

    private func normalised(_ values: [Double]) -> [Double] {
        let totals = totals(values)
        return zip(values, stratum).map { value, stratum in
            guard let stratum else { return 1 }
            return max(OutcomeTable.smallest, value / totals[stratum])
        }
    }
}
