public import NFODEngine

/// The `words:` of one file, before those that all sources share and those of one source are put together.
public struct SourceProfileWords: Sendable {
    private var lists: [Kind: [String]] = [:]
    private var sexes: [String: Sex] = [:]
    private var substances: [String: Substance] = [:]
    private var diagnoses: [String: Set<Substance>] = [:]
    private var marks: [String: SourceMark] = [:]
    private var bases: [String: SharingBasis] = [:]

    /// Plain lists; the raw value is the key in the file.
    private enum Kind: String, CaseIterable {
        case yes, no, absent, describing, noFixedAddress, negations, separators
    }

    public init() {}

    /// Reads a mapping of words, noting every mistake.
    public init(reader: YAMLReader) {
        let tables: Set = ["sexes", "substances", "diagnoses", "marks", "bases"]
        reader.allowKeys(tables.union(Kind.allCases.map(\.rawValue)))
        for kind in Kind.allCases {
            guard let value = reader.optional(kind.rawValue) else { continue }
            lists[kind] = value.strings().map { $0.lowercased() }
            if kind == .separators { SourceProfileWords.checkSeparators(value) }
        }
        sexes = SourceProfileWords.table(reader.optional("sexes"))
        substances = SourceProfileWords.table(reader.optional("substances"))
        marks = SourceProfileWords.table(reader.optional("marks"))
        bases = SourceProfileWords.table(reader.optional("bases"))
        for (code, value) in reader.optional("diagnoses")?.entries() ?? [] {
            diagnoses[code.lowercased()] = Set(value.elements().compactMap { $0.choice(Substance.self) })
        }
        checkYesAndNo(reader)
    }

    /// These words, and `other`'s beside them; where both know a word, `other` says what it means.
    public func adding(_ other: SourceProfileWords) -> SourceProfileWords {
        var sum = self
        sum.lists.merge(other.lists) { $0 + $1 }
        // A word that a source moves from yes to no is not both.
        sum.lists[.yes]?.removeAll { other.lists[.no]?.contains($0) ?? false }
        sum.lists[.no]?.removeAll { other.lists[.yes]?.contains($0) ?? false }
        sum.sexes.merge(other.sexes) { $1 }
        sum.substances.merge(other.substances) { $1 }
        sum.diagnoses.merge(other.diagnoses) { $1 }
        sum.marks.merge(other.marks) { $1 }
        sum.bases.merge(other.bases) { $1 }
        return sum
    }

    /// As the engine wants them.
    public var words: SourceWords {
        func list(_ kind: Kind) -> [String] { lists[kind] ?? [] }
        return SourceWords(
            yes: list(.yes), no: list(.no), absent: list(.absent), describing: list(.describing), sexes: sexes,
            noFixedAddress: list(.noFixedAddress), substances: substances, diagnoses: diagnoses, marks: marks,
            bases: bases, negations: list(.negations), separators: Set(list(.separators).compactMap(\.first)))
    }

    /// Meaning to a list of words, turned round; a word that means two things is a problem.
    private static func table<Meaning: RawRepresentable & CaseIterable & Equatable>(
        _ reader: YAMLReader?
    ) -> [String: Meaning] where Meaning.RawValue == String {
        guard let reader else { return [:] }
        reader.allowKeys(Set(Meaning.allCases.map(\.rawValue)))
        var table: [String: Meaning] = [:]
        for (key, value) in reader.entries() {
            guard let meaning = Meaning(rawValue: key) else { continue }
            for element in value.elements() {
                guard let word = element.string()?.lowercased() else { continue }
                if let other = table[word], other != meaning {
                    element.problem("'\(word)' already means \(other.rawValue); a word has one meaning")
                }
                table[word] = meaning
            }
        }
        return table
    }

    private static func checkSeparators(_ reader: YAMLReader) {
        for element in reader.elements() where element.string()?.count != 1 {
            element.problem("expected one character, found '\(element.shown)'")
        }
    }

    private func checkYesAndNo(_ reader: YAMLReader) {
        for word in Set(lists[.yes] ?? []).intersection(lists[.no] ?? []).sorted() {
            reader.problem("'\(word)' stands under yes and under no")
        }
    }
}
