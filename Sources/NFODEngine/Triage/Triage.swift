/// The priority of one response, with every reason for it (rule 20). Never a score, and never about the person.
public struct Triage: Hashable, Codable, Sendable {
    /// The most urgent level of those whose rules hold.
    public let level: TriageLevel
    /// Most urgent first, then in the order of the file; what is not known comes last. Never empty.
    public let reasons: [TriageReason]

    public init(level: TriageLevel, reasons: [TriageReason]) {
        self.level = level
        self.reasons = reasons
    }
}

/// One reason for a priority: the rule that holds, or what is missing.
public struct TriageReason: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A rule of the file holds.
        case rule
        /// Facts are missing that could make the response more urgent; green is not given (rule 20).
        case notKnown
        /// No rule of the file speaks about this overdose; green is not given.
        case noRule
    }

    public let kind: Kind
    /// The level this reason asks for.
    public let level: TriageLevel
    /// The rule that holds; nil for the other kinds.
    public let rule: RuleID?
    /// What it rests on, or what is missing.
    public let facts: [FactUsed]

    public init(kind: Kind, level: TriageLevel, rule: RuleID? = nil, facts: [FactUsed] = []) {
        self.kind = kind
        self.level = level
        self.rule = rule
        self.facts = facts
    }
}
