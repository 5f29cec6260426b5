/// An escalation policy: who is told when, as long as nobody has reached the person (rules 28 to 33). From
/// `config/escalation.yaml`; a running ladder keeps the policy it started with, by ``hash``.
public struct LadderPolicy: Hashable, Codable, Sendable {
    /// Of the policy's own content, so that the same words always have the same name.
    public let hash: PolicyHash
    public let name: String
    public let levels: [Level]
    /// How long an acknowledgement pauses repeats and relative levels (rule 30).
    public let acknowledgementHolds: Span
    /// The last level repeats this often ...
    public let lastLevelRepeatsEvery: Span
    /// ... for this long, then once each huddle day in one digest, without end.
    public let lastLevelRepeatsFor: Span

    public init(
        hash: PolicyHash, name: String, levels: [Level], acknowledgementHolds: Span, lastLevelRepeatsEvery: Span,
        lastLevelRepeatsFor: Span
    ) {
        self.hash = hash
        self.name = name
        self.levels = levels
        self.acknowledgementHolds = acknowledgementHolds
        self.lastLevelRepeatsEvery = lastLevelRepeatsEvery
        self.lastLevelRepeatsFor = lastLevelRepeatsFor
    }

    /// One rung.
    public struct Level: Hashable, Codable, Sendable {
        public let name: String
        public let start: Start
        public let audience: [Audience]
        /// One of the last levels: a lane of its own that nothing else can fill.
        public let isLast: Bool
        /// What may be done where nobody is on duty to be told; words of the configuration.
        public let meanwhile: String?
        /// Its alerts wait so long for others of low levels to the same recipient, and go with them in one message;
        /// nil: each goes at once, as those of a last level always do.
        public let gathersFor: Span?

        public init(
            name: String, start: Start, audience: [Audience], isLast: Bool, meanwhile: String? = nil,
            gathersFor: Span? = nil
        ) {
            self.name = name
            self.start = start
            self.audience = audience
            self.isLast = isLast
            self.meanwhile = meanwhile
            self.gathersFor = gathersFor
        }
    }

    /// When a level fires.
    public struct Start: Hashable, Codable, Sendable {
        public let anchor: Anchor
        /// Added to the anchor's instant; negative for "before the contact is due".
        public let offset: Span

        public enum Anchor: String, Codable, Sendable {
            /// The earliest possible time of the overdose. Absolute: always fires.
            case overdose
            /// The instant at which contact is due. Absolute: always fires.
            case contactDue
            /// The dispatch of the level before. Relative: waits while somebody has taken the alert.
            case levelBefore
        }

        public init(_ anchor: Anchor, _ offset: Span) {
            self.anchor = anchor
            self.offset = offset
        }

        public var isAbsolute: Bool { anchor != .levelBefore }
    }
}

/// Names a policy by its content.
public struct PolicyHash: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// Whom a level tells; looked up when it fires (rule 29).
public enum Audience: Hashable, Sendable {
    /// Whoever owns the case at that moment.
    case owner
    /// Everybody who holds the duty then.
    case role(RoleID)
    /// Everybody of the agency who is in a shift then.
    case agency(AgencyID)
    /// One named person, on shift or not.
    case worker(WorkerID)
}

extension Audience: Codable {
    /// `owner`, `role:coordinator`, `agency:harbour-outreach`, `worker:worker-1`
    public var text: String {
        switch self {
        case .owner: "owner"
        case .role(let role): "role:" + role.name
        case .agency(let agency): Audience.agencyMark + agency.name
        case .worker(let worker): "worker:" + worker.name
        }
    }

    private static let agencyMark = "agency:"

    public init?(text: String) {
        if text == "owner" {
            self = .owner
            return
        }
        if text.hasPrefix(Audience.agencyMark), text != Audience.agencyMark {
            self = .agency(AgencyID(String(text.dropFirst(Audience.agencyMark.count))))
            return
        }
        switch Owner(text: text) {
        case .role(let role): self = .role(role)
        case .worker(let worker): self = .worker(worker)
        case nil: return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let audience = Audience(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an audience")
        }
        self = audience
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Who is on duty and how they are told: the team's side of a ladder, asked when a level fires.
public protocol DutyDirectory: Sendable {
    /// Those who hold the duty at that instant, the deputy where nobody else does; empty is a gap.
    func holders(of role: RoleID, at instant: Instant) -> [WorkerID]
    /// Those of the agency who are in a shift at that instant, in a stable order; empty is a gap.
    func onShift(of agency: AgencyID, at instant: Instant) -> [WorkerID]
    /// In the order in which they are used, quiet hours or not; empty when the worker cannot be told at all.
    func channels(of worker: WorkerID) -> [ChannelID]
    /// Over which channels a worker is told at that instant, first choice first, and how long each rests.
    func ways(toTell worker: WorkerID, at instant: Instant) -> [WayToTell]
    /// Of a worker or a desk; nil for somebody unknown.
    func agency(of worker: WorkerID) -> AgencyID?
    /// Known and not disabled.
    func isActive(_ worker: WorkerID) -> Bool
    /// When the last of this worker's shifts ends that begins before `due`, of those that end after `start`; nil where
    /// there is none.
    func lastShiftEnd(of worker: WorkerID, after start: Instant, before due: Instant) -> Instant?
    /// When to look again for somebody who can take a case, nobody having been found at `instant`: as the next shift of
    /// anybody begins, and while somebody is in theirs `pause` later where that is sooner; a day later where nobody has
    /// another shift.
    func nextLook(after instant: Instant, every pause: Span) -> Instant
}

extension DutyDirectory {
    /// Active people who can be told, in a stable order and each once.
    public func recipients(of audience: [Audience], owner: Owner, at instant: Instant) -> [WorkerID] {
        var found: [WorkerID] = []
        for entry in audience {
            for worker in workers(of: entry, owner: owner, at: instant)
            where canBeTold(worker) && !found.contains(worker) {
                found.append(worker)
            }
        }
        return found
    }

    /// Without duties' channels and quiet hours.
    public func ways(toTell worker: WorkerID, at instant: Instant) -> [WayToTell] {
        channels(of: worker).map { WayToTell($0) }
    }

    public func canBeTold(_ worker: WorkerID) -> Bool { isActive(worker) && !channels(of: worker).isEmpty }

    /// Whom one entry of an audience means then, whether or not they can be told.
    func workers(of audience: Audience, owner: Owner, at instant: Instant) -> [WorkerID] {
        switch audience {
        case .worker(let worker): [worker]
        case .agency(let agency): onShift(of: agency, at: instant)
        case .role(let role): holders(of: role, at: instant)
        case .owner:
            switch owner {
            case .worker(let worker): [worker]
            case .role(let role): holders(of: role, at: instant)
            }
        }
    }
}
