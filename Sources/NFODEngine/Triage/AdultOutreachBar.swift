/// Why adult outreach is not the default for a response (rule 23): it goes its own route, to its own named owner, until
/// that owner decides otherwise.
public struct AdultOutreachBar: Hashable, Codable, Sendable {
    public enum Reason: String, Codable, Sendable, CaseIterable {
        case under18
        /// No full birth date, and something suggests a young person: see ``AgeReading/init(_:flags:childConcern:)``.
        case possiblyUnder18
    }

    public let reason: Reason
    /// Who owns the response instead.
    public var owner: RoleID { .youngPeopleLead }

    /// Nil when adult outreach may go. An age of which nothing at all is known is no bar by itself.
    public init?(_ age: AgeReading) {
        switch age {
        case .under16, .aged16or17: reason = .under18
        case .possiblyUnder18: reason = .possiblyUnder18
        case .adult, .unknown: return nil
        }
    }

    public init?(_ facts: CaseFacts) { self.init(facts.told.age) }
}
