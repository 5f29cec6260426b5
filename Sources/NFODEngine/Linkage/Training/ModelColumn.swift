/// One table of the model: the levels at which one field is compared. The raw value is what a stored version calls it.
public enum ModelColumn: String, CaseIterable, Sendable {
    case forename, surname, birthDate, chiBesideBirthDate, chiAlone, sexBesideForename, sexAlone, home, encounter

    /// By raw value, as a stored version calls them; those that tell nothing as well.
    public var levels: [String] {
        switch self {
        case .forename: FieldComparison.Forename.allCases.map { "\($0)" }
        case .surname: FieldComparison.Surname.allCases.map { "\($0)" }
        case .birthDate: FieldComparison.BirthDate.allCases.map { "\($0)" }
        case .chiBesideBirthDate, .chiAlone: FieldComparison.CHI.allCases.map { "\($0)" }
        case .sexBesideForename, .sexAlone: FieldComparison.Recorded.allCases.map { "\($0)" }
        case .home: FieldComparison.Home.allCases.map { "\($0)" }
        case .encounter: FieldComparison.Encounter.allCases.map { "\($0)" }
        }
    }
}

extension PersonModel {
    /// Rates of one level, by its raw value; nil for a level that tells nothing.
    public internal(set) subscript(column: ModelColumn, level: Int) -> Rates? {
        get {
            switch column {
            case .forename: forename[raw: level]
            case .surname: surname[raw: level]
            case .birthDate: birthDate[raw: level]
            case .chiBesideBirthDate: chiBesideBirthDate[raw: level]
            case .chiAlone: chiAlone[raw: level]
            case .sexBesideForename: sexBesideForename[raw: level]
            case .sexAlone: sexAlone[raw: level]
            case .home: home[raw: level]
            case .encounter: encounter[raw: level]
            }
        }
        set {
            switch column {
            case .forename: forename[raw: level] = newValue
            case .surname: surname[raw: level] = newValue
            case .birthDate: birthDate[raw: level] = newValue
            case .chiBesideBirthDate: chiBesideBirthDate[raw: level] = newValue
            case .chiAlone: chiAlone[raw: level] = newValue
            case .sexBesideForename: sexBesideForename[raw: level] = newValue
            case .sexAlone: sexAlone[raw: level] = newValue
            case .home: home[raw: level] = newValue
            case .encounter: encounter[raw: level] = newValue
            }
        }
    }
}

extension PersonModel.Rates {
    static let neutral = PersonModel.Rates(
        same: 1, stranger: 1, twin: 1, relative: 1, parentOrChild: 1, namesake: 1)

    /// What the level weighs for one person, against a stranger.
    public var bits: Bits { Bits(ratio: same / stranger) }

    /// Those of people who are neither one nor strangers.
    static var kin: [WritableKeyPath<PersonModel.Rates, Double>] {
        [\.twin, \.relative, \.parentOrChild, \.namesake]
    }

    static func * (left: Self, right: Self) -> Self {
        Self(
            same: left.same * right.same, stranger: left.stranger * right.stranger, twin: left.twin * right.twin,
            relative: left.relative * right.relative, parentOrChild: left.parentOrChild * right.parentOrChild,
            namesake: left.namesake * right.namesake)
    }
}

/// A model as an event keeps it: whole numbers, so that it reads the same everywhere and for ever.
public struct StoredRates: Hashable, Codable, Sendable {
    /// `column.level` to its six rates, in thousand-millionths: same, stranger, twin, relative, parent or child,
    /// namesake.
    public let levels: [String: [Int64]]

    private static let unit = 1e9

    public init(_ model: PersonModel) {
        var levels: [String: [Int64]] = [:]
        for column in ModelColumn.allCases {
            for (level, name) in column.levels.enumerated() {
                guard let rates = model[column, level] else { continue }
                levels["\(column.rawValue).\(name)"] = [
                    rates.same, rates.stranger, rates.twin, rates.relative, rates.parentOrChild, rates.namesake,
                ].map { max(1, Int64(($0 * StoredRates.unit).rounded())) }
            }
        }
        self.levels = levels
    }

    init(levels: [String: [Int64]]) { self.levels = levels }

    /// As it is written: in order, the names of levels as values.
    private struct Entry: Codable {
        let level: String
        let rates: [Int64]
    }

    public init(from decoder: any Decoder) throws {
        let entries = try decoder.singleValueContainer().decode([Entry].self)
        levels = Dictionary(entries.map { ($0.level, $0.rates) }, uniquingKeysWith: { first, _ in first })
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(levels.sorted { $0.key < $1.key }.map { Entry(level: $0.key, rates: $0.value) })
    }

    /// The model again. What a version does not name stays as shipped: a level that came into the program later, and
    /// everything that is not learnt.
    public func model(_ version: LinkageModelID) -> PersonModel {
        var model = PersonModel.shipped
        model.version = version
        for column in ModelColumn.allCases {
            for (level, name) in column.levels.enumerated() where model[column, level] != nil {
                guard let stored = levels["\(column.rawValue).\(name)"], stored.count == 6 else { continue }
                let rates = stored.map { Double($0) / StoredRates.unit }
                model[column, level] = PersonModel.Rates(
                    same: rates[0], stranger: rates[1], twin: rates[2], relative: rates[3], parentOrChild: rates[4],
                    namesake: rates[5])
            }
        }
        return model
    }
}
