/// The answers of all sources to one question, folded into one (rule 20): yes beats no and not known, no beats not
/// known, and yes beside no is a yes that says so.
public struct Answer: Hashable, Sendable {
    public let truth: Truth
    /// Who gave the answer that counts; empty when nobody answered.
    public let sources: [SourceID]
    /// One source said yes and another no.
    public let sourcesDiffer: Bool

    public init(_ told: [(source: SourceID, answer: Told)]) {
        let yes = told.filter { $0.answer == .yes }.map(\.source)
        let no = told.filter { $0.answer == .no }.map(\.source)
        truth = !yes.isEmpty ? .yes : !no.isEmpty ? .no : .unknown
        sources = Set(yes.isEmpty ? no : yes).sorted()
        sourcesDiffer = !yes.isEmpty && !no.isEmpty
    }

    private init(truth: Truth, sources: [SourceID], sourcesDiffer: Bool) {
        self.truth = truth
        self.sources = sources
        self.sourcesDiffer = sourcesDiffer
    }

    /// The answer to the opposite question, from the same sources.
    public var negated: Answer { Answer(truth: truth.negated, sources: sources, sourcesDiffer: sourcesDiffer) }
}
