/// Events about the response: owner, attempts, contact, ending.

/// Somebody else answers for the case now: mostly a role (liaison, coordinator); those told are kept for standing down.
public struct OwnerChanged: EventPayload {
    public static let type = "ownerChanged"
    public static let version = 1
    public let owner: Owner
    public let why: Why
    public let told: [WorkerID]

    public enum Why: String, Codable, Sendable, CaseIterable {
        case inHospital, inCustody, backInCommunity, handedBack, acceptTimeOut, workerDisabled, reopened, moved, age
        case objection
        /// Something learned about the person bars who had it (rule 25).
        case barred
        /// Who was to go along on a visit by two takes part no more.
        case partnerDisabled
        /// Who had been asked is needed for a more urgent response, and nobody else can take this one.
        case neededElsewhere
        /// The worker's last shift before the due time is over.
        case shiftEnded

        /// The case is then offered to the next worker, on this ground.
        var handsOn: AssignmentExplanation.Basis? {
            switch self {
            case .handedBack: .handedBack
            case .acceptTimeOut: .acceptTimeOut
            case .shiftEnded: .shiftEnded
            case .inHospital, .inCustody, .backInCommunity, .workerDisabled, .reopened, .moved, .age, .objection,
                .barred, .partnerDisabled, .neededElsewhere:
                nil
            }
        }
    }
}

/// A worker was given the case, or an agency's desk was asked for it; carries the explanation that was shown (rule 25).
/// Next: accepted, handedBack or time-out.
public struct Assigned: EventPayload {
    public static let type = "assigned"
    public static let version = 1
    public let worker: WorkerID
    /// The second worker of a visit by two; the first one owns.
    public let partner: WorkerID?
    public let kind: WorkerAssignment.Kind
    public let acceptBy: Instant
    public let explanation: AssignmentExplanation
    /// The worker before, who is stood down.
    public let replaces: WorkerID?
    public let isFirst: Bool
}

/// The worker said: I have it. Where a desk was asked it is theirs from now on.
public struct Accepted: EventPayload {
    public static let type = "accepted"
    public static let version = 1
    public let worker: WorkerID
    /// The agency whose desk had been asked, for which this worker took it.
    public let desk: AgencyID?
}

/// The worker cannot do it; the coordinator owns until somebody else is assigned.
public struct HandedBack: EventPayload {
    public static let type = "handedBack"
    public static let version = 1
    /// Who says so.
    public let worker: WorkerID
    /// The agency for whose desk they do.
    public let desk: AgencyID?
    public let why: Why

    public enum Why: String, Codable, Sendable, CaseIterable {
        case noTime, conflictOfInterest, notSafe, askedForSomebodyElse, offShift, other
    }
}

/// Nobody answered within the time for accepting (rule 27); the coordinator is told.
public struct AcceptTimedOut: EventPayload {
    public static let type = "acceptTimedOut"
    public static let version = 1
    public let worker: WorkerID
}

/// The case was to be offered on and nobody can take it: it stays with the duty that has it; the coordinator is told.
public struct NobodyFound: EventPayload {
    public static let type = "nobodyFound"
    public static let version = 1
    /// What would have to change: for each worker with the fewest limits in the way, all changeable, what they lack.
    public let lacking: [AssignmentExplanation.PassedOver]
}

/// Somebody tried. The clock runs on.
public struct Attempted: EventPayload {
    public static let type = "attempted"
    public static let version = 1
    public let attempt: Attempt
    /// A visit before the screening questions were answered (rule 26): kept, and shown to the coordinator.
    public let beforeScreening: Bool
}

/// The screening questions were answered (rule 26).
public struct Screened: EventPayload {
    public static let type = "screened"
    public static let version = 1
    public let screening: Screening
}

/// The response is over.
public struct CaseEndedEvent: EventPayload {
    public static let type = "caseEnded"
    public static let version = 1
    public let ending: Ending
}

/// A second person confirmed the ending (rule 34).
public struct EndingConfirmed: EventPayload {
    public static let type = "endingConfirmed"
    public static let version = 1
}

/// A second person should have confirmed the objection by now; the coordinator is told (rule 34).
public struct ConfirmationReminded: EventPayload {
    public static let type = "confirmationReminded"
    public static let version = 1
    public let recipients: [WorkerID]
}

/// The clock runs again, by its own due time, with a new run of the ladder (rule 8).
public struct CaseReopened: EventPayload {
    public static let type = "caseReopened"
    public static let version = 1
    public let why: Why
    public let run: Int
    public let policy: PolicyHash
    public let levelCount: Int
    /// The worker who has it still, and had been stood down.
    public let told: [WorkerID]

    public enum Why: String, Codable, Sendable, CaseIterable {
        case contactWithdrawn, overdoseTimeCorrected, personsSplit, mistake, objectionWithdrawn, planToReopen

        /// Somebody says that the contact is none for this overdose, rather than that the overdose or the person is
        /// another.
        var setsContactAside: Bool {
            switch self {
            case .contactWithdrawn, .mistake: true
            case .overdoseTimeCorrected, .personsSplit, .objectionWithdrawn, .planToReopen: false
            }
        }
    }
}

/// The ending that this case had before it was merged into another stands again: it was not that overdose.
public struct EndingRestored: EventPayload {
    public static let type = "endingRestored"
    public static let version = 1
}

/// Another case was this same overdose and ends as merged into this one, which goes on with all it had (rule 19).
public struct CaseAbsorbed: EventPayload {
    public static let type = "caseAbsorbed"
    public static let version = 1
    public let other: CaseID
    public let had: CaseHoldings
    /// Of both together, from now on.
    public let overdose: OverdoseInterval
    public let contactDueAt: Instant
    /// Whom the case goes to because of what came; the change itself follows.
    public let movesTo: Owner?
}

/// The other case was not this overdose, or not this person: what it had brought goes back with it (rules 18, 19).
public struct CaseReleased: EventPayload {
    public static let type = "caseReleased"
    public static let version = 1
    public let other: CaseID
    public let overdose: OverdoseInterval
    public let contactDueAt: Instant
    /// Who had it before it moved because of the other, and has it again.
    public let returnsTo: Owner?
    public let told: [WorkerID]
}

/// The second follow-up began: discharge, liberation or leaving before treatment (rule 10).
public struct FollowUpStarted: EventPayload {
    public static let type = "followUpStarted"
    public static let version = 1
    public let cause: Whereabouts
    public let dueAt: Instant
}

/// The second follow-up fell due; the owner is reminded.
public struct FollowUpReminded: EventPayload {
    public static let type = "followUpReminded"
    public static let version = 1
    public let recipients: [WorkerID]
}

/// The second follow-up was made.
public struct FollowUpDone: EventPayload {
    public static let type = "followUpDone"
    public static let version = 1
}
