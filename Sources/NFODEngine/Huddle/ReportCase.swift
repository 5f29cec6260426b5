/// Everything a report shows about one case, as it was known at the report's instant. Ids, times, enumerated values and
/// words from the configuration; no name (``PageText`` adds names where they were asked for).
public struct ReportCase: Hashable, Sendable {
    public var code: CaseCode
    /// Nil while nobody has been identified.
    public var person: PersonID?
    public var overdose: OverdoseInterval
    /// When the first notification became known.
    public var notifiedAt: Instant
    /// 72 hours from the earliest possible time of the overdose (rule 1).
    public var contactDueAt: Instant
    public var sources: [SourceID]
    public var triage: Priority
    /// Never absent: every case has an owner from its first second (rule 24).
    public var owner: Owner
    public var stage: Stage
    public var attempts: Int
    /// The ways tried, in the words of pages (`phone`, `visit`), each once.
    public var attemptWays: [String] = []
    /// Where the person was last told to be; nil when nobody told.
    public var whereabouts: Whereabouts?
    public var ageStatus = AgeStatus.unknown
    /// The person lives, or is, outside the area this team covers.
    public var isOutOfArea = false
    /// Does the person object to follow-up?
    public var objection = Told.unknown
    /// Somebody still has to say who this is.
    public var hasOpenReview = false
    /// Too little of the 72 hours was left when we were told (rule 4).
    public var isToldLate = false
    /// Overdoses of this person notified this year, this one included.
    public var overdosesThisYear = 1
    /// Another overdose of this person was on the same local day.
    public var isSameDayRepeat = false
    public var plan = PlanCount()
    /// A named person has answered the screening questions (rule 26).
    public var isScreened = false
    /// What was told about the time of the overdose cannot all be right (rule 3).
    public var isTimeContradicted = false
    /// The goals beside the due time (rules 4, 5).
    public var goals: [ResponseGoal] = []
    /// What must be kept to because of anything known about the person, under whatever number (rule 18).
    public var cautions: [Caution] = []
    /// One for each notification.
    public var sharing: [Sharing] = []
    /// Nil once a worker has it, or when it has ended.
    public var proposed: Proposed?
    /// Who looks after this case until it is due, or until the next huddle if that is sooner; nil when nobody does.
    public var coveredBy: String?
    /// Who has it and is not at work before then; nil where that is not so.
    public var absentOwner: String?
    /// What the huddle decided about it because nobody could go, while nobody has tried since.
    public var notToday: String?
    /// The first huddle held after the notification; nil when there was none before the report's instant.
    public var firstHuddleAt: Instant?

    public init(
        code: CaseCode, person: PersonID?, overdose: OverdoseInterval, notifiedAt: Instant, contactDueAt: Instant,
        sources: [SourceID], triage: Priority, owner: Owner, stage: Stage, attempts: Int = 0
    ) {
        self.code = code
        self.person = person
        self.overdose = overdose
        self.notifiedAt = notifiedAt
        self.contactDueAt = contactDueAt
        self.sources = sources
        self.triage = triage
        self.owner = owner
        self.stage = stage
        self.attempts = attempts
    }
}

extension ReportCase {
    /// The priority of this response and the reasons for it, as sentences (rule 20).
    public struct Priority: Hashable, Sendable {
        public var level: TriageLevel
        public var reasons: [String]

        public init(_ level: TriageLevel, reasons: [String] = []) {
            self.level = level
            self.reasons = reasons
        }
    }

    /// Who answers for the case.
    public struct Owner: Hashable, Sendable {
        /// Nil when a duty holds the case and nobody is on it.
        public var worker: WorkerID?
        /// As staff call them.
        public var label: String
        public var kind: OwnerKind
        /// They have said "I have it" (rule 27).
        public var isAccepted: Bool

        public init(_ worker: WorkerID?, label: String, kind: OwnerKind, isAccepted: Bool) {
            self.worker = worker
            self.label = label
            self.kind = kind
            self.isAccepted = isAccepted
        }
    }

    /// In what capacity somebody owns a case (rules 10, 23, 24).
    public enum OwnerKind: String, CaseIterable, Sendable {
        case outreachWorker, dutyDesk, dutyWorker, keyWorker, hospitalLiaison, custodyContact, youngPeopleLead,
            coordinator

        /// `outreach worker`
        public var words: String {
            switch self {
            case .outreachWorker: "outreach worker"
            case .dutyDesk: "duty desk"
            case .dutyWorker: "duty worker"
            case .keyWorker: "key worker"
            case .hospitalLiaison: "hospital liaison"
            case .custodyContact: "custody contact"
            case .youngPeopleLead: "young people's lead"
            case .coordinator: "coordinator"
            }
        }
    }

    /// How far the response has come.
    public enum Stage: Hashable, Sendable {
        /// Nobody has been given it; the owner is whoever holds what arrives.
        case new
        /// Given to somebody who has not answered yet.
        case assigned
        /// Somebody has said "I have it".
        case accepted
        /// Tried at least once, without a two-way contact.
        case tried
        /// A named person spoke with them at this instant (rule 7): the clock has stopped.
        case reached(at: Instant)
        /// Ended at this instant: the case's own code for the ending, and the label that the configuration gives it.
        case ended(code: String, label: String, at: Instant)
    }

    /// What is left of the plan.
    public struct PlanCount: Hashable, Sendable {
        public var open: Int
        public var done: Int
        /// Safeguarding items nobody has decided yet, by label (rule 22).
        public var safeguardingUndecided: [String]

        public init(open: Int = 0, done: Int = 0, safeguardingUndecided: [String] = []) {
            self.open = open
            self.done = done
            self.safeguardingUndecided = safeguardingUndecided
        }
    }
}
