/// Who sees to a plan item.
public enum PlanOwner: Hashable, Sendable, Codable {
    /// Whoever owns the case.
    case caseOwner
    /// Whoever holds this duty when it matters.
    case role(RoleID)
    /// This member of staff, named at the huddle.
    case worker(WorkerID)

    /// `owner`, `role:duty-worker`, `worker:morag`; read back by ``init(text:)``.
    public var text: String {
        switch self {
        case .caseOwner: "owner"
        case .role(let role): "role:" + role.name
        case .worker(let worker): "worker:" + worker.name
        }
    }

    public init?(text: String) {
        let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (halves.first, halves.count) {
        case ("owner", 1): self = .caseOwner
        case ("role", 2): self = .role(RoleID(halves[1]))
        case ("worker", 2): self = .worker(WorkerID(halves[1]))
        default: return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let owner = PlanOwner(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the owner of a plan item")
        }
        self = owner
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
