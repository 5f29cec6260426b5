/// What may be asked of a case. Imperative; each is turned into events, or down, by ``CaseDecision``. Ids, random
/// values and everything that was looked up elsewhere come in with the command.
public enum CaseCommand: Sendable {
    // What is known.
    case open(Opening)
    /// Another notification of the same overdose.
    case attach(AttachedNotification)
    /// A source corrected what it told.
    case correct(AttachedNotification)
    /// A person found that this notification belongs elsewhere.
    case detach(NotificationID)
    case setOverdoseTime(OverdoseInterval, why: OverdoseTimeSet.Why)
    case changePerson(PersonID?)
    case triage(Triage)
    case draftPlan(Plan)
    case changePlan(Plan, PlanChanged.Change)
    /// It may be the overdose of these cases: intake could not tell (rule 19).
    case doubtOverdose([CaseID])
    case setWhereabouts(Whereabouts, at: Instant)

    // Who has it.
    case assign(Assigning)
    /// By whom it was given to, or by a named worker of the agency whose desk was asked; with what stands between that
    /// worker and the case.
    case accept(WorkerID, lacking: [Shortfall] = [])
    case handBack(WorkerID, why: HandedBack.Why)
    /// The scheduler found that the time for accepting is over.
    case timeOutAcceptance
    /// The scheduler found that the owner's last shift before the due time is over.
    case takeOver
    /// The case was to be offered on, and these workers come nearest to being able to take it.
    case noteNobodyFound([AssignmentExplanation.PassedOver])
    case moveOwner(Owner, why: OwnerChanged.Why)

    // What was done.
    case screen(Screening)
    case recordAttempt(Attempt)
    case recordContact(Contact, ContactAssurance)
    /// A contact recorded on another case of this person, at that time (rule 8).
    case coverByContact(of: CaseID, at: Instant)
    case withdrawContact
    case end(Ending, at: Instant, byHuddle: Bool)
    case confirmEnding
    /// The scheduler found that the second person has not confirmed in time.
    case remindConfirmation
    case reopen(CaseReopened.Why)
    /// Takes in a later-opened case of the same overdose, as it stands (rule 19).
    case absorb(CaseState)
    /// The other side of `reopen` on the case that was taken in: gives it back.
    case release(CaseID)
    case recordFollowUp(at: Instant)
    /// The scheduler found that the second follow-up is due.
    case remindFollowUp

    // The ladder.
    /// The scheduler found that a level is due.
    case fireLevel(LadderState.Firing)
    case acknowledge(WorkerID)
    /// The recipient of an alert pressed the button behind its link, without sign-in; rests no longer than `pause`.
    case acknowledgeByLink(WorkerID, alert: AlertID, pause: Span)
    case silence(WorkerID, until: Instant, why: LadderState.SilenceReason)
    /// The huddle's decision: who, how, next look.
    case keepTrying(KeepTryingDecided)
    /// The huddle's decision about somebody whom today's team will not get to.
    case notToday(NotTodayDecided)
    /// Huddles are other than they were: is there still one before the due time?
    case lookAhead
    case restartLadder(why: LadderRestarted.Why)
    case markTold(AlertTold)
    case markNotTold(AlertNotTold)

    /// A case from its first notification.
    public struct Opening: Sendable {
        public let id: CaseID
        public let code: CaseCode
        public let person: PersonID?
        public let notification: AttachedNotification
        public let owner: Owner

        public init(
            id: CaseID, code: CaseCode, person: PersonID?, notification: AttachedNotification, owner: Owner
        ) {
            self.id = id
            self.code = code
            self.person = person
            self.notification = notification
            self.owner = owner
        }
    }

    /// A case into a worker's hands.
    public struct Assigning: Sendable {
        public let worker: WorkerID
        /// Who goes with them on a visit by two.
        public let partner: WorkerID?
        public let kind: WorkerAssignment.Kind
        /// Reckoned in the worker's shift by the team's calendar.
        public let acceptBy: Instant
        public let explanation: AssignmentExplanation

        public init(
            worker: WorkerID, partner: WorkerID? = nil, kind: WorkerAssignment.Kind, acceptBy: Instant,
            explanation: AssignmentExplanation
        ) {
            self.worker = worker
            self.partner = partner
            self.kind = kind
            self.acceptBy = acceptBy
            self.explanation = explanation
        }
    }
}

/// Everything a decision may look at beside the command and the state.
public struct CaseContext: Sendable {
    public let now: Instant
    public let actor: Actor
    public let policy: CasePolicy
    public let ladders: LadderBook
    public let huddles: any HuddleSchedule
    public let directory: any DutyDirectory
    public let zone: ZoneRules
    /// An old list is taken in: nobody is told of anything.
    public let isHistory: Bool

    public init(
        now: Instant, actor: Actor, policy: CasePolicy, ladders: LadderBook, huddles: any HuddleSchedule,
        directory: any DutyDirectory, zone: ZoneRules, isHistory: Bool = false
    ) {
        self.now = now
        self.actor = actor
        self.policy = policy
        self.ladders = ladders
        self.huddles = huddles
        self.directory = directory
        self.zone = zone
        self.isHistory = isHistory
    }
}

/// Every ladder policy that some case still runs by, and the one that new cases get.
public struct LadderBook: Sendable {
    public let current: LadderPolicy
    private let all: [PolicyHash: LadderPolicy]

    public init(current: LadderPolicy, earlier: [LadderPolicy] = []) {
        self.current = current
        var all = [current.hash: current]
        for policy in earlier { all[policy.hash] = policy }
        self.all = all
    }

    /// The policy with which a ladder started. Configuration is stored when applied and never deleted, so one that is
    /// missing means a damaged store, not a rule.
    public subscript(hash: PolicyHash) -> LadderPolicy {
        guard let policy = all[hash] else { preconditionFailure("ladder policy \(hash) is not in the store") }
        return policy
    }

    public func contains(_ hash: PolicyHash) -> Bool { all[hash] != nil }
}
