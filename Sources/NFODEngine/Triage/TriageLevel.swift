/// The priority of one response, never of a person (rule 20). Green is never given while data is missing.
public enum TriageLevel: String, Codable, Sendable, CaseIterable, Comparable {
    case red, amber, green

    private var rank: Int {
        switch self {
        case .red: 0;
        case .amber: 1;
        case .green: 2
        }
    }
    /// More urgent comes first: `.red < .amber`.
    public static func < (left: TriageLevel, right: TriageLevel) -> Bool { left.rank < right.rank }
}
