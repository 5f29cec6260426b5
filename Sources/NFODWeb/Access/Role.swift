import NFODEngine

/// What a token opens.
enum Role: Hashable, Sendable {
    /// An agency's system: hands in that source's notifications and sees nothing.
    case source(SourceID)
    /// Commands and pages.
    case staff
    /// What staff may do, and to write down what the huddle has decided: keep trying, not reached.
    case coordinator
    /// Pages only, without names.
    case reader
    /// `/metrics` and nothing else: for a Prometheus.
    case metrics

    /// `source:ambulance`, `staff`, `coordinator`, `reader`, `metrics`
    init?(text: some StringProtocol) {
        switch text {
        case "staff": self = .staff
        case "coordinator": self = .coordinator
        case "reader": self = .reader
        case "metrics": self = .metrics
        default:
            let prefix = "source:"
            guard text.hasPrefix(prefix), text.count > prefix.count else { return nil }
            self = .source(SourceID(String(text.dropFirst(prefix.count))))
        }
    }
}

/// Who is asking.
struct Caller: Hashable, Sendable {
    /// May open names and carry out commands.
    var isStaff: Bool { role == .staff || role == .coordinator }

    /// As the tokens file calls them; a user's id, never a person's name.
    let name: String
    let role: Role

    var actor: Actor {
        switch role {
        case .source(let source): .source(source)
        case .staff, .coordinator, .reader, .metrics: .user(name)
        }
    }
}
