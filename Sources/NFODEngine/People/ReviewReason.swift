/// Why a human says that two records are one person, or two, or takes such an answer back (rule 41).
public enum ReviewReason: String, Codable, Sendable, CaseIterable {
    /// The details of both were held against each other.
    case compared
    /// Somebody on the staff knows the person, or both.
    case knownToStaff
    case personAsked, sourceAsked
    /// The answer before was a mistake.
    case mistake

    /// For people.
    public var words: String {
        switch self {
        case .compared: "the details were compared"
        case .knownToStaff: "somebody on the staff knows them"
        case .personAsked: "the person was asked"
        case .sourceAsked: "the source was asked"
        case .mistake: "the answer before was a mistake"
        }
    }
}
