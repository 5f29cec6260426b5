/// A case as its events have made it: the response to one overdose. Pure data; the rules are in ``CaseDecision``.
public struct CaseState: Hashable, Sendable {
    public let id: CaseID
    public let code: CaseCode
    public let openedAt: Instant
    /// Nil while nobody is identified.
    public internal(set) var person: PersonID?
    public internal(set) var notifications: [AttachedNotification]
    public internal(set) var overdose: OverdoseInterval
    /// Set when a named person, not a source, fixed the time.
    public internal(set) var overdoseTimeFixedByPerson: FixedOverdose?
    /// 72 h after the earliest possible time; the machine only ever moves it earlier (rules 1, 3).
    public internal(set) var contactDueAt: Instant
    /// When the first notification was sent to us: the start of the 24 h goal (rule 4).
    public let notifiedAt: Instant
    public let toldLate: ToldLate?
    public internal(set) var owner: Owner
    public internal(set) var assignment: WorkerAssignment?
    /// It was handed back or not accepted in time, and is to be offered on.
    public internal(set) var handOn: HandOn?
    public internal(set) var referral: Referral?
    public internal(set) var attempts: [Attempt] = []
    public internal(set) var screening: Screening?
    public internal(set) var whereabouts: Whereabouts?
    /// Since when that is so, as far as it was told: an older word changes nothing.
    public internal(set) var whereaboutsAt: Instant?
    public internal(set) var triage: Triage?
    /// Since when the rules have called it red, while they do: the start of the same-day goal (rule 5).
    public internal(set) var redSince: Instant?
    public internal(set) var plan: Plan?
    /// Cases that turned out to be this same overdose, in the order in which they came (rule 19).
    public internal(set) var absorbed: [AbsorbedCase] = []
    /// When contact was due before each notification that came after the first.
    var dueBeforeAttaching: [NotificationID: Instant] = [:]
    /// How this case stood before it was merged into another; nil while it is not.
    var stageBeforeMerge: Stage?
    /// Contacts on other cases that a person has said do not cover this one, by case.
    var contactsSetAside: [CaseID: Instant] = [:]
    /// Cases that may be this same overdose; a person merges them or leaves them (rule 19).
    public internal(set) var mayBeSameAs: [CaseID] = []
    /// Workers who gave this run of the response back or let the time to accept pass: offered to somebody else.
    public internal(set) var passedOn: Set<WorkerID> = []
    /// When an objection recorded here was taken back.
    public internal(set) var objectionWithdrawnAt: Instant?
    public internal(set) var followUp: FollowUp?
    public internal(set) var stage: Stage
    /// The ladder's run; goes up with each restart and reopening, so that no alert id is ever used twice.
    public internal(set) var ladderRun: Int
    /// The due time that was told of because no huddle meets before it.
    public internal(set) var toldDueBeforeHuddle: Instant?
    /// What the huddle decided of it because nobody could go, until somebody has tried.
    public internal(set) var notToday: NotToday?
    /// Everybody who has been told something in this run and would have to be stood down.
    public internal(set) var told: [WorkerID] = []
    /// Alerts of this run that somebody was not told of, and still is not (rule 32).
    public internal(set) var untold: Set<AlertID> = []

    /// A decision of the huddle, and when it was made.
    public struct NotToday: Hashable, Sendable {
        public let decision: NotTodayDecided
        public let at: Instant
    }

    /// Where the response stands.
    public enum Stage: Hashable, Sendable {
        /// The clock runs and so does the ladder.
        case open(LadderState)
        /// It is over, for a reason that rule 34 knows.
        case ended(Ended)
    }

    public struct Ended: Hashable, Sendable {
        public let ending: Ending
        /// When it happened; a contact entered late counts from here (rule 9).
        public let at: Instant
        /// When we knew.
        public let knownAt: Instant
        public let by: Actor
        /// A second person has confirmed it, where rule 34 asks for one.
        public internal(set) var confirmedBy: Actor?
        /// The coordinator was told that the second person is late.
        public internal(set) var remindedAt: Instant?
        /// The coordinator was to be told last and nobody held that duty.
        public internal(set) var foundNobodyAt: Instant?
    }

