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

/// The wall clock was set: it moved against the time since boot by more than the setting allows. Forward it was
/// followed at once; backwards engine time went on at its own pace.
public struct ClockStepped: EventPayload {
    public static let type = "clockStepped"
    public static let version = 1
    /// What the wall clock should have said.
    public let from: Instant
    /// What it said.
    public let to: Instant

    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}

/// A person said that the wall clock is right. Where engine time was ahead of it, it goes slowly from here until the
/// two are together.
public struct ClockConfirmed: EventPayload {
    public static let type = "clockConfirmed"
    public static let version = 1
    /// Engine time at that moment.
    public let engine: Instant
    /// The wall clock at that moment.
    public let wall: Instant

    public init(engine: Instant, wall: Instant) {
        self.engine = engine
        self.wall = wall
    }
}

/// A person had the model of linkage trained on the store's records. Nothing is weighed with it before it is chosen,
/// and nothing is linked anew.
public struct LinkageModelTrained: EventPayload {
    public static let type = "linkageModelTrained"
    public static let version = 1
    public let model: LinkageModelID
    public let rates: StoredRates
    public let learntFrom: TrainedModel.Figures

    public init(model: LinkageModelID, rates: StoredRates, learntFrom: TrainedModel.Figures) {
        self.model = model
        self.rates = rates
        self.learntFrom = learntFrom
    }
}

/// A person chose the model that notifications are weighed with from now on; 0 is the shipped one.
public struct LinkageModelChosen: EventPayload {
    public static let type = "linkageModelChosen"
    public static let version = 1
    public let model: LinkageModelID

    public init(model: LinkageModelID) {
        self.model = model
    }
}

/// A person had alerts tried again that had been given up, or tried in vain so far. What becomes of each is told as of
/// any other alert.
public struct AlertsRetried: EventPayload {
    public static let type = "alertsRetried"
    public static let version = 1
    public let alerts: [AlertID]
    /// Had been given up, and are not sent any more: nobody needs to hear them.
    public let notNeeded: [AlertID]

    public init(alerts: [AlertID], notNeeded: [AlertID]) {
        self.alerts = alerts
        self.notNeeded = notNeeded
    }
}

/// Everything that can have happened to the service itself.
public enum SystemEvent: StreamEvent {
    case configurationApplied(ConfigurationApplied)
    case digestSent(DigestSent)
    case clockStepped(ClockStepped)
    case clockConfirmed(ClockConfirmed)
    case linkageModelTrained(LinkageModelTrained)
    case linkageModelChosen(LinkageModelChosen)
    case huddleCalled(HuddleCalled)
    case huddleCalledOff(HuddleCalledOff)
    case alarmRaised(AlarmRaised)
    case alarmReminded(AlarmReminded)
    case alarmCleared(AlarmCleared)
    case rosterChanged(RosterChanged)
    case uncoveredDeclared(UncoveredDeclared)
    case rosterEntryEnded(RosterEntryEnded)
    case rotaCalendarRead(RotaCalendarRead)
    case alertsRetried(AlertsRetried)

    public static var payloadTypes: [any EventPayload.Type] {
        [
            ConfigurationApplied.self, DigestSent.self, ClockStepped.self, ClockConfirmed.self,
            LinkageModelTrained.self, LinkageModelChosen.self, HuddleCalled.self, HuddleCalledOff.self,
            AlarmRaised.self, AlarmReminded.self, AlarmCleared.self, RosterChanged.self, UncoveredDeclared.self,
            RosterEntryEnded.self, RotaCalendarRead.self, AlertsRetried.self,
        ]
    }

    public init?(_ payload: any EventPayload) {
        switch payload {
        case let payload as ConfigurationApplied: self = .configurationApplied(payload)
        case let payload as DigestSent: self = .digestSent(payload)
        case let payload as ClockStepped: self = .clockStepped(payload)
        case let payload as ClockConfirmed: self = .clockConfirmed(payload)
        case let payload as LinkageModelTrained: self = .linkageModelTrained(payload)
        case let payload as LinkageModelChosen: self = .linkageModelChosen(payload)
        case let payload as HuddleCalled: self = .huddleCalled(payload)
        case let payload as HuddleCalledOff: self = .huddleCalledOff(payload)
        case let payload as AlarmRaised: self = .alarmRaised(payload)
        case let payload as AlarmReminded: self = .alarmReminded(payload)
        case let payload as AlarmCleared: self = .alarmCleared(payload)
        case let payload as RosterChanged: self = .rosterChanged(payload)
        case let payload as UncoveredDeclared: self = .uncoveredDeclared(payload)
        case let payload as RosterEntryEnded: self = .rosterEntryEnded(payload)
        case let payload as RotaCalendarRead: self = .rotaCalendarRead(payload)
        case let payload as AlertsRetried: self = .alertsRetried(payload)
        default: return nil
        }
    }

    public var payload: any EventPayload {
        switch self {
        case .configurationApplied(let payload): payload
        case .digestSent(let payload): payload
        case .clockStepped(let payload): payload
        case .clockConfirmed(let payload): payload
        case .linkageModelTrained(let payload): payload
        case .linkageModelChosen(let payload): payload
        case .huddleCalled(let payload): payload
        case .huddleCalledOff(let payload): payload
        case .alarmRaised(let payload): payload
        case .alarmReminded(let payload): payload
        case .alarmCleared(let payload): payload
        case .rosterChanged(let payload): payload
        case .uncoveredDeclared(let payload): payload
        case .rosterEntryEnded(let payload): payload
        case .rotaCalendarRead(let payload): payload
        case .alertsRetried(let payload): payload
        }
    }
}
