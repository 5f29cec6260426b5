/// One statement that a rule asks about: a word of the vocabulary with its limits. Flat, so that an event's JSON stays
/// readable and stable.
public struct Fact: Hashable, Codable, Sendable {
    public let code: FactCode
    /// Doses, hours, days or overdoses, as ``FactCode/shape`` has it; nil for a bare fact.
    public let limit: Int?
    /// The days to look back, for `overdosesInLast` only.
    public let days: Int?
    /// In order of their names, for `anySubstanceOf` only.
    public let substances: [Substance]?

    private init(code: FactCode, limit: Int? = nil, days: Int? = nil, substances: [Substance]? = nil) {
        self.code = code
        self.limit = limit
        self.days = days
        self.substances = substances
    }

    /// A fact without limits. Nil for one that needs some.
    public init?(_ code: FactCode) {
        guard code.shape == .bare else { return nil }
        self.init(code: code)
    }

    /// A fact with one number. Nil for another kind of fact or a number outside its range.
    public init?(_ code: FactCode, _ limit: Int) {
        guard case .number(let range) = code.shape, range.contains(limit) else { return nil }
        self.init(code: code, limit: limit)
    }

    /// At least `atLeast` overdoses in the last `days`, this one among them.
    public static func overdoses(atLeast: Int, inLastDays days: Int) -> Fact {
        Fact(code: .overdosesInLast, limit: atLeast, days: days)
    }

    /// Any of `substances` was named.
    public static func anySubstance(of substances: Set<Substance>) -> Fact {
        Fact(code: .anySubstanceOf, substances: substances.sorted { $0.rawValue < $1.rawValue })
    }
}
