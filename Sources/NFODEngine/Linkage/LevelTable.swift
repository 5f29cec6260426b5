/// Rates of each level of one field; none for a level that tells nothing (`missing`, `none`).
public struct LevelTable<Level: RawRepresentable & CaseIterable & Sendable>: Hashable, Codable, Sendable
where Level.RawValue == Int {
    /// By raw value.
    private var rates: [PersonModel.Rates?]

    public subscript(level: Level) -> PersonModel.Rates? {
        get { rates[level.rawValue] }
        set { rates[level.rawValue] = newValue }
    }

    /// By the level's raw value; nil for a number that no level has.
    subscript(raw level: Int) -> PersonModel.Rates? {
        get { rates.indices.contains(level) ? rates[level] : nil }
        set { rates[level] = newValue }
    }
}

extension LevelTable: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (Level, PersonModel.Rates)...) {
        rates = Array(repeating: nil, count: Level.allCases.count)
        for (level, value) in elements { rates[level.rawValue] = value }
    }
}
