/// A goal kept beside the outer limit of 72 hours (rules 4, 5). Whether it was met is worked out when read, never
/// stored (rule 6).
public struct ResponseGoal: Hashable, Sendable {
    public let kind: Kind
    public let startedAt: Instant
    public let dueAt: Instant
    /// When what the goal asks for was done; nil while it was not.
    public let metAt: Instant?
    /// When the response ended in another way; nobody works towards the goal any more.
    public let endedAt: Instant?

    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Told late: spoken with within a set time, a day, of our being told (rule 4).
        case contactAfterNotification
        /// Spoken with within one working day of the referral, by the agency's calendar (rule 5).
        case contactAfterReferral
        /// Red: tried on the day on which it was known to be red (rule 5).
        case sameDayAttempt
    }

    public enum Standing: String, Codable, Sendable, CaseIterable {
        case running, met, metLate, missed
        /// The response ended before the goal's time was over, in another way.
        case ended
    }

    public init(kind: Kind, startedAt: Instant, dueAt: Instant, metAt: Instant? = nil, endedAt: Instant? = nil) {
        self.kind = kind
        self.startedAt = startedAt
        self.dueAt = dueAt
        self.metAt = metAt
        self.endedAt = endedAt
    }

    /// At the due instant itself there is still time.
    public func standing(at now: Instant) -> Standing {
        if let metAt { return metAt <= dueAt ? .met : .metLate }
        if let endedAt, endedAt <= dueAt { return .ended }
        return now <= dueAt ? .running : .missed
    }
}

extension CaseState {
    /// The first assignment: a referral to the worker's agency, and the start of the softer clock (rule 5).
    public struct Referral: Hashable, Sendable {
        public let at: Instant
        public let worker: WorkerID
    }

    /// The goals this response has beside its due time.
    public func goals(policy: CasePolicy, team: Team) -> [ResponseGoal] {
        var goals: [ResponseGoal] = []
        if toldLate != nil {
            let dueAt = notifiedAt + policy.goalAfterNotification
            goals.append(goal(.contactAfterNotification, from: notifiedAt, dueAt, met: contactAt))
        }
        if let referral, let agency = team.workers[referral.worker]?.agency,
            let calendar = team.agencies[agency]?.calendar
        {
            let dueAt = calendar.oneWorkingDay(after: referral.at)
            goals.append(goal(.contactAfterReferral, from: referral.at, dueAt, met: contactAt))
        }
        if let redSince {
            let tomorrow = team.zone.local(redSince).date.adding(days: 1)
            let tried = (attempts.map(\.at) + [contactAt].compactMap { $0 }).min()
            goals.append(goal(.sameDayAttempt, from: redSince, team.zone.startOfDay(tomorrow), met: tried))
        }
        return goals
    }

    private var contactAt: Instant? { ending?.ending.contactAt }

    private func goal(
        _ kind: ResponseGoal.Kind, from start: Instant, _ dueAt: Instant, met: Instant?
    ) -> ResponseGoal {
        ResponseGoal(
            kind: kind, startedAt: start, dueAt: dueAt, metAt: met, endedAt: met == nil ? ending?.at : nil)
    }
}
