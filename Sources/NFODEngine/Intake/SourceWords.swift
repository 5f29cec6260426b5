/// The words of a source and what they mean. All are compared folded (case and blanks do not count).
public struct SourceWords: Sendable, Equatable {
    public var yes: Set<String>
    public var no: Set<String>
    /// Words in any cell that mean "not told": `unknown`, `n/k`, `-`.
    public var absent: Set<String> { didSet { absentBytesMax = SourceWords.longest(absent) } }
    /// Words that may stand where a name should and name nobody: `male`, `female`, `patient`.
    public var describing: Set<String>
    public var sexes: [String: Sex]
    /// Phrases that mean no fixed address.
    public var noFixedAddress: PhraseTable<Bool>
    public var substances: PhraseTable<Substance>
    /// Diagnosis codes without dots, and the substances they stand for; a longer code counts as its longest beginning.
    public var diagnoses: [String: Set<Substance>]
    /// Concerns, outcomes and phrases in notes.
    public var marks: PhraseTable<SourceMark>
    public var bases: [String: SharingBasis]
    /// Words that turn a phrase after them into its contrary: `no`, `not`, `denies`.
    public var negations: Set<String>
    /// Characters between several words in one cell.
    public var separators: Set<Character>
    /// Longer cells need not be looked up.
    private var absentBytesMax: Int

    public init(
        yes: [String] = [], no: [String] = [], absent: [String] = [], describing: [String] = [],
        sexes: [String: Sex] = [:], noFixedAddress: [String] = [], substances: [String: Substance] = [:],
        diagnoses: [String: Set<Substance>] = [:], marks: [String: SourceMark] = [:],
        bases: [String: SharingBasis] = [:], negations: [String] = [], separators: Set<Character> = []
    ) {
        self.yes = Set(yes.map(folded))
        self.no = Set(no.map(folded))
        self.absent = Set(absent.map(folded))
        absentBytesMax = SourceWords.longest(self.absent)
        self.describing = Set(describing.map(folded))
        self.sexes = foldedKeys(sexes)
        self.noFixedAddress = PhraseTable(Dictionary(noFixedAddress.map { ($0, true) }) { first, _ in first })
        self.substances = PhraseTable(substances)
        self.diagnoses = Dictionary(diagnoses.map { (SourceWords.code($0.key), $0.value) }) { $0.union($1) }
        self.marks = PhraseTable(marks)
        self.bases = foldedKeys(bases)
        self.negations = Set(negations.map(folded))
        self.separators = separators
    }

    /// Letters and digits of a diagnosis code, lower case: `T40.1` and `t401` are one.
    static func code(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private static func longest(_ words: Set<String>) -> Int { words.map(\.utf8.count).max() ?? 0 }

    /// `text`, without blanks around it, says that nothing was told.
    func meansAbsent(_ text: String) -> Bool { meansAbsent(text[...]) }

    /// The same for a part of a text.
    func meansAbsent(_ text: Substring) -> Bool {
        text.utf8.count <= absentBytesMax && absent.contains(folded(text))
    }

    /// Every word of `text` names nobody.
    func namesNobody(_ text: String) -> Bool {
        if meansAbsent(text) { return true }
        return words(of: folded(text)).allSatisfy {
            describing.contains(String($0)) || absent.contains(String($0)) || $0.allSatisfy(\.isNumber)
        }
    }
}

private func foldedKeys<Value>(_ table: [String: Value]) -> [String: Value] {
    Dictionary(table.map { (folded($0.key), $0.value) }) { first, _ in first }
}
