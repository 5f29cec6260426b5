/// A Fellegi-Sunter model (Fellegi and Sunter 1969): for every comparison the probability of each outcome among pairs
/// of records of one person (m) and of two people (u), and how common pairs of one person are. The weight of an outcome
/// is log2(m/u) bits; weights of comparisons add up, because fields that hang together share a comparison.
public struct MatchModel: Hashable, Codable, Sendable {
    /// Version of this form; a model of another version is not read as this one.
    public static let currentVersion = 1
    public let version: Int
    /// Probability that two records taken at random are about one person.
    public var prior: Double
    public var comparisons: [ModelComparison]

    public init(prior: Double, comparisons: [ModelComparison]) {
        version = MatchModel.currentVersion
        self.prior = prior
        self.comparisons = comparisons
    }

    /// Shipped probabilities, for lists too short to learn from.
    ///
    /// - Parameter records: how many there are; the prior takes it that one in ten is a second record of somebody.
    public static func shipped(comparisons: [ComparisonShape], records: Int) -> MatchModel {
        MatchModel(
            prior: min(0.1, 0.2 / Double(max(records, 2) - 1)),
            comparisons: comparisons.map { shape in
                ModelComparison(
                    shape: shape, m: OutcomeTable(shape: shape).independent(shape.kinds.map(\.defaultM)),
                    u: OutcomeTable(shape: shape).independent(shape.kinds.map(\.defaultU)))
            })
    }
}

/// Which fields a comparison looks at together, and on what its outcome depends.
public struct ComparisonShape: Hashable, Codable, Sendable {
    /// Names of the fields, for people.
    public let fields: [String]
    public let kinds: [ListFieldKind]
    /// Two fields whose contents are sometimes swapped: forename and surname.
    public let isInterchangeable: Bool
    /// Field on whose agreement the probabilities depend: people of one surname often share an address.
    public let given: String?

    public static let fieldsMax = 3

    /// - Precondition: 1 to 3 fields; two when interchangeable.
    public init(fields: [String], kinds: [ListFieldKind], isInterchangeable: Bool = false, given: String? = nil) {
        precondition((1...ComparisonShape.fieldsMax).contains(fields.count) && fields.count == kinds.count)
        precondition(!isInterchangeable || fields.count == 2)
        self.fields = fields
        self.kinds = kinds
        self.isInterchangeable = isInterchangeable
        self.given = given
    }
}

/// One comparison's probabilities, an entry for each outcome.
///
/// An outcome is a number: three bits for the level of each field, the first lowest; then a bit that says the two
/// fields were found swapped; then two bits for the field it depends on (0 near, 1 not near, 2 missing).
public struct ModelComparison: Hashable, Codable, Sendable {
    public let shape: ComparisonShape
    public var m: [Double]
    public var u: [Double]

    /// Bits of one outcome; 0 for one in which nothing was told.
    public func weight(_ outcome: Int) -> Double { OddsScale.log2(m[outcome] / u[outcome]) }

    /// Bits of every outcome.
    public var weights: [Double] { m.indices.map(weight) }
}
