/// What a person asks for, or must be kept safe from: ids and enumerated values; their own words are in the vault. Set
/// on the person's stream, whole; over aliases the stricter of everything holds (rule 18).
public struct PersonWishes: Hashable, Codable, Sendable {
    /// Kept as a hard limit (rule 25).
    public var asksForFemaleWorker: Bool
    /// Workers who must not have any response of this person, in order of id.
    public private(set) var exclusions: [Exclusion]
    /// Ways that are not safe for the person, in order of name: somebody else reads or listens there.
    public var unsafeWays: [Attempt.Way] { didSet { unsafeWays = Self.ordered(unsafeWays) } }
    /// What they would like, where it can be done, in order.
    public var preferences: [CaseNeed.Wish] { didSet { preferences = Self.ordered(preferences) } }
    /// In treatment with this worker, who owns first (rule 24).
    public var keyWorker: WorkerID?

    public struct Exclusion: Hashable, Codable, Sendable {
        public let worker: WorkerID
        public let why: Why

        public enum Why: String, Codable, Sendable, CaseIterable {
            /// A relative or somebody close is on the staff.
            case relative
            /// They know each other otherwise.
            case knownPrivately
            case personAsked
            case workerAsked
        }

        public init(worker: WorkerID, why: Why) {
            self.worker = worker
            self.why = why
        }
    }

    public init(
        asksForFemaleWorker: Bool = false, exclusions: [Exclusion] = [], unsafeWays: [Attempt.Way] = [],
        preferences: [CaseNeed.Wish] = [], keyWorker: WorkerID? = nil
    ) {
        self.asksForFemaleWorker = asksForFemaleWorker
        self.exclusions = exclusions.sorted { $0.worker < $1.worker }
        self.unsafeWays = Self.ordered(unsafeWays)
        self.preferences = Self.ordered(preferences)
        self.keyWorker = keyWorker
    }

    /// The newest reason counts.
    public mutating func exclude(_ worker: WorkerID, why: Exclusion.Why) {
        allow(worker)
        exclusions = (exclusions + [Exclusion(worker: worker, why: why)]).sorted { $0.worker < $1.worker }
    }

    public mutating func allow(_ worker: WorkerID) { exclusions.removeAll { $0.worker == worker } }

    /// Everything that any of these asks for; of several key workers the first.
    public static func strictest(of all: [PersonWishes]) -> PersonWishes {
        var strictest = PersonWishes()
        for wishes in all {
            strictest.asksForFemaleWorker = strictest.asksForFemaleWorker || wishes.asksForFemaleWorker
            for exclusion in wishes.exclusions { strictest.exclude(exclusion.worker, why: exclusion.why) }
            strictest.unsafeWays += wishes.unsafeWays
            strictest.preferences += wishes.preferences
            strictest.keyWorker = strictest.keyWorker ?? wishes.keyWorker
        }
        return strictest
    }

    private static func ordered(_ ways: [Attempt.Way]) -> [Attempt.Way] {
        Set(ways).sorted { $0.rawValue < $1.rawValue }
    }

    private static func ordered(_ wishes: [CaseNeed.Wish]) -> [CaseNeed.Wish] {
        Set(wishes).sorted { $0.text < $1.text }
    }
}

extension CaseNeed.Wish: Codable {
    /// `worker:worker-1`, `agency:tayview-outreach`, `skill:nurse`
    public var text: String {
        switch self {
        case .worker(let worker): "worker:" + worker.name
        case .agency(let agency): "agency:" + agency.name
        case .skill(let skill): "skill:" + skill.rawValue
        }
    }

    public init?(text: String) {
        let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return nil }
        switch halves[0] {
        case "worker": self = .worker(WorkerID(halves[1]))
        case "agency": self = .agency(AgencyID(halves[1]))
        case "skill":
            guard let skill = Worker.Skill(rawValue: halves[1]) else { return nil }
            self = .skill(skill)
        default: return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let wish = CaseNeed.Wish(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a wish")
        }
        self = wish
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
