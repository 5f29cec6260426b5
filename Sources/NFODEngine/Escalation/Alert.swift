/// A way to tell somebody: the name of a channel in the configuration (`worker-1-phone`, `duty-teams`).
public struct ChannelID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// What somebody must be told. Carries nothing by which a person could be recognised (rule 35): a random case code, the
/// due time, the team's name and a path that asks for sign-in.
public struct Alert: Hashable, Codable, Sendable {
    /// The same over all tries and all restarts (rule 36), made of case, run, level, occurrence, recipient and channel.
    public let id: AlertID
    public let kind: Kind
    /// Nil for an alarm about the service itself.
    public let code: CaseCode?
    /// 72 hours from the overdose; nil for an alarm about the service itself.
    public let contactDueAt: Instant?
    /// Name of the ladder's level, for the reader ("duty manager, last 12 hours").
    public let level: String
    /// One of the last levels: travels in a lane of its own that nothing else can fill.
    public let isLastLevel: Bool
    public let recipient: WorkerID
    public let channel: ChannelID
    /// When the event that causes it happened.
    public let at: Instant
    /// It may wait so long for others to the same recipient (``LadderPolicy/Level/gathersFor``); nil: it goes at once.
    public let gathersFor: Span?
    /// What one message for many says, soonest due first; empty for every other.
    public let gathered: [GatheredAlert]

    public enum Kind: String, Codable, Sendable {
        /// A level of a ladder fired.
        case escalation
        /// Several escalations of low levels in one message (``GatheredAlert``).
        case gathered
        /// A case was given to this worker.
        case assignment
        /// No need to go any more: reached, ended, merged, or somebody else has it.
        case standDown
        /// The service itself needs somebody: a silent source, rows that need fixing, nobody on duty, an alert not
        /// told.
        case alarm
        /// A test of the way alerts take (``Canary``): for nobody, about nobody.
        case canary
    }

    public init(
        id: AlertID, kind: Kind, code: CaseCode?, contactDueAt: Instant?, level: String, isLastLevel: Bool,
        recipient: WorkerID, channel: ChannelID, at: Instant, gathersFor: Span? = nil, gathered: [GatheredAlert] = []
    ) {
        self.id = id
        self.kind = kind
        self.code = code
        self.contactDueAt = contactDueAt
        self.level = level
        self.isLastLevel = isLastLevel
        self.recipient = recipient
        self.channel = channel
        self.at = at
        self.gathersFor = gathersFor
        self.gathered = gathered
    }
}

extension AlertID {
    /// How the alerts of one firing begin.
    static func beginning(_ code: CaseCode, run: Int, level: Int, occurrence: Int) -> String {
        "\(code)-\(part(run: run, level: level, occurrence: occurrence))-"
    }

    /// How the alerts of a second follow-up begin; they outlive the ladder (rule 10).
    public static func followUpBeginning(_ code: CaseCode) -> String { "\(code)-\(followUp)-" }

    static let followUp = "followup"

    static func part(run: Int, level: Int, occurrence: Int) -> String { "r\(run)-l\(level)-o\(occurrence)" }

    /// Sixteen hexadecimal digits that stand for one recipient on one channel: an id travels in headers and logs, so no
    /// member of staff is named in it. FNV-1a, because it only has to be the same each time.
    static func mark(_ recipient: WorkerID, _ channel: ChannelID) -> String { mark("\(recipient)|\(channel)") }

    static func mark(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// An alarm about the service itself; `part` makes it stable.
    public static func alarm(_ part: String, _ recipient: WorkerID, _ channel: ChannelID) -> AlertID {
        AlertID("alarm-\(part)-\(mark(recipient, channel))")
    }
}

/// The stable name of one alert; letters, digits and hyphens only, so that it can stand in a header and in a signature.
public struct AlertID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}
