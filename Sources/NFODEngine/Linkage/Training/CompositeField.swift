/// One piece of evidence as training counts it: fields that hang together are one outcome (forename with surname, birth
/// date with CHI number), so that nothing is taken for independent that plainly is not.
struct CompositeField: Sendable {
    /// By the number ``PairPattern`` gives it.
    let outcomes: [Outcome]

    /// How often what is seen is seen.
    struct Outcome: Sendable {
        /// Outcomes in which the same was told are weighed against each other; nil where nothing was told, or where
        /// nothing is learnt of it.
        var told: Int?
        /// The levels of the model that it speaks of.
        var cells: [Cell] = []
        /// As shipped.
        var rates = PersonModel.Rates.neutral

        /// Tells nothing, or cannot be.
        static let none = Outcome()

        fileprivate init() {}

        fileprivate init(told: Int?, _ cells: [Cell?], _ model: PersonModel) {
            self.told = told
            self.cells = cells.compactMap { $0 }
            rates = self.cells.reduce(.neutral) { $0 * (model[$1.column, $1.level] ?? .neutral) }
        }
    }

    /// A level of a column, among the levels that can be where as much was told.
    struct Cell: Hashable, Sendable {
        let column: ModelColumn
        let stratum: Int
        let level: Int

        init(_ column: ModelColumn, _ level: Int, stratum: Int = 0) {
            self.column = column
            self.stratum = stratum
            self.level = level
        }
    }

    /// In the order of ``WeighedField``.
    static func all(_ model: PersonModel) -> [CompositeField] {
        [name(model), birth(model), home(model), sex(model), encounter(model)]
    }

    private init(count: Int, _ outcome: (Int) -> Outcome) { outcomes = (0..<count).map(outcome) }

    /// Names found in each other's place are told apart from the others: how often that happens is not learnt.
    private static func name(_ model: PersonModel) -> CompositeField {
        CompositeField(count: 2 * PairPattern.swapped) { number in
            let isSwapped = number >= PairPattern.swapped
            let (first, last) = (number % PairPattern.swapped / 4, number % 4)
            guard first < FieldComparison.Forename.allCases.count else { return .none }
            let forename = first == FieldComparison.Forename.missing.rawValue ? nil : Cell(.forename, first)
            let surname = last == FieldComparison.Surname.missing.rawValue ? nil : Cell(.surname, last)
            let told = (forename == nil ? 0 : 1) + (surname == nil ? 0 : 2)
            var outcome = Outcome(told: isSwapped || told == 0 ? nil : told, [forename, surname], model)
            if isSwapped {
                outcome.rates.same *= model.namesSwapped
                for kin in PersonModel.Rates.kin { outcome.rates[keyPath: kin] *= model.namesSwapped }
            }
            return outcome
        }
    }

    /// A year alone is another telling than a date; a date that is not the one in the number stands by itself.
    private static func birth(_ model: PersonModel) -> CompositeField {
        CompositeField(count: 2 * PairPattern.chiDateDiffers) { number in
            let chiDateDiffers = number >= PairPattern.chiDateDiffers
            let (code, chi) = (number % PairPattern.chiDateDiffers / 4, number % 4)
            let isYear = code == PairPattern.yearDiffers || code == FieldComparison.BirthDate.yearAgrees.rawValue
            let level = code == PairPattern.yearDiffers ? FieldComparison.BirthDate.differ.rawValue : code
            let isMissing = code == FieldComparison.BirthDate.missing.rawValue
            let date = isMissing ? nil : Cell(.birthDate, level, stratum: isYear ? 1 : 0)
            let isNear = code <= FieldComparison.BirthDate.close.rawValue
            let digits =
                chi == FieldComparison.CHI.missing.rawValue ? nil : Cell(isNear ? .chiBesideBirthDate : .chiAlone, chi)
            let told = (isMissing ? 0 : isYear ? 4 : 2) + (digits == nil ? 0 : 1)
            var outcome = Outcome(told: chiDateDiffers || told == 0 ? nil : told, [date, digits], model)
            if chiDateDiffers { outcome.rates = outcome.rates * model.chiDateDiffers }
            return outcome
        }
    }

