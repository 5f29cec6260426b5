/// A fact as a rule found it, with the values it rested on: what the reasons of a priority and of a plan item are made
/// of. Ids, enumerated values, numbers and instants only, so that it may stand in an event (rules 41 and 43).
public struct FactUsed: Hashable, Codable, Sendable {
    public let fact: Fact
    public let truth: Truth
    /// The substances that make it so, in order of their names.
    public var substances: [Substance]?
    /// The number compared: doses, hours left, overdoses.
    public var number: Int?
    /// The instant that decided: of the other overdose, of the contact, of the due time.
    public var instant: Instant?
    /// Which sources said so; absent where it is worked out or nobody said.
    public var sources: [SourceID]?
    /// One source said yes and another no; absent otherwise.
    public var sourcesDiffer: Bool?

    public init(
        _ fact: Fact, _ truth: Truth, substances: [Substance]? = nil, number: Int? = nil, instant: Instant? = nil,
        sources: [SourceID]? = nil, sourcesDiffer: Bool? = nil
    ) {
        self.fact = fact
        self.truth = truth
        self.substances = substances
        self.number = number
        self.instant = instant
        self.sources = sources
        self.sourcesDiffer = sourcesDiffer
    }

    init(_ fact: Fact, _ answer: Answer) {
        self.init(
            fact, answer.truth, sources: answer.sources.isEmpty ? nil : answer.sources,
            sourcesDiffer: answer.sourcesDiffer ? true : nil)
    }
}
