/// What goes out about one case, when, to whom and why, if nobody does anything: made on a copy of the case by the very
/// decisions that will make it happen (rules 4, 28 to 30). Who is on duty is looked up for each instant by the rota as
/// it stands now.
public struct LadderForecast: Hashable, Sendable {
    /// In the order in which they happen; repeats to the same people are one step.
    public let steps: [Step]
    /// What comes after the last repeat, without end; nil where no ladder runs.
    public let digest: Digest?

    /// One thing that happens.
    public struct Step: Hashable, Sendable {
        public let kind: Kind
        public let at: Instant
        public let why: Why
        /// One for each entry of the audience.
        public let found: [AudienceFound]
        /// What may be done where nobody is told, or a duty that should be has nobody in hours declared uncovered.
        public let meanwhile: String?
        /// It may wait so long for others to the same recipient, to go with them; nil: it goes at once.
        public let gathersFor: Span?
        /// The same again, to the same people.
        public internal(set) var repeats: Repeats?

        /// Nobody is there to be told: the next level goes out at once, and the gap is alarmed.
        public var isGap: Bool { found.allSatisfy(\.workers.isEmpty) }
    }

    public enum Kind: Hashable, Sendable {
        /// A level of the policy, by its place in it.
        case level(Int, name: String, occurrence: Int)
        /// A worker's time to accept is over; the case goes to the coordinator, who is told, and is offered on. To whom
        /// depends on all cases and the team of that moment, and cannot be foretold: from here on, levels for the owner
        /// are foretold as if nobody took it.
        case acceptTimeOut(WorkerID)
        /// The owner's last shift before contact is due ends: the duty has it, and it is offered on in the same way.
        case shiftEnd(WorkerID)
        case followUp, confirmation
    }

    /// Why then, and not at another time.
    public enum Why: Hashable, Sendable {
        /// The level's own instant, or so long after the level before.
        case planned(LadderPolicy.Start)
        /// Its instant was over before the ladder began.
        case overBefore(LadderPolicy.Start, own: Instant)
        /// The level before reached nobody.
        case nobodyReached
        /// Somebody has taken the alert, or paused reminders.
        case held(LadderPolicy.Start, since: Instant)
        /// The last level again.
        case again(every: Span)
        /// It went out early, or the time of the overdose was moved later: at its own instant it fires anew.
        case anew(LadderPolicy.Start)
        /// A time of the case's own: to accept, to follow up, to confirm.
        case ownTime
    }

    public struct Repeats: Hashable, Sendable {
        public internal(set) var count: Int
        public internal(set) var last: Instant
    }

    /// The case stands in the digest of each huddle day from then on.
    public struct Digest: Hashable, Sendable {
        public let firstAt: Instant
        public let found: [AudienceFound]
    }

    /// - Parameter context: the present; its policies, huddles and directory.
    public static func of(_ state: CaseState, in context: CaseContext, team: Team) -> LadderForecast {
        var walk = LadderWalk(state: state, context: context, team: team)
        walk.run()
        return LadderForecast(steps: walk.steps, digest: walk.digest)
    }

    /// Of a case that is not there yet: an overdose at one instant, told at another, with nothing special about it.
    ///
    /// - Parameter context: at the instant of being told.
    public static func preview(
        overdose: Instant, owner: Owner, in context: CaseContext, team: Team
    ) -> (state: CaseState, forecast: LadderForecast)? {
        let facts = NotificationFacts(overdose: .exact(overdose), sentAt: context.now, ageStatus: .adult)
        let opening = CaseCommand.Opening(
            id: CaseID(0), code: CaseCode("preview"), person: nil,
            notification: AttachedNotification(id: NotificationID(0), source: SourceID("preview"), facts: facts),
            owner: owner)
        let decided = CaseDecision.open(opening, in: context)
        let recorded = decided.map {
            RecordedEvent($0.event, happenedAt: $0.happenedAt, knownAt: context.now, actor: context.actor)
        }
        return CaseState.folding(opening.id, recorded).map { ($0, of($0, in: context, team: team)) }
    }
}

/// Whom one entry of an audience means at an instant, and how they were found.
public struct AudienceFound: Hashable, Sendable {
    public let audience: Audience
    /// Whom the entry stands for where it is the owner.
    public let owner: Owner?
    /// Those who are told; empty is a gap.
    public let workers: [WorkerID]
    /// Deputies: nobody is on the rota.
    public let areDeputies: Bool
    /// Meant, but disabled or without a channel.
    public let cannotBeTold: [WorkerID]
    /// The declaration by which the duty has nobody then.
    public let declared: RosterEntryID?

    init(_ audience: Audience, owner: Owner, at instant: Instant, directory: any DutyDirectory, team: Team) {
        self.audience = audience
        self.owner = audience == .owner ? owner : nil
        let meant = directory.workers(of: audience, owner: owner, at: instant)
        workers = meant.filter(directory.canBeTold)
        cannotBeTold = meant.filter { !directory.canBeTold($0) }
        let duty = AudienceFound.role(audience, owner)
        declared = duty.flatMap { team.declaration(of: $0, at: instant) }
        areDeputies = duty.map { team.duty($0, at: instant).isDeputies } ?? false
    }

    private static func role(_ audience: Audience, _ owner: Owner) -> RoleID? {
        switch (audience, owner) {
        case (.role(let role), _), (.owner, .role(let role)): role
        case (.owner, .worker), (.agency, _), (.worker, _): nil
        }
    }
}

extension DutyAnswer {
    fileprivate var isDeputies: Bool { if case .deputies = self { true } else { false } }
}
