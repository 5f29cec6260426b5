/// One rule of `triage.yaml`.
public struct TriageRule: Hashable, Sendable {
    public let id: RuleID
    public let level: TriageLevel
    public let when: Condition
    /// The sentence people read.
    public let reason: String
    public let standing: RuleStanding

    public init(id: RuleID, level: TriageLevel, when: Condition, reason: String, standing: RuleStanding) {
        self.id = id
        self.level = level
        self.when = when
        self.reason = reason
        self.standing = standing
    }
}

/// The rules that give a response its priority (rule 20), in the order of the file.
public struct TriageRules: Hashable, Sendable {
    public let rules: [TriageRule]

    public init(_ rules: [TriageRule]) { self.rules = rules }

    public subscript(id: RuleID) -> TriageRule? { rules.first { $0.id == id } }

    /// The most urgent level of the rules that hold, with all their reasons. Green only when a green rule holds, no red
    /// or amber one does, and nothing that could make it red or amber is missing; in every other case at least amber.
    public func triage(_ facts: CaseFacts) -> Triage {
        let judgements = rules.map { $0.when.judge(facts) }
        let holding = TriageLevel.allCases.flatMap { level in
            rules.indices.filter { rules[$0].level == level && judgements[$0].truth == .yes }.map {
                TriageReason(kind: .rule, level: level, rule: rules[$0].id, facts: judgements[$0].facts)
            }
        }
        let level = holding.first?.level
        let undecided = rules.indices.filter { index in
            judgements[index].truth == .unknown && level.map { rules[index].level < $0 } ?? true
        }.map { judgements[$0] }
        guard let level else {
            let missing =
                undecided.isEmpty
                ? TriageReason(kind: .noRule, level: .amber) : TriageRules.notKnown(undecided)
            return Triage(level: .amber, reasons: [missing])
        }
        // What is green about a response that is not green would only confuse.
        let reasons = level == .green && undecided.isEmpty ? holding : holding.filter { $0.level != .green }
        if undecided.isEmpty { return Triage(level: level, reasons: reasons) }
        let missing = TriageRules.notKnown(undecided)
        return Triage(level: min(level, .amber), reasons: reasons + [missing])
    }

    private static func notKnown(_ undecided: [Judgement]) -> TriageReason {
        var facts: [FactUsed] = []
        for fact in undecided.flatMap(\.facts) where !facts.contains(fact) { facts.append(fact) }
        return TriageReason(kind: .notKnown, level: .amber, facts: facts)
    }
}
