/// The name of a rule in `triage.yaml` or `plan.yaml`; it stands in events, so it is never given to another rule.
public struct RuleID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// Who answers for a rule and until when it may go without another look (rule 21).
public struct RuleStanding: Hashable, Sendable {
    /// A role or a body, never a private person: "ADP clinical lead (to be named)".
    public let approver: String
    /// The last day on which the rule may stand without another look.
    public let reviewDate: CivilDate

    public init(approver: String, reviewDate: CivilDate) {
        self.approver = approver
        self.reviewDate = reviewDate
    }

    /// The review day has passed. The rule goes on working; somebody has to look at it.
    public func isReviewOverdue(on today: CivilDate) -> Bool { reviewDate < today }
}
