/// Why a command on a case is turned down. Each says which rule stands in the way and what to do instead.
public enum CaseRefusal: Refusal {
    case alreadyOpened
    case noSuchCase
    case caseEnded(Ending.Kind)
    case caseOpen
    /// The caller saw an older version of the case.
    case versionChanged(expected: Int, current: Int)
    case notificationAlreadyAttached
    case notificationNotAttached
    case inFuture(Instant)
    case beforeOverdose
    /// The time of the overdose is known only as an interval that reaches beyond this contact (rule 8).
    case overdoseMayBeLater(latest: Instant)
    case notAboutThisOverdose
    case supportNotOffered
    case identityNotChecked
    case offerAgainDateMissing
    case noWorkerAssigned
    case assignedToSomebodyElse
    case alreadyAccepted
    case acceptTimeNotOver
    case workerUnknown(WorkerID)
    /// This agency has no duty desk, or none that takes part.
    case deskUnknown(AgencyID)
    /// A desk does nothing itself: somebody of its agency does, by name (rule 27).
    case namedWorkerNeeded
    /// Only a named worker of that agency answers for its desk (rule 27).
    case notOfDesk(AgencyID)
    /// This worker must not have this response (rule 25).
    case workerBarred([Shortfall])
    /// The worker lacks something that a proposal asks for: then it needs a reason (rule 25).
    case assignmentNeedsReason([Shortfall])
    /// The proposal is not what the caller saw; it names who is proposed now.
    case proposalChanged([WorkerID])
    /// Nobody is proposed: nobody keeps every limit, or a worker has it already.
    case nobodyProposed
    case ruleNeedsPerson
    case onlyByHuddle
    case attemptsMissing([MissingAttempt])
    case safeguardingUndecided([PlanItemKind])
    case alreadyConfirmed
    case sameFirstAndSecondPerson
    case nothingToConfirm
    case silenceTooLong(longest: Instant)
    case silenceCoversDueTime(dueAt: Instant)
    case notAcknowledgeable
    case nextLookTooLate(latest: Instant)
    case nextLookPassed
    case noContactToWithdraw
    case mergeIntoItself
    case mergeIntoLater
    /// Two named people: they must be one before their responses can be.
    case differentPersons
    /// A response that ended so takes in no other, and is taken into none.
    case notMergeable(Ending.Kind)
    /// The other case is not part of this one.
    case notAbsorbed
    case noFollowUp
    /// A later word about where the person is has been told (rule 10).
    case whereaboutsKnownLater(since: Instant)
    /// Wishes belong to a person, and nobody has said yet who this is.
    case personUnidentified
    case noPlan
    case plan(PlanRefusal)

    /// One of rule 34's conditions for ending as not reached.
    public enum MissingAttempt: String, Codable, Sendable {
        case number, ways, partsOfDay, visits
    }
}

extension CaseRefusal {
    public var code: String {
        switch self {
        case .alreadyOpened: "alreadyOpened"
        case .noSuchCase: "noSuchCase"
        case .caseEnded: "caseEnded"
        case .caseOpen: "caseOpen"
        case .versionChanged: "versionChanged"
        case .notificationAlreadyAttached: "notificationAlreadyAttached"
        case .notificationNotAttached: "notificationNotAttached"
        case .inFuture: "inFuture"
        case .beforeOverdose: "beforeOverdose"
        case .overdoseMayBeLater: "overdoseMayBeLater"
        case .notAboutThisOverdose: "notAboutThisOverdose"
        case .supportNotOffered: "supportNotOffered"
        case .identityNotChecked: "identityNotChecked"
        case .offerAgainDateMissing: "offerAgainDateMissing"
        case .noWorkerAssigned: "noWorkerAssigned"
        case .assignedToSomebodyElse: "assignedToSomebodyElse"
        case .alreadyAccepted: "alreadyAccepted"
        default: laterCode
        }
    }

    private var laterCode: String {
        switch self {
        case .acceptTimeNotOver: "acceptTimeNotOver"
        case .workerUnknown: "workerUnknown"
        case .deskUnknown: "deskUnknown"
        case .namedWorkerNeeded: "namedWorkerNeeded"
        case .notOfDesk: "notOfDesk"
        case .workerBarred: "workerBarred"
        case .assignmentNeedsReason: "assignmentNeedsReason"
        case .proposalChanged: "proposalChanged"
        case .nobodyProposed: "nobodyProposed"
        case .ruleNeedsPerson: "ruleNeedsPerson"
        case .onlyByHuddle: "onlyByHuddle"
        case .attemptsMissing: "attemptsMissing"
        case .safeguardingUndecided: "safeguardingUndecided"
        case .alreadyConfirmed: "alreadyConfirmed"
        case .sameFirstAndSecondPerson: "sameFirstAndSecondPerson"
        case .nothingToConfirm: "nothingToConfirm"
        case .silenceTooLong: "silenceTooLong"
        case .silenceCoversDueTime: "silenceCoversDueTime"
        case .notAcknowledgeable: "notAcknowledgeable"
        case .nextLookTooLate: "nextLookTooLate"
        case .nextLookPassed: "nextLookPassed"
        case .noContactToWithdraw: "noContactToWithdraw"
        case .mergeIntoItself: "mergeIntoItself"
        case .mergeIntoLater: "mergeIntoLater"
        case .differentPersons: "differentPersons"
        case .notMergeable: "notMergeable"
        case .notAbsorbed: "notAbsorbed"
        case .noFollowUp: "noFollowUp"
        case .whereaboutsKnownLater: "whereaboutsKnownLater"
        case .personUnidentified: "personUnidentified"
        case .noPlan: "noPlan"
        case .plan(let refusal): refusal.code
        default: "refusal"
        }
    }