    public var isOpen: Bool { if case .open = stage { true } else { false } }

    public var ladder: LadderState? { if case .open(let ladder) = stage { ladder } else { nil } }

    public var ending: Ended? { if case .ended(let ended) = stage { ended } else { nil } }

    /// Everybody in whose hands it is: who owns it, or the desk that was asked, and who goes with them on a visit by
    /// two.
    public var hands: [WorkerID] {
        guard case .worker(let worker) = owner else { return [] }
        return [worker] + [assignment?.partner].compactMap { $0 }
    }

    /// Offered to a worker as it was proposed, and they have not said yet: a proposal may still weigh it anew. Whom a
    /// named person chose by themselves, and who was asked as the key worker, stays asked.
    public var isOnOffer: Bool {
        guard isOpen, let assignment, assignment.acceptedAt == nil else { return false }
        return assignment.kind == .outreach && assignment.basis != .person
    }

    /// Worked out when read, never stored (rule 6). At the due instant itself there is still time.
    public func isOverdue(at instant: Instant) -> Bool { isOpen && contactDueAt < instant }

    /// Under 18, or possibly so: the young people's lead owns, wherever the person is (rule 23).
    public var isForYoungPeopleLead: Bool {
        let told = notifications.map(\.facts)
        let age = AgeReading(
            told.map(\.ageStatus), flags: told.reduce(into: []) { $0.formUnion($1.flags) },
            childConcern: told.contains { $0.childConcern == .yes } ? .yes : .unknown)
        return AdultOutreachBar(age) != nil
    }

    /// Nobody may be sent to this person on this case any more.
    var isOverForGood: Bool {
        switch ending?.ending.kind {
        case .objects, .diedReported, .diedConfirmed, .mergedInto, .wrongOrDoubled, .notAnOverdose, .transferred,
            .beforeGoLive:
            true
        case .reached, .coveredBy, .notReached, nil: false
        }
    }

    /// Over, but something about it still waits: safeguarding and its referrals, a second person, the second follow-up,
    /// what was agreed in the plan.
    public var isUnclosed: Bool {
        switch ending?.ending.kind {
        case .reached, .coveredBy, .notReached:
            !undecidedSafeguarding.isEmpty || openFollowUp != nil || plan?.isUnfinished ?? false
        case .objects: awaitsConfirmation || !undecidedSafeguarding.isEmpty || plan?.hasReferralToBeMade ?? false
        case .diedReported, .diedConfirmed, .transferred, .notAnOverdose: plan?.hasReferralToBeMade ?? false
        case .wrongOrDoubled, .mergedInto, .beforeGoLive, nil: false
        }
    }

    /// The second follow-up while somebody still has to make it (rule 10).
    public var openFollowUp: FollowUp? { isOverForGood || followUp?.doneAt != nil ? nil : followUp }

    /// Safeguarding items of the plan that nobody has decided yet.
    public var undecidedSafeguarding: [SafeguardingItem] { plan?.undecidedSafeguarding ?? [] }

    /// A person has said that this contact on another case does not cover this one.
    public func hasSetAside(_ other: CaseID, at contactAt: Instant) -> Bool { contactsSetAside[other] == contactAt }

    /// The case needs a second person: an objection not yet confirmed (rule 34).
    public var awaitsConfirmation: Bool {
        guard let ending, ending.confirmedBy == nil else { return false }
        return ending.ending.kind == .objects
    }

    /// Nothing of this person may be erased, on whatever response it stands: a death is confirmed (rule 34).
    public var isUnderLegalHold: Bool { ending?.ending.kind == .diedConfirmed }

    /// Where the person is now, as far as notifications and staff have told.
    public var isInHospitalOrCustody: Bool { whereabouts == .inHospital || whereabouts == .inCustody }
}

