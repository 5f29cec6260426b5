/// What the model makes of pairs: weights in bits, rare values weighing more, and what can never be one person.
public struct PairScorer: Sendable {
    let linkage: ListLinkage
    public let model: MatchModel
    /// Odds, in bits, from which two groups are joined.
    let joinOdds: Double
    let doubtOdds: Double
    private let priorOdds: Double
    private let weights: [[Double]]
    private let frequencies: ValueFrequencies
    private let places: [FieldPlace]
    private let contradictions: [[(place: Int, levels: UInt8)]]

    /// Where a field's level lies in a pattern.
    struct FieldPlace: Sendable {
        let comparison: Int
        let shift: UInt64
        /// Set in patterns whose two fields were found swapped; 0 where they cannot be.
        let crossedBit: UInt64
    }

    public init(_ linkage: ListLinkage, model: MatchModel) {
        self.linkage = linkage
        self.model = model
        let profile = linkage.profile
        joinOdds = OddsScale.odds(of: profile.joinAt)
        doubtOdds = OddsScale.odds(of: profile.doubtAt)
        priorOdds = OddsScale.odds(of: model.prior)
        weights = model.comparisons.map(\.weights)
        frequencies = ValueFrequencies(records: linkage.records, profile: profile)
        places = PairScorer.places(profile, linkage.layout)
        contradictions = profile.allContradictions.map { contradiction in
            contradiction.conditions.map { condition in
                (condition.field, condition.levels.reduce(0) { $0 | 1 << $1.rawValue })
            }
        }
    }

    private static func places(_ profile: ListProfile, _ layout: PatternLayout) -> [FieldPlace] {
        profile.fields.indices.map { field in
            for (index, comparison) in profile.comparisons.enumerated() {
                guard let position = comparison.fields.firstIndex(of: field) else { continue }
                let shift = UInt64(layout.shifts[index])
                return FieldPlace(
                    comparison: index, shift: shift + UInt64(3 * position),
                    crossedBit: comparison.isInterchangeable ? 1 << (shift + 6) : 0)
            }
            preconditionFailure("every field stands in a comparison")
        }
    }

    /// The pairs of a chunk that are worth keeping: a doubt at least.
    public func score(_ compared: ComparedPairs) -> [ScoredPair] {
        let known = compared.patterns.map(base)
        let apart = compared.patterns.map(contradiction)
        return compared.pairs.compactMap { pair in
            let (left, right) = (Int(pair.left), Int(pair.right))
            let pattern = Int(pair.pattern)
            let bits = known[pattern] + adjustment(compared.patterns[pattern], left, right)
            guard bits >= doubtOdds else { return nil }
            return ScoredPair(
                left: left, right: right, pattern: compared.patterns[pattern], bits: bits, contradiction: apart[pattern]
            )
        }
    }

    /// One pair, whether blocking brought it together or not.
    func judged(_ left: Int, _ right: Int, _ maker: inout PatternMaker) -> ScoredPair {
        let (low, high) = (min(left, right), max(left, right))
        let pattern = maker.pattern(low, high)
        return ScoredPair(
            left: low, right: high, pattern: pattern, bits: base(pattern) + adjustment(pattern, low, high),
            contradiction: contradiction(pattern))
    }

    /// Prior and weights: what is the same for all pairs of a pattern.
    private func base(_ pattern: UInt64) -> Double {
        weights.indices.reduce(priorOdds) { $0 + weights[$1][linkage.layout.outcome($1, of: pattern)] }
    }

    /// The bits of each comparison, for evidence.
    func parts(_ pattern: UInt64) -> [Double] {
        weights.indices.map { weights[$0][linkage.layout.outcome($0, of: pattern)] }
    }

    private func adjustment(_ pattern: UInt64, _ left: Int, _ right: Int) -> Double {
        var bits = 0.0
        for (field, place) in places.enumerated() where pattern >> place.shift & 7 == 0 {
            guard pattern & place.crossedBit == 0 else { continue }
            bits += frequencies.adjustment(field, linkage.records.value(left, field))
        }
        return bits
    }

    /// Position of the first contradiction that holds; nil when the pair may be one person.
    private func contradiction(_ pattern: UInt64) -> Int? {
        contradictions.firstIndex { conditions in
            conditions.allSatisfy { $0.levels >> surely(of: $0.place, in: pattern).rawValue & 1 == 1 }
        }
    }

    /// A contradiction holds, and not because something is missing.
    func saysTwo(_ pattern: UInt64) -> Bool {
        let told = ~(UInt8(1) << AgreementLevel.missing.rawValue)
        return contradictions.contains { conditions in
            conditions.allSatisfy { $0.levels & told & (1 << surely(of: $0.place, in: pattern).rawValue) != 0 }
        }
    }

    /// Of two fields found swapped the worse level counts for both: one name found in the other's column does not make
    /// one person of twins.
    private func surely(of field: Int, in pattern: UInt64) -> AgreementLevel {
        guard isSwapped(field, in: pattern) else { return level(of: field, in: pattern) }
        let fields = linkage.profile.comparisons[places[field].comparison].fields
        return fields.map { level(of: $0, in: pattern) }.max { $0.rawValue < $1.rawValue } ?? .missing
    }

    func level(of field: Int, in pattern: UInt64) -> AgreementLevel {
        AgreementLevel(rawValue: UInt8(pattern >> places[field].shift & 7)) ?? .missing
    }

    func isSwapped(_ field: Int, in pattern: UInt64) -> Bool { pattern & places[field].crossedBit != 0 }
}

/// A pair and its odds of being one person.
public struct ScoredPair: Hashable, Sendable {
    /// Positions of the records, the lower first.
    let left: Int
    let right: Int
    let pattern: UInt64
    /// Odds in bits: 0 is one to one, 10 a thousand to one.
    let bits: Double
    /// Position among ``ListProfile/allContradictions``: never one person by machine.
    let contradiction: Int?

    /// The same between two records that say the same as these.
    func between(_ left: Int, _ right: Int) -> ScoredPair {
        ScoredPair(left: left, right: right, pattern: pattern, bits: bits, contradiction: contradiction)
    }
}
