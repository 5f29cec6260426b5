/// Age at the overdose over all sources, read with the caution that rule 23 asks for.
public enum AgeReading: String, Codable, Sendable, CaseIterable {
    /// At least one source told a birth date under 16 years before.
    case under16
    /// At least one source told a birth date 16 or 17 years before.
    case aged16or17
    /// Nobody told a full birth date, and something suggests that the person could be under 18.
    case possiblyUnder18
    case adult
    /// Nothing was told about age and nothing suggests a young person. Not a bar by itself (rule 23 asks for "unknown
    /// *and* possibly under 18"): most people without a birth date are adults nobody could name, and sending them all
    /// to the young people's lead would delay them. It stays a "not known" and so never lets a response be green.
    case unknown

    /// The youngest full birth date counts, because a wrong hand-over to adult outreach is the worse mistake. A full
    /// birth date of an adult settles what a bare year of birth left open. With no usable age at all, two things
    /// suggest a young person: a birth date that lies in the future (the year was written too late, so the true one
    /// may well be recent), and a concern about a child (the child may be this person).
    public init(_ told: [AgeStatus], flags: Set<IntakeFlag>, childConcern: Truth) {
        if told.contains(.under16) {
            self = .under16
        } else if told.contains(.aged16or17) {
            self = .aged16or17
        } else if told.contains(.adult) {
            self = .adult
        } else if told.contains(.possiblyUnder18) || flags.contains(.birthDateInFuture) || childConcern == .yes {
            self = .possiblyUnder18
        } else {
            self = .unknown
        }
    }

    /// Known to be under 16: the adult protection test is for people of 16 and over.
    public var isUnder16: Truth {
        switch self {
        case .under16: .yes
        case .aged16or17, .adult: .no
        case .possiblyUnder18, .unknown: .unknown
        }
    }

    /// Known to be under 18.
    public var isUnder18: Truth {
        switch self {
        case .under16, .aged16or17: .yes
        case .adult: .no
        case .possiblyUnder18, .unknown: .unknown
        }
    }
}
