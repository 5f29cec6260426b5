/// What a rule asks for: facts joined by all, any and not, judged in three values.
public indirect enum Condition: Hashable, Sendable {
    /// Holds for every overdose.
    case always
    case fact(Fact)
    /// Yes when each is; no as soon as one is no.
    case all([Condition])
    /// Yes as soon as one is; no when each is no.
    case any([Condition])
    /// Not known stays not known.
    case not(Condition)
    /// Yes exactly when the inner condition is not known: for rules that answer to missing data.
    case notKnown(Condition)

    /// Whether the condition holds, and the facts that decide it: those a reader needs in order to agree.
    public func judge(_ facts: CaseFacts) -> Judgement {
        switch self {
        case .always: return Judgement(.yes, [])
        case .fact(let fact):
            let found = facts.find(fact)
            return Judgement(found.truth, [found])
        case .all(let parts): return Condition.join(parts.map { $0.judge(facts) }, .yes) { $0.and($1) }
        case .any(let parts): return Condition.join(parts.map { $0.judge(facts) }, .no) { $0.or($1) }
        case .not(let inner):
            let judgement = inner.judge(facts)
            return Judgement(judgement.truth.negated, judgement.facts)
        case .notKnown(let inner):
            let judgement = inner.judge(facts)
            return Judgement(Truth(judgement.truth == .unknown), judgement.facts)
        }
    }

    /// The parts that agree with the outcome are what it rests on.
    private static func join(
        _ parts: [Judgement], _ start: Truth, _ joined: (Truth, Truth) -> Truth
    ) -> Judgement {
        let truth = parts.map(\.truth).reduce(start, joined)
        var facts: [FactUsed] = []
        for fact in parts.filter({ $0.truth == truth }).flatMap(\.facts) where !facts.contains(fact) {
            facts.append(fact)
        }
        return Judgement(truth, facts)
    }
}

/// The outcome of a condition and the facts that decided it, in the order of the file.
public struct Judgement: Hashable, Sendable {
    public let truth: Truth
    public let facts: [FactUsed]

    init(_ truth: Truth, _ facts: [FactUsed]) {
        self.truth = truth
        self.facts = facts
    }
}