    public var message: String {
        switch self {
        case .alreadyOpened: "this case is open already"
        case .noSuchCase: "there is no case with this code; look it up in the overdue or huddle report"
        case .caseEnded(let kind): "this response has ended (\(kind.rawValue)); reopen it first if that was wrong"
        case .caseOpen: "this response is still open"
        case .versionChanged(let expected, let current):
            "somebody changed this case meanwhile (you saw version \(expected), now it is \(current)); look again"
        case .notificationAlreadyAttached: "this notification belongs to the case already"
        case .notificationNotAttached: "this notification does not belong to the case"
        case .inFuture: "that time lies in the future; give the time at which it happened"
        case .beforeOverdose: "that time lies before the overdose"
        case .overdoseMayBeLater:
            "the overdose may have been after this contact; correct the time of the overdose first, with the reason"
        case .notAboutThisOverdose: "only talk about this overdose is a contact; record it as an attempt"
        case .supportNotOffered: "a contact includes an offer of support; record it as an attempt"
        case .identityNotChecked: "check who answered the message first; until then record it as an attempt"
        case .offerAgainDateMissing: "give the date on which support will be offered again"
        case .noWorkerAssigned: "no worker has this case; assign one first"
        case .assignedToSomebodyElse: "another worker has this case"
        case .alreadyAccepted: "the worker has this response already"
        default: givingMessage
        }
    }

    /// Of giving a case to somebody.
    private var givingMessage: String {
        switch self {
        case .acceptTimeNotOver: "the worker still has time to accept"
        case .workerUnknown(let worker): "there is no active worker '\(worker)' in config/team.yaml"
        case .deskUnknown(let agency): "agency '\(agency)' has no active duty desk in config/team.yaml"
        case .namedWorkerNeeded: "a duty desk does nothing itself; name the worker of its agency who does"
        case .notOfDesk(let agency):
            "the duty desk of '\(agency)' was asked; only a named worker of that agency may answer for it"
        case .workerBarred(let shortfalls):
            "this worker must not have this response: \(shortfalls.map(\.sentence).joined(separator: "; "))"
        case .assignmentNeedsReason(let shortfalls):
            "give the reason for this worker, who \(shortfalls.map(\.sentence).joined(separator: "; "))"
        case .proposalChanged(let workers):
            "the proposal is another now (\(workers.map(\.name).joined(separator: " and "))); look again"
        case .nobodyProposed:
            "nobody is proposed; look at what would have to change (case show), or name a worker and the reason"
        default: laterMessage
        }
    }

    private var laterMessage: String {
        switch self {
        case .ruleNeedsPerson: "only a named person may do this, with a reason"
        case .onlyByHuddle: "only the huddle may do this"
        case .attemptsMissing(let missing):
            "not enough has been tried yet: \(missing.map(\.rawValue).joined(separator: ", ")) below the minimum"
        case .safeguardingUndecided(let items):
            "safeguarding is undecided (\(items.map(\.rawValue).joined(separator: ", "))); decide each one first"
        case .alreadyConfirmed: "a second person has confirmed this already"
        case .sameFirstAndSecondPerson: "the second person must be somebody else"
        case .nothingToConfirm: "nothing here waits for a second person"
        case .silenceTooLong: "reminders cannot be paused for so long (setting case.silenceAtMost)"
        case .silenceCoversDueTime: "a pause must end before the contact is due"
        case .notAcknowledgeable: "no alert of this case is waiting to be taken"
        case .nextLookTooLate: "the next look must be at the next huddle or before"
        case .nextLookPassed: "the next look must lie ahead"
        case .noContactToWithdraw: "this case has no contact to withdraw"
        case .mergeIntoItself: "a case cannot be merged into itself"
        case .mergeIntoLater: "merge the later-opened case into the earlier one"
        case .differentPersons:
            "these responses are about two people; look at the codes, or say first that the two are one (nfodd review)"
        case .notMergeable(let kind):
            "a response that has ended (\(kind.rawValue)) cannot be merged; reopen it first if that was wrong"
        case .notAbsorbed: "the other response is not part of this one"
        case .noFollowUp: "no follow-up is open here"
        case .whereaboutsKnownLater:
            "a later word about where the person is has been told; leave the time out if it is so now"
        case .personUnidentified: "nobody has said yet who this person is; write it down as a note for now"
        case .noPlan: "this case has no plan yet"
        case .plan(let refusal): refusal.message
        default: code
        }
    }
}
