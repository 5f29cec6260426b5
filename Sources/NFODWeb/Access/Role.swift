import NFODEngine

/// What a token opens.
enum Role: Hashable, Sendable {
    /// An agency's system: hands in that source's notifications and sees nothing.
    case source(SourceID)
    /// Commands and pages.
    case staff
    /// Pages only, without names.
    case reader
    /// `/metrics` and nothing else: for a Prometheus.
    case metrics

    /// `source:ambulance`, `staff`, `reader`, `metrics`
    init?(text: some StringProtocol) {
        switch text {
        case "staff": self = .staff
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
    /// As the tokens file calls them; a user's id, never a person's name.
    let name: String
    let role: Role

    var actor: Actor {
        switch role {
        case .source(let source): .source(source)
        case .staff, .reader, .metrics: .user(name)
        }
    }
}
