/// Configuration came into force. Every file is named by its hash; of ladders every
/// version is kept (rule 33).
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

/// The digest of a huddle day went out: these cases are past their last level and still open (rule 30).
public struct DigestSent: EventPayload {
    public static let type = "digestSent"
    public static let version = 1
    public let huddleAt: Instant
    public let cases: [CaseID]
    public let recipients: [WorkerID]

    public init(huddleAt: Instant, cases: [CaseID], recipients: [WorkerID]) {
        self.huddleAt = huddleAt
        self.cases = cases
        self.recipients = recipients
    }
}

/// Everything that can have happened to the service itself.
public enum SystemEvent: StreamEvent {
    case configurationApplied(ConfigurationApplied)
    case digestSent(DigestSent)

    public static var payloadTypes: [any EventPayload.Type] { [ConfigurationApplied.self, DigestSent.self] }

    public init?(_ payload: any EventPayload) {
        switch payload {
        case let payload as ConfigurationApplied: self = .configurationApplied(payload)
        case let payload as DigestSent: self = .digestSent(payload)
        default: return nil
        }
    }

    public var payload: any EventPayload {
        switch self {
        case .configurationApplied(let payload): payload
        case .digestSent(let payload): payload
        }
    }
}
