/// How a list of people is linked: its columns, what is compared with what, under which keys records meet, and what
/// must never be one person. Read from a file by NFODConfig.
public struct ListProfile: Hashable, Sendable {
    /// Name of the column that names a record.
    public var idColumn: String
    public var fields: [ListField]
    /// Every field stands in exactly one.
    public var comparisons: [ListComparison]
    public var blocking: [BlockingRule]
    /// More records than this under one key are divided by further fields.
    public var blockRecordsMax = 300
    public var contradictions: [Contradiction] = []

    /// Those of the profile, after what holds whatever a profile says: two different numbers that both pass their check
    /// are two people's. A typing slip hardly ever makes another valid number.
    var allContradictions: [Contradiction] {
        let numbers = fields.indices.filter { fields[$0].kind.hasCheckDigit }.map { field in
            Contradiction(
                name: "two valid numbers in \(fields[field].name)",
                conditions: [Contradiction.Condition(field: field, levels: [.differ])])
        }
        return numbers + contradictions
    }

    /// Two groups become one when the odds, averaged over all their pairs, are at least those of this probability.
    public var joinAt = 0.5
    /// A pair at least this likely that was not joined is told as a doubt.
    public var doubtAt = 0.05
    /// Of two lists: neither names anybody twice, so records of one list are never joined.
    public var eachPersonOncePerList = false
    /// Cells that say nothing (`unknown`), folded.
    public var missingWords: Set<String> = []
    /// How the list writes dates.
    public var dates: [DatePattern] = []

    public init(idColumn: String, fields: [ListField], comparisons: [ListComparison], blocking: [BlockingRule]) {
        self.idColumn = idColumn
        self.fields = fields
        self.comparisons = comparisons
        self.blocking = blocking
    }

    /// What the model has to know of the comparisons.
    public var shapes: [ComparisonShape] {
        comparisons.map { comparison in
            ComparisonShape(
                fields: comparison.fields.map { fields[$0].name }, kinds: comparison.fields.map { fields[$0].kind },
                isInterchangeable: comparison.isInterchangeable, given: comparison.given.map { fields[$0].name })
        }
    }

    /// Fields that stand in every blocking rule: one of them wrong would hide a pair. A good profile has none.
    public var hidingFields: [String] {
        fields.indices.filter { field in
            !blocking.isEmpty && blocking.allSatisfy { rule in rule.parts.contains { $0.field == field } }
        }.map { fields[$0].name }
    }
}

/// One column that is compared.
public struct ListField: Hashable, Sendable {
    /// The profile's name for it, as evidence tells it: `birthDate`.
    public let name: String
    /// The list's name for it.
    public let column: String
    public let kind: ListFieldKind
    /// Agreement on a rare value weighs more than on a common one.
    public let usesFrequencies: Bool

    public init(name: String, column: String, kind: ListFieldKind, usesFrequencies: Bool? = nil) {
        self.name = name
        self.column = column
        self.kind = kind
        self.usesFrequencies = usesFrequencies ?? (kind != .sex)
    }
}

/// Fields that are compared together, by position in the profile.
public struct ListComparison: Hashable, Sendable {
    public let fields: [Int]
    public let isInterchangeable: Bool
    /// See ``ComparisonShape/given``.
    public let given: Int?

    public init(fields: [Int], isInterchangeable: Bool = false, given: Int? = nil) {
        self.fields = fields
        self.isInterchangeable = isInterchangeable
        self.given = given
    }
}

/// Records meet when all parts are told and the same. Two whole fields that may be swapped count in either order.
public struct BlockingRule: Hashable, Sendable {
    public let parts: [Part]

    public init(_ parts: [Part]) { self.parts = parts }

    public struct Part: Hashable, Sendable {
        public let field: Int
        public let aspect: Aspect

        public init(_ field: Int, _ aspect: Aspect = .whole) {
            self.field = field
            self.aspect = aspect
        }
    }

    /// What of a field stands in a key.
    public enum Aspect: String, Hashable, CaseIterable, Sendable {
        case whole
        /// The first letter.
        case initial
        /// The first four letters or digits: of a date the year.
        case start
        /// Soundex (Russell 1918): the first letter and the consonants after it.
        case sound
    }
}

/// Something that two records of one person cannot be, by machine: every condition at once.
public struct Contradiction: Hashable, Sendable {
    /// What a person reads: `twins`.
    public let name: String
    public let conditions: [Condition]

    public struct Condition: Hashable, Sendable {
        public let field: Int
        public let levels: Set<AgreementLevel>

        public init(field: Int, levels: Set<AgreementLevel>) {
            self.field = field
            self.levels = levels
        }
    }

    public init(name: String, conditions: [Condition]) {
        self.name = name
        self.conditions = conditions
    }
}