    /// A door, a postcode and a street of many are three tellings.
    private static func home(_ model: PersonModel) -> CompositeField {
        CompositeField(count: PairPattern.HomeTold.allCases.count * PairPattern.homeLevels) { number in
            let (told, level) = (number / PairPattern.homeLevels, number % PairPattern.homeLevels)
            guard model.home[raw: level] != nil, PairPattern.HomeTold.allCases[told].levels.contains(level) else {
                return .none
            }
            return Outcome(told: told, [Cell(.home, level, stratum: told)], model)
        }
    }

    /// Beside near forenames sex says little, because they tell it already.
    private static func sex(_ model: PersonModel) -> CompositeField {
        CompositeField(count: 2 * PairPattern.besideForename) { number in
            let (near, level) = (number / PairPattern.besideForename, number % PairPattern.besideForename)
            let column = near == 1 ? ModelColumn.sexBesideForename : .sexAlone
            return model[column, level] == nil ? .none : Outcome(told: near, [Cell(column, level)], model)
        }
    }

    /// Whether the home is shared is counted as home, and says which levels there can be.
    private static func encounter(_ model: PersonModel) -> CompositeField {
        CompositeField(count: 2 * PairPattern.besideHousehold) { number in
            let (household, level) = (number / PairPattern.besideHousehold, number % PairPattern.besideHousehold)
            let impossible: FieldComparison.Encounter = household == 1 ? .sameTime : .sameHousehold
            guard model.encounter[raw: level] != nil, level != impossible.rawValue else { return .none }
            return Outcome(told: household, [Cell(.encounter, level, stratum: household)], model)
        }
    }
}

/// What training sees of a pair: the outcome of each ``CompositeField``, eight bits each.
enum PairPattern {
    static let fields = 5
    /// Offsets within an outcome's number.
    static let swapped = 32
    static let chiDateDiffers = 32
    static let homeLevels = 8
    static let besideForename = 4
    static let besideHousehold = 8
    /// A birth date of which only the years could be compared, and they differ.
    static let yearDiffers = 7

    /// What both records tell of the home.
    enum HomeTold: Int, CaseIterable {
        case postcode, door, manyLiveThere

        var levels: [Int] {
            let levels: [FieldComparison.Home] =
                switch self {
                case .postcode: [.samePostcode, .sameSector, .differ]
                case .door: [.sameDoor, .differ]
                case .manyLiveThere: [.sameManyLiveThere, .differ]
                }
            return levels.map(\.rawValue)
        }
    }

    static func outcome(_ field: Int, of pattern: UInt64) -> Int { Int(pattern >> UInt64(8 * field) & 0xFF) }

    static func of(_ left: PersonEvidence, _ right: PersonEvidence, _ fields: FieldComparison) -> UInt64 {
        let name = (fields.namesSwapped ? swapped : 0) + fields.forename.rawValue * 4 + fields.surname.rawValue
        let isNear = fields.forename.rawValue <= FieldComparison.Forename.slip.rawValue
        let outcomes = [
            name, birth(left, right, fields),
            homeTold(left.home, right.home, fields.home).rawValue * homeLevels + fields.home.rawValue,
            (isNear ? besideForename : 0) + fields.sex.rawValue,
            (fields.home.isHousehold ? besideHousehold : 0) + fields.encounter.rawValue,
        ]
        return outcomes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }

    private static func birth(_ left: PersonEvidence, _ right: PersonEvidence, _ fields: FieldComparison) -> Int {
        let isYear = fields.birthDate == .differ && (left.birthDate == nil || right.birthDate == nil)
        return (fields.chiDateDiffers ? chiDateDiffers : 0)
            + (isYear ? yearDiffers : fields.birthDate.rawValue) * 4 + fields.chi.rawValue
    }

    private static func homeTold(_ left: FoldedPlace, _ right: FoldedPlace, _ level: FieldComparison.Home) -> HomeTold {
        switch level {
        case .sameDoor: return .door
        case .sameManyLiveThere: return .manyLiveThere
        case .samePostcode, .sameSector, .missing: return .postcode
        case .differ:
            guard left.address != nil, right.address != nil else { return .postcode }
            return left.isOneDoor || right.isOneDoor ? .door : .manyLiveThere
        }
    }
}