/// A notification as a case holds it: who told it and what it says, nothing about who the person is.
public struct AttachedNotification: Hashable, Codable, Sendable {
    public let id: NotificationID
    public let source: SourceID
    public let facts: NotificationFacts

    public init(id: NotificationID, source: SourceID, facts: NotificationFacts) {
        self.id = id
        self.source = source
        self.facts = facts
    }
}

/// The notification came so late that the goal could hardly be met (rule 4).
public enum ToldLate: String, Codable, Sendable {
    /// The 72 hours were over before we heard.
    case timeOver
    /// Less than the short-notice setting was left.
    case shortNotice
}

/// A case in a named worker's hands.
public struct WorkerAssignment: Hashable, Sendable {
    /// Whoever is asked: a worker, or an agency's desk until one of its workers takes it.
    public let worker: WorkerID
    /// Who goes with them on a visit by two.
    public let partner: WorkerID?
    public let kind: Kind
    public let assignedAt: Instant
    /// Accept or hand back by then; reckoned in the worker's shift only (rule 27).
    public let acceptBy: Instant
    public let basis: AssignmentExplanation.Basis
    public internal(set) var acceptedAt: Instant?
    /// Whose desk had been asked before this worker took it.
    public internal(set) var desk: AgencyID?

    /// The same in the hands of a worker who took it at their agency's desk.
    func taken(by worker: WorkerID, at desk: AgencyID, _ instant: Instant) -> WorkerAssignment {
        var taken = WorkerAssignment(
            worker: worker, partner: partner, kind: kind, assignedAt: instant, acceptBy: acceptBy, basis: basis)
        taken.desk = desk
        return taken
    }

    public enum Kind: String, Codable, Sendable, CaseIterable { case outreach, keyWorker }
}

/// A case that waits to be offered to the next worker (rule 27).
public struct HandOn: Hashable, Sendable {
    public let since: Instant
    public let basis: AssignmentExplanation.Basis
    /// When it was last looked for somebody and nobody was found; nil before the first look.
    public internal(set) var lookedAt: Instant?
}

/// The questions that a named person answers before anybody goes to a door (rule 26).
public struct Screening: Hashable, Codable, Sendable {
    public let riskToStaff: Told
    public let domesticAbuse: Told
    /// A way of contact at which nobody else can listen or read.
    public let safeContactKnown: Told
    public let children: Told
    public let by: WorkerID
    public let at: Instant
    public let note: VaultID?

    public init(
        riskToStaff: Told, domesticAbuse: Told, safeContactKnown: Told, children: Told, by: WorkerID, at: Instant,
        note: VaultID? = nil
    ) {
        self.riskToStaff = riskToStaff
        self.domesticAbuse = domesticAbuse
        self.safeContactKnown = safeContactKnown
        self.children = children
        self.by = by
        self.at = at
        self.note = note
    }
}

extension Screening {
    /// What was answered before and is not now still holds: who does not know of a risk has not ruled it out.
    func keeping(_ earlier: Screening?) -> Screening {
        guard let earlier else { return self }
        func kept(_ answer: KeyPath<Screening, Told>) -> Told {
            self[keyPath: answer] == .unknown ? earlier[keyPath: answer] : self[keyPath: answer]
        }
        return Screening(
            riskToStaff: kept(\.riskToStaff), domesticAbuse: kept(\.domesticAbuse),
            safeContactKnown: kept(\.safeContactKnown), children: kept(\.children), by: by, at: at, note: note)
    }
}

/// The second follow-up after hospital or custody (rule 10).
public struct FollowUp: Hashable, Sendable {
    public let cause: Whereabouts
    public let dueAt: Instant
    /// The owner was reminded that it is due.
    public internal(set) var remindedAt: Instant?
    /// Somebody was to be reminded last and nobody was there.
    public internal(set) var foundNobodyAt: Instant?
    public internal(set) var doneAt: Instant?
}
