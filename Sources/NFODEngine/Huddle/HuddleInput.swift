/// What a huddle report is made of: everything as it was known at one instant (rule 40).
public struct HuddleInput: Sendable {
    public var at: Instant
    /// Start of the last huddle held, or scheduled if none was ever held; nil when there was none at all.
    public var previousHuddle: Instant?
    public var previousWasHeld: Bool
    public var nextHuddle: Instant
    /// What this service calls the event: `NFOD`, `near-fatal overdose` (a setting).
    public var label: String
    /// Cases that are open, or were notified or ended since the last huddle. Cases merged into another, and those from
    /// before go-live, are not given: they are nobody's work.
    public var cases: [ReportCase]
    public var notDiscussed: Set<CaseCode> = []
    /// Cases nobody can take today, each with the reason as a sentence.
    public var nobodyToday: [CaseCode: String] = [:]
    /// What stands but has no section of its own: not silent sources, not rows that need fixing.
    public var alarms: [StandingAlarm] = []
    public var silentSources: [SilentSource] = []
    public var needsFixing: [RowToFix] = []
    public var deaths: [Death] = []
    public var reviews: [Review] = []
    /// People whom the machine has found to be one since the last huddle.
    public var joined: [Join] = []
    /// Nil where no day without a huddle lies ahead.
    public var closedDays: ClosedDays?
    public var mattersArising: [MatterArising] = []
    public var visitsPlanned: [Visit] = []
    public var team: [WorkerLoad.Member] = []
    public var trends: [HuddleTrend] = []
    /// Counts from 1 up to, not including, this one are shown as "fewer than" it in trends (a setting): the report is
    /// printed and travels, and a small number for one substance or quarter can point at a person.
    public var smallNumbersBelow: Int
    /// Sentences the caller adds ("No huddle on Mon 5 Apr: holiday.").
    public var notes: [String] = []

    public init(
        at: Instant, previousHuddle: Instant?, previousWasHeld: Bool, nextHuddle: Instant, label: String,
        smallNumbersBelow: Int, cases: [ReportCase]
    ) {
        self.at = at
        self.previousHuddle = previousHuddle
        self.previousWasHeld = previousWasHeld
        self.nextHuddle = nextHuddle
        self.label = label
        self.smallNumbersBelow = smallNumbersBelow
        self.cases = cases
    }
}
