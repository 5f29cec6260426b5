/// Configuration came into force. Every version that was ever in force is kept by its hash (rule 33).
public struct ConfigurationApplied: EventPayload {
    public static let type = "configurationApplied"
    public static let version = 1
    /// File name to content hash.
    public let files: [String: String]
    public let ladder: PolicyHash

    public init(files: [String: String], ladder: PolicyHash) {
        self.files = files
        self.ladder = ladder
    }
}

/// Everything that can have happened to the service itself.
public enum SystemEvent: StreamEvent {
    case configurationApplied(ConfigurationApplied)

    public static var payloadTypes: [any EventPayload.Type] { [ConfigurationApplied.self] }

    public init?(_ payload: any EventPayload) {
        guard let payload = payload as? ConfigurationApplied else { return nil }
        self = .configurationApplied(payload)
    }

    public var payload: any EventPayload {
        switch self {
        case .configurationApplied(let payload): payload
        }
    }
}
