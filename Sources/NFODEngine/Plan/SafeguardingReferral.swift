/// A referral that an agency sends by its own route: we prepare it and keep its state (rule 22).
public enum SafeguardingReferral: Hashable, Sendable {
    case toBeMade
    case made(Made)
    /// The receiving service says that it has it.
    case receiptConfirmed(Made, Confirmed)

    public struct Made: Hashable, Codable, Sendable {
        /// The receiving service's reference, in the vault.
        public let reference: VaultID
        public let by: Actor
        public let at: Instant

        public init(reference: VaultID, by: Actor, at: Instant) {
            self.reference = reference
            self.by = by
            self.at = at
        }
    }

    public struct Confirmed: Hashable, Codable, Sendable {
        /// Who took the confirmation in.
        public let by: Actor
        public let at: Instant

        public init(by: Actor, at: Instant) {
            self.by = by
            self.at = at
        }
    }

    /// The state without its data, for pages and counts.
    public enum Stage: String, Codable, Sendable, CaseIterable { case toBeMade, made, receiptConfirmed }

    public var stage: Stage {
        switch self {
        case .toBeMade: .toBeMade
        case .made: .made
        case .receiptConfirmed: .receiptConfirmed
        }
    }
}

extension SafeguardingReferral: Codable {
    private enum Key: String, CodingKey { case made, receiptConfirmed }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let made = try container.decodeIfPresent(Made.self, forKey: .made) else {
            self = .toBeMade
            return
        }
        let confirmed = try container.decodeIfPresent(Confirmed.self, forKey: .receiptConfirmed)
        self = confirmed.map { .receiptConfirmed(made, $0) } ?? .made(made)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .toBeMade: break
        case .made(let made): try container.encode(made, forKey: .made)
        case .receiptConfirmed(let made, let confirmed):
            try container.encode(made, forKey: .made)
            try container.encode(confirmed, forKey: .receiptConfirmed)
        }
    }
}
