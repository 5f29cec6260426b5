/// One statement that a rule asks about: a word of the vocabulary with its limits.
public struct Fact: Hashable, Sendable {
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

/// A bare fact is its word alone; one with limits is an object.
extension Fact: Codable {
    private enum Key: String, CodingKey { case code, limit, days, substances }

    public init(from decoder: any Decoder) throws {
        if let bare = try? decoder.singleValueContainer().decode(FactCode.self) {
            self.init(code: bare)
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            code: try container.decode(FactCode.self, forKey: .code),
            limit: try container.decodeIfPresent(Int.self, forKey: .limit),
            days: try container.decodeIfPresent(Int.self, forKey: .days),
            substances: try container.decodeIfPresent([Substance].self, forKey: .substances))
    }

    public func encode(to encoder: any Encoder) throws {
        guard limit != nil || days != nil || substances != nil else {
            var container = encoder.singleValueContainer()
            return try container.encode(code)
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encodeIfPresent(limit, forKey: .limit)
        try container.encodeIfPresent(days, forKey: .days)
        try container.encodeIfPresent(substances, forKey: .substances)
    }
}
