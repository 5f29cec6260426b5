/// What an assignment costs beyond who is served at all, level by level, the weightiest first (rule 25): any saving on
/// one level is worth every cost on those below it.
struct LevelCost: Comparable, Sendable {
    private var values = SIMD16<Int>()

    enum Level: Int, CaseIterable, Sendable {
        /// Visits that may come too late, those of red responses first; a visit by two counts for each of the two.
        case lateRed, lateAmber, lateGreen
        /// Cases that a desk is asked for: a named worker who could be there as well goes before it.
        case desks
        /// People who are known to somebody, and not to whoever is to go.
        case strangers
        case unmetWishes
        /// Offers taken back. What stands above is worth one; evenness and short ways are not.
        case changedOffers
        /// Share of their capacity in use as each worker takes a case, in thousandths.
        case usedThousandths
        /// Responses outside the worker's localities.
        case outside

        static func late(_ triage: TriageLevel) -> Level {
            switch triage {
            case .red: .lateRed
            case .amber: .lateAmber
            case .green: .lateGreen
            }
        }
    }

    init() {}

    init(_ level: Level, _ value: Int = 1) { values[level.rawValue] = value }

    subscript(level: Level) -> Int {
        get { values[level.rawValue] }
        set { values[level.rawValue] = newValue }
    }

    /// The weightiest level on which it is not nought.
    var first: (level: Level, value: Int)? {
        for level in Level.allCases where self[level] != 0 { return (level, self[level]) }
        return nil
    }

    static func < (left: LevelCost, right: LevelCost) -> Bool { ((left - right).first?.value ?? 0) < 0 }
    static func == (left: LevelCost, right: LevelCost) -> Bool { left.values == right.values }

    static func + (left: LevelCost, right: LevelCost) -> LevelCost { LevelCost(left.values &+ right.values) }
    static func - (left: LevelCost, right: LevelCost) -> LevelCost { LevelCost(left.values &- right.values) }

    private init(_ values: SIMD16<Int>) { self.values = values }
}

/// Packs the levels into one whole number: each weighs one more than all below it can come to together, as the digits
/// of a number with a base of its own for each place, so the order of the sums is the order of the levels.
struct LevelWeights<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    private var weights = Array(repeating: Cost.zero, count: LevelCost.Level.allCases.count)

    /// - Parameter bounds: the most that a whole assignment can cost on each level.
    /// - Throws: ``CostOverflow`` when the weights do not fit.
    init(bounds: LevelCost) throws(CostOverflow) {
        var weight: Cost = 1
        for level in LevelCost.Level.allCases.reversed() {
            weights[level.rawValue] = weight
            guard let base = Cost(exactly: bounds[level])?.addingReportingOverflow(1), !base.overflow else {
                throw CostOverflow(bits: Cost.bitWidth)
            }
            let (product, overflow) = weight.multipliedReportingOverflow(by: base.partialValue)
            guard !overflow else { throw CostOverflow(bits: Cost.bitWidth) }
            weight = product
        }
    }

    func of(_ level: LevelCost.Level, _ value: Int = 1) -> Cost { weights[level.rawValue] * Cost(value) }
}
