public import NFODEngine

/// The name of one stream of events: everything that is folded into one state.
public enum EventStream: Hashable, Sendable, CustomStringConvertible {
    case `case`(CaseID)
    case person(PersonID)
    /// By the number the daemon gave this huddle.
    case huddle(Int64)
    case source(SourceID)
    /// Configuration, roster, users, clock steps, removals.
    case system

    /// The word in `event.stream_kind` and `due.stream_kind`.
    public var kind: String {
        switch self {
        case .case: "case"
        case .person: "person"
        case .huddle: "huddle"
        case .source: "source"
        case .system: "system"
        }
    }

    public var description: String {
        switch self {
        case .case(let id): "case \(id)"
        case .person(let id): "person \(id)"
        case .huddle(let number): "huddle \(number)"
        case .source(let id): "source \(id)"
        case .system: "system"
        }
    }
}

/// Names the commands that a transaction carries out; all events of one command share it.
public struct CommandNumber: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}
