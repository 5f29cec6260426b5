/// What expectation-maximisation estimates: how likely each outcome of each comparison is among pairs of one person and
/// among pairs of strangers, and how common pairs of one person are.
protocol MixtureModel {
    /// Share of the pairs that are of one person.
    var prior: Double { get set }
    /// Bits of each outcome of each comparison, one person against a stranger.
    var weights: [[Double]] { get }
    /// Pairs that are neither, as people of one household; not estimated.
    var others: [OtherPairs] { get }
    /// Takes over how many pairs of each kind are expected behind each outcome of each comparison.
    mutating func fit(same: [[Double]], strangers: [[Double]])
}

/// A kind of pairs that is neither of one person nor of two strangers.
struct OtherPairs: Sendable {
    /// How many there are for each pair of one person.
    let share: Double
    /// Bits of each outcome of each comparison, against a stranger.
    let weights: [[Double]]
}

/// Learns m, u and prior from pairs of which nobody said whose they are (Dempster, Laird and Rubin 1977; Winkler 1988
/// for record linkage), beside those of which somebody did.
struct MixtureFit: Sendable {
    let settings: ExpectationMaximisation.Settings

    /// Pairs by pattern, and what is known of them.
    struct Group {
        let table: PatternTable
        let standing: Standing
        /// How many pairs each stands for.
        var weight = 1.0
    }

    enum Standing {
        /// To be found out.
        case unknown
        /// Taken at random: two strangers.
        case strangers
        /// A human said so.
        case same, apart
    }

    struct Result<Model> {
        var model: Model
        var rounds = 0
        /// Expected pairs of one person.
        var matches = 0.0
        var ending = ExpectationMaximisation.Ending.roundsUsedUp
    }

    func run<Model: MixtureModel>(_ groups: [Group], start: Model) -> Result<Model> {
        var result = Result(model: start)
        let total = groups.reduce(0) { $0 + $1.table.total * $1.weight }
        while result.rounds < settings.roundsMax {
            result.rounds += 1
            let expected = groups.map { Shares($0, result.model) }
            result.matches = zip(groups, expected).reduce(0) { $0 + $1.0.table.sum($1.1.same) * $1.0.weight }
            guard result.matches >= settings.matchesMin, total > result.matches else { break }
            result.model.fit(
                same: sums(groups, expected.map(\.same), like: start.weights),
                strangers: sums(groups, expected.map(\.strangers), like: start.weights))
            let moved = abs(result.matches / total - result.model.prior) / result.model.prior
            result.model.prior = result.matches / total
            if moved < settings.tolerance {
                result.ending = .converged
                break
            }
        }
        if result.matches < settings.matchesMin { result.ending = .tooFewMatches }
        return result
    }

    private func sums(_ groups: [Group], _ shares: [[Double]], like weights: [[Double]]) -> [[Double]] {
        weights.indices.map { comparison in
            var counts = Array(repeating: 0.0, count: weights[comparison].count)
            for (group, shares) in zip(groups, shares) {
                group.table.add(shares, times: group.weight, of: comparison, to: &counts)
            }
            return counts
        }
    }
}

/// For each pattern, which part of its pairs is of one person, and which of strangers.
private struct Shares {
    let same: [Double]
    let strangers: [Double]

    init(_ group: MixtureFit.Group, _ model: some MixtureModel) {
        let patterns = group.table.count.count
        switch group.standing {
        case .strangers:
            same = Array(repeating: 0, count: patterns)
            strangers = Array(repeating: 1, count: patterns)
        case .same:
            same = Array(repeating: 1, count: patterns)
            strangers = Array(repeating: 0, count: patterns)
        case .apart:
            let others = Shares.others(group.table, model)
            same = Array(repeating: 0, count: patterns)
            strangers = others.map { 1 / (1 + $0) }
        case .unknown:
            let odds = group.table.odds(model.weights, from: OddsScale.odds(of: model.prior)).map(OddsScale.exp2)
            let others = Shares.others(group.table, model)
            same = zip(odds, others).map { 1 / (1 + (1 + $1) / $0) }
            strangers = zip(odds, others).map { 1 / (1 + $0 + $1) }
        }
    }

    /// Odds of all other kinds together against strangers.
    private static func others(_ table: PatternTable, _ model: some MixtureModel) -> [Double] {
        var sum = Array(repeating: 0.0, count: table.count.count)
        for other in model.others {
            let from = OddsScale.odds(of: model.prior) + OddsScale.log2(other.share)
            for (pattern, odds) in table.odds(other.weights, from: from).enumerated() {
                sum[pattern] += OddsScale.exp2(odds)
            }
        }
        return sum
    }
}

/// Patterns and counts as flat arrays, with each comparison's outcome at hand.
struct PatternTable {
    let count: [Double]
    /// Outcome of comparison c in pattern p at `c * count.count + p`.
    private let outcomes: [Int]
    var total: Double { count.reduce(0, +) }

    /// - Parameter outcome: of a comparison, in a pattern.
    init(
        _ patterns: [ExpectationMaximisation.PatternCount], comparisons: Int, outcome: (Int, UInt64) -> Int
    ) {
        // Sorted, because sums of numbers depend on their order and results must not depend on the rows'.
        let patterns = patterns.sorted()
        count = patterns.map(\.count)
        outcomes = (0..<comparisons).flatMap { comparison in patterns.map { outcome(comparison, $0.pattern) } }
    }

    /// For each pattern `start` and the weights of its outcomes, in bits.
    func odds(_ weights: [[Double]], from start: Double) -> [Double] {
        var odds = Array(repeating: start, count: count.count)
        for (index, weights) in weights.enumerated() {
            for pattern in count.indices { odds[pattern] += weights[outcomes[index * count.count + pattern]] }
        }
        return odds
    }

    func sum(_ shares: [Double]) -> Double { zip(count, shares).reduce(0) { $0 + $1.0 * $1.1 } }

    func add(_ shares: [Double], times weight: Double, of comparison: Int, to counts: inout [Double]) {
        for pattern in count.indices {
            counts[outcomes[comparison * count.count + pattern]] += count[pattern] * shares[pattern] * weight
        }
    }
}
