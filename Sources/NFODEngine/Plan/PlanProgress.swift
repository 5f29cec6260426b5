/// How far an ordinary item has got.
public enum PlanItemState: Hashable, Sendable {
    /// Still to be seen to. Whether it is late is worked out when read.
    case open
    case done(by: Actor, at: Instant)
    /// Set aside, with a reason.
    case notNeeded(NotNeededReason, by: Actor, at: Instant)
}

/// Why an item of a plan is set aside.
public enum NotNeededReason: String, Codable, Sendable, CaseIterable {
    /// The person has it already (a kit, a phone).
    case alreadyHas
    /// Another service is seeing to it.
    case seenToElsewhere
    /// Offered; the person said no for now.
    case saidNoForNow
    /// The condition turned out not to hold.
    case doesNotApply
    /// An item with the same aim is in the plan.
    case coveredByAnother
}

/// An ordinary item and its state.
public struct PlanProgress: Hashable, Codable, Sendable {
    public let item: PlanItemID
    public let state: PlanItemState

    public init(item: PlanItemID, state: PlanItemState) {
        self.item = item
        self.state = state
    }
}

extension PlanItemState: Codable {
    private enum Key: String, CodingKey { case state, reason, by, at }
    private enum Name: String, Codable { case open, done, notNeeded }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(Name.self, forKey: .state) {
        case .open: self = .open
        case .done:
            self = .done(
                by: try container.decode(Actor.self, forKey: .by), at: try container.decode(Instant.self, forKey: .at))
        case .notNeeded:
            self = .notNeeded(
                try container.decode(NotNeededReason.self, forKey: .reason),
                by: try container.decode(Actor.self, forKey: .by), at: try container.decode(Instant.self, forKey: .at))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .open: try container.encode(Name.open, forKey: .state)
        case .done(let actor, let instant):
            try container.encode(Name.done, forKey: .state)
            try container.encode(actor, forKey: .by)
            try container.encode(instant, forKey: .at)
        case .notNeeded(let reason, let actor, let instant):
            try container.encode(Name.notNeeded, forKey: .state)
            try container.encode(reason, forKey: .reason)
            try container.encode(actor, forKey: .by)
            try container.encode(instant, forKey: .at)
        }
    }
}
