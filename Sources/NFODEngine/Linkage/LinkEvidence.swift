/// A field, or fields that hang together, as evidence is kept and shown.
public enum WeighedField: Int, Codable, CaseIterable, Sendable {
    /// Forename and surname.
    case name
    /// Birth date and CHI number.
    case birth
    /// Door, postcode, sector.
    case home
    case sex
    /// Do two sources tell of one time and place?
    case encounter

    public var words: String {
        switch self {
        case .name: "name"
        case .birth: "birth date and CHI number"
        case .home: "home"
        case .sex: "sex"
        case .encounter: "time and place of the overdose"
        }
    }
}

/// What one field weighs for "the same person", against a stranger.
public struct FieldWeight: Hashable, Codable, Sendable {
    public let field: WeighedField
    public let bits: Bits

    public init(field: WeighedField, bits: Bits) {
        self.field = field
        self.bits = bits
    }
}

/// Why a notification was linked: how much likelier "the same person" is than anything else, what each field weighs,
/// and how the fields agree with the record that fits best. Codes and numbers only, so that it may stand in an event.
public struct LinkEvidence: Hashable, Codable, Sendable {
    /// The record that linkage was asked about; for two people, the nearest of the one who was absorbed.
    public let this: NotificationID
    /// The record that fits best: the reasons are about these two.
    public let with: NotificationID
    /// The version of the model it was weighed with.
    public let model: LinkageModelID
    public let bits: Bits
    public let weights: [FieldWeight]
    public let reasons: [MatchReason]
    public let gaps: [EvidenceGap]

    public init(
        this: NotificationID, with: NotificationID, model: LinkageModelID = .shipped, bits: Bits,
        weights: [FieldWeight], reasons: [MatchReason], gaps: [EvidenceGap] = []
    ) {
        self.this = this
        self.with = with
        self.model = model
        self.bits = bits
        self.weights = weights
        self.reasons = reasons
        self.gaps = gaps
    }
}

/// A person a human should compare with, best first; ids and codes only, so that it may stand in an event.
public struct RankedCandidate: Hashable, Codable, Sendable {
    public let person: PersonID
    /// The version of the model it was weighed with.
    public let model: LinkageModelID
    /// How much likelier "the same person" is than anything else; the machine joins from
    /// ``LinkageSettings/joinAt`` on, unless a reason says why not.
    public let bits: Bits
    public let weights: [FieldWeight]
    public let reasons: [MatchReason]
    /// The record that fits best, which the reasons are about; nil where none was weighed.
    public let with: NotificationID?
    public let gaps: [EvidenceGap]
    /// Why the machine does not join the two by itself.
    public let doubts: [MatchReason]

    public init(
        person: PersonID, model: LinkageModelID = .shipped, bits: Bits, weights: [FieldWeight] = [],
        reasons: [MatchReason], with: NotificationID? = nil, gaps: [EvidenceGap] = [], doubts: [MatchReason] = []
    ) {
        self.person = person
        self.model = model
        self.bits = bits
        self.weights = weights
        self.reasons = reasons
        self.with = with
        self.gaps = gaps
        self.doubts = doubts
    }
}
