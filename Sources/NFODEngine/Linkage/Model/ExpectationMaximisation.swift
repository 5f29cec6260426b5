/// Learns m, u and prior from a list by itself, without knowing which records belong together (Dempster, Laird and
/// Rubin 1977; Winkler 1988 for record linkage).
///
/// Two kinds of pairs go in. *Candidates* share a blocking key, and all of them are counted. Of the pairs outside a
/// random sample is counted, and each stands for many: they are taken for pairs of two people. So u comes from random
/// pairs, and is right as well for the rare outcomes that blocking looks for.
public struct ExpectationMaximisation: Sendable {
    private let shapes: [ComparisonShape]
    private let layout: PatternLayout
    private let settings: Settings

    public struct Settings: Hashable, Sendable {
        /// Ends when the prior moves by less than this part of itself.
        public var tolerance = 1e-6
        public var roundsMax = 200
        /// Fewer pairs of one person than this teach nothing: the shipped probabilities stay.
        public var matchesMin = 10.0
        public init() {}
    }

    /// How often a pattern was seen.
    public struct PatternCount: Hashable, Comparable, Sendable {
        public let pattern: UInt64
        public let count: Double

        public init(pattern: UInt64, count: Double) {
            self.pattern = pattern
            self.count = count
        }

        public static func < (left: PatternCount, right: PatternCount) -> Bool { left.pattern < right.pattern }
    }

    public struct Outcome: Hashable, Sendable {
        public let model: MatchModel
        public let rounds: Int
        /// Expected number of pairs of one person among the candidates.
        public let matches: Double
        public let ending: Ending
    }

    public enum Ending: String, Hashable, Sendable {
        /// Nothing moved any more.
        case converged
        case roundsUsedUp
        /// Too few pairs of one person: the shipped probabilities are used.
        case tooFewMatches
        /// What was learnt contradicts itself: agreement would speak against being one person. Shipped ones are used.
        case degenerate
    }

    public init(shapes: [ComparisonShape], layout: PatternLayout, settings: Settings = Settings()) {
        self.shapes = shapes
        self.layout = layout
        self.settings = settings
    }

    /// - Parameters:
    ///   - candidates: every pair that shares a blocking key, by pattern.
    ///   - outside: a random sample of all others.
    ///   - outsideWeight: how many pairs each of the sample stands for.
    ///   - start: the shipped model.
    public func learn(
        candidates: [PatternCount], outside: [PatternCount], outsideWeight: Double, start: MatchModel
    ) -> Outcome {
        // Sorted, because sums of numbers depend on their order and results must not depend on the rows'.
        let inside = Evidence(candidates.sorted(), layout, shapes.count)
        let beyond = Evidence(outside.sorted(), layout, shapes.count)
        let tables = shapes.map(OutcomeTable.init(shape:))
        let total = inside.total + beyond.total * outsideWeight
        let beyondCounts = tables.indices.map { beyond.counts(tables[$0], $0) { _ in outsideWeight } }
        var (model, matches, rounds) = (start, 0.0, 0)
        var ending = Ending.roundsUsedUp
        while rounds < settings.roundsMax {
            rounds += 1
            let posterior = inside.posterior(model)
            matches = inside.expected(posterior)
            guard matches >= settings.matchesMin, total > matches else { break }
            for (index, table) in tables.enumerated() {
                let (m, u) = inside.counts(table, index, split: posterior)
                model.comparisons[index].m = table.probabilities(
                    m, defaults: table.shape.kinds.map(\.defaultM), strength: 1)
                model.comparisons[index].u = table.probabilities(
                    zip(u, beyondCounts[index]).map(+), defaults: table.shape.kinds.map(\.defaultU),
                    strength: 0.5 * max(1, outsideWeight))
            }
            let moved = abs(matches / total - model.prior) / model.prior
            model.prior = matches / total
            if moved < settings.tolerance {
                ending = .converged
                break
            }
        }
        if matches < settings.matchesMin { ending = .tooFewMatches }
        if ending != .tooFewMatches, contradictsItself(model) { ending = .degenerate }
        let isLearnt = ending == .converged || ending == .roundsUsedUp
        return Outcome(model: isLearnt ? model : start, rounds: rounds, matches: matches, ending: ending)
    }

    /// Complete agreement speaks against being one person. A column that says the same of everybody weighs about
    /// nothing, and may come out a trace below.
    private func contradictsItself(_ model: MatchModel) -> Bool {
        model.comparisons.contains { $0.weight(0) < -0.1 }
    }
}

/// Patterns and counts as flat arrays, with each comparison's outcome at hand.
private struct Evidence {
    let count: [Double]
    /// Outcome of comparison c in pattern p at `c * count.count + p`.
    let outcomes: [Int]
    let comparisons: Int
    var total: Double { count.reduce(0, +) }

    init(_ patterns: [ExpectationMaximisation.PatternCount], _ layout: PatternLayout, _ comparisons: Int) {
        count = patterns.map(\.count)
        self.comparisons = comparisons
        outcomes = (0..<comparisons).flatMap { comparison in
            patterns.map { layout.outcome(comparison, of: $0.pattern) }
        }
    }

    /// For each pattern the probability that its pairs are of one person.
    func posterior(_ model: MatchModel) -> [Double] {
        var odds = Array(repeating: OddsScale.odds(of: model.prior), count: count.count)
        for (index, comparison) in model.comparisons.enumerated() {
            let weights = comparison.weights
            for pattern in count.indices { odds[pattern] += weights[outcomes[index * count.count + pattern]] }
        }
        return odds.map(OddsScale.probability(odds:))
    }

    func expected(_ posterior: [Double]) -> Double { zip(count, posterior).reduce(0) { $0 + $1.0 * $1.1 } }

    func counts(_ table: OutcomeTable, _ comparison: Int, weight: (Int) -> Double) -> [Double] {
        var counts = Array(repeating: 0.0, count: table.count)
        for pattern in count.indices {
            counts[outcomes[comparison * count.count + pattern]] += count[pattern] * weight(pattern)
        }
        return counts
    }

    func counts(_ table: OutcomeTable, _ comparison: Int, split: [Double]) -> (m: [Double], u: [Double]) {
        (counts(table, comparison) { split[$0] }, counts(table, comparison) { 1 - split[$0] })
    }
}
