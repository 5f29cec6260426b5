/// Who answers for a case. Every case has one from its first second (rule 24).
public enum Owner: Hashable, Sendable {
    /// Whoever holds the duty at the time: duty worker, liaison, coordinator.
    case role(RoleID)
    /// A named worker who was given the case.
    case worker(WorkerID)
}

extension Owner: Codable {
    /// `role:duty-worker`, `worker:worker-1`
    public var text: String {
        switch self {
        case .role(let role): "role:" + role.name
        case .worker(let worker): "worker:" + worker.name
        }
    }

    public init?(text: String) {
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        switch halves[0] {
        case "role": self = .role(RoleID(String(halves[1])))
        case "worker": self = .worker(WorkerID(String(halves[1])))
        default: return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let owner = Owner(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an owner")
        }
        self = owner
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
