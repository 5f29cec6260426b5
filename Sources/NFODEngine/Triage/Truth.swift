/// What the rules know about a statement: three values, because missing data is never taken for no (rule 20).
public enum Truth: String, Codable, Sendable, CaseIterable {
    case yes, no, unknown

    public init(_ condition: Bool) { self = condition ? .yes : .no }

    public init(_ told: Told) {
        switch told {
        case .yes: self = .yes
        case .no: self = .no
        case .unknown: self = .unknown
        }
    }

    /// Yes when both are; no as soon as one is no, whatever the other may turn out to be.
    public func and(_ other: Truth) -> Truth {
        if self == .no || other == .no { return .no }
        return self == .yes && other == .yes ? .yes : .unknown
    }

    /// Yes as soon as one is yes, whatever the other may turn out to be; no when both are.
    public func or(_ other: Truth) -> Truth {
        if self == .yes || other == .yes { return .yes }
        return self == .no && other == .no ? .no : .unknown
    }

    /// Not known stays not known.
    public var negated: Truth {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }
}
