/// Events about what is known: opening, notifications, time, person, triage, plan.

/// The response began. Caused by intake. Next: a worker is assigned, attempts, levels.
public struct CaseOpened: EventPayload {
    public static let type = "caseOpened"
    public static let version = 1
    public let code: CaseCode
    public let person: PersonID?
    public let notification: AttachedNotification
    public let contactDueAt: Instant
    public let notifiedAt: Instant
    public let toldLate: ToldLate?
    public let owner: Owner
    public let policy: PolicyHash
    public let levelCount: Int
}

/// Another source, or another record, told of the same overdose. Caused by intake or by a person joining two records.
public struct NotificationAttached: EventPayload {
    public static let type = "notificationAttached"
    public static let version = 1
    public let notification: AttachedNotification
    public let overdose: OverdoseInterval
    public let contactDueAt: Instant
}

/// A source corrected what it had told. The version before stays in the log and in the vault.
public struct NotificationCorrected: EventPayload {
    public static let type = "notificationCorrected"
    public static let version = 1
    public let notification: AttachedNotification
    public let overdose: OverdoseInterval
    public let contactDueAt: Instant
}

/// A notification turned out to belong to another case.
public struct NotificationDetached: EventPayload {
    public static let type = "notificationDetached"
    public static let version = 1
    public let notification: NotificationID
    public let overdose: OverdoseInterval
    public let contactDueAt: Instant
}

/// A named person set the time of the overdose, with a reason; only this can move the due time later (rule 3).
public struct OverdoseTimeSet: EventPayload {
    public static let type = "overdoseTimeSet"
    public static let version = 1
    public let overdose: OverdoseInterval
    public let contactDueAt: Instant
    public let why: Why

    public enum Why: String, Codable, Sendable, CaseIterable {
        case personTold, witnessTold, sourceConfirmed, entryMistake
    }
}

/// Intake could not tell whether this is the overdose of one of these cases (rule 19). Next: a person merges, or
/// leaves it.
public struct OverdoseDoubted: EventPayload {
    public static let type = "overdoseDoubted"
    public static let version = 1
    public let cases: [CaseID]
}

/// The case was given to a person, taken from one, or moved with a merge or a split.
public struct CasePersonChanged: EventPayload {
    public static let type = "casePersonChanged"
    public static let version = 1
    public let person: PersonID?
}

/// Triage rules were read anew: after opening, and after each change of facts.
public struct CaseTriaged: EventPayload {
    public static let type = "caseTriaged"
    public static let version = 1
    public let triage: Triage
}

/// Plan rules drafted a plan; agreed by nobody yet.
public struct PlanDrafted: EventPayload {
    public static let type = "planDrafted"
    public static let version = 1
    public let plan: Plan
}

/// The huddle or a worker changed or agreed the plan; every version stays in the log.
public struct PlanChanged: EventPayload {
    public static let type = "planChanged"
    public static let version = 1
    public let plan: Plan
    public let change: Change

    public enum Change: String, Codable, Sendable, CaseIterable {
        case agreed, madeWithPerson, itemDone, itemNotNeeded, safeguardingDecided
        case itemAdded, itemChanged, itemReopened, referralMade, receiptConfirmed
    }
}

/// Staff or a later notification told where the person is.
public struct WhereaboutsChanged: EventPayload {
    public static let type = "whereaboutsChanged"
    public static let version = 1
    public let whereabouts: Whereabouts
}
