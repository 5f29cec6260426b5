/// Learns m, u and prior from a list by itself, without knowing which records belong together: ``MixtureFit`` over the
/// comparisons of a list.
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
        let groups = [
            MixtureFit.Group(table: table(candidates), standing: .unknown),
            MixtureFit.Group(table: table(outside), standing: .strangers, weight: outsideWeight),
        ]
        let mixture = ListMixture(model: start, tables: shapes.map(OutcomeTable.init(shape:)), weight: outsideWeight)
        let fit = MixtureFit(settings: settings).run(groups, start: mixture)
        let model = fit.model.model
        let ending = fit.ending != .tooFewMatches && contradictsItself(model) ? .degenerate : fit.ending
        let isLearnt = ending == .converged || ending == .roundsUsedUp
        return Outcome(model: isLearnt ? model : start, rounds: fit.rounds, matches: fit.matches, ending: ending)
    }

    private func table(_ patterns: [PatternCount]) -> PatternTable {
        PatternTable(patterns, comparisons: shapes.count) { layout.outcome($0, of: $1) }
    }

    /// Complete agreement speaks against being one person. A column that says the same of everybody weighs about
    /// nothing, and may come out a trace below.
    private func contradictsItself(_ model: MatchModel) -> Bool {
        model.comparisons.contains { $0.weight(0) < -0.1 }
    }
}

/// The model of a list, as it is being learnt.
private struct ListMixture: MixtureModel {
    var model: MatchModel
    let tables: [OutcomeTable]
    /// How many pairs each of the sample stands for.
    let weight: Double

    var prior: Double {
        get { model.prior }
        set { model.prior = newValue }
    }
    var weights: [[Double]] { model.comparisons.map(\.weights) }
    var others: [OtherPairs] { [] }

    mutating func fit(same: [[Double]], strangers: [[Double]]) {
        for (index, table) in tables.enumerated() {
            model.comparisons[index].m = table.probabilities(
                same[index], defaults: table.shape.kinds.map(\.defaultM), strength: 1)
            model.comparisons[index].u = table.probabilities(
                strangers[index], defaults: table.shape.kinds.map(\.defaultU), strength: 0.5 * max(1, weight))
        }
    }
}
