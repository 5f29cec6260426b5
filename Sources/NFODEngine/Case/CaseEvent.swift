/// Everything that can have happened to a case. Each payload's own comment says what it means and what may follow.
public enum CaseEvent: Hashable, Sendable {
    case opened(CaseOpened)
    case notificationAttached(NotificationAttached)
    case notificationCorrected(NotificationCorrected)
    case notificationDetached(NotificationDetached)
    case overdoseTimeSet(OverdoseTimeSet)
    case overdoseDoubted(OverdoseDoubted)
    case personChanged(CasePersonChanged)
    case triaged(CaseTriaged)
    case planDrafted(PlanDrafted)
    case planChanged(PlanChanged)
    case whereaboutsChanged(WhereaboutsChanged)
    case ownerChanged(OwnerChanged)
    case assigned(Assigned)
    case accepted(Accepted)
    case handedBack(HandedBack)
    case acceptTimedOut(AcceptTimedOut)
    case nobodyFound(NobodyFound)
    case attempted(Attempted)
    case screened(Screened)
    case ended(CaseEndedEvent)
    case endingConfirmed(EndingConfirmed)
    case confirmationReminded(ConfirmationReminded)
    case reopened(CaseReopened)
    case endingRestored(EndingRestored)
    case absorbed(CaseAbsorbed)
    case released(CaseReleased)
    case followUpStarted(FollowUpStarted)
    case followUpReminded(FollowUpReminded)
    case followUpDone(FollowUpDone)
    case levelsSkipped(LevelsSkipped)
    case levelFired(LevelFired)
    case acknowledged(Acknowledged)
    case silenced(Silenced)
    case keepTryingDecided(KeepTryingDecided)
    case ladderRestarted(LadderRestarted)
    case dueBeforeHuddle(DueBeforeHuddle)
    case notTodayDecided(NotTodayDecided)
    case told(AlertTold)
    case notTold(AlertNotTold)
}

extension CaseEvent: StreamEvent {
    public static var payloadTypes: [any EventPayload.Type] { knowledgeTypes + responseTypes }

    private static var knowledgeTypes: [any EventPayload.Type] {
        [
            CaseOpened.self, NotificationAttached.self, NotificationCorrected.self, NotificationDetached.self,
            OverdoseTimeSet.self, OverdoseDoubted.self, CasePersonChanged.self, CaseTriaged.self, PlanDrafted.self,
            PlanChanged.self,
            WhereaboutsChanged.self, OwnerChanged.self, Assigned.self, Accepted.self, HandedBack.self,
            AcceptTimedOut.self, NobodyFound.self, Attempted.self,
        ]
    }

    private static var responseTypes: [any EventPayload.Type] {
        [
            Screened.self, CaseEndedEvent.self, EndingConfirmed.self, ConfirmationReminded.self, CaseReopened.self,
            EndingRestored.self, CaseAbsorbed.self, CaseReleased.self, FollowUpStarted.self, FollowUpReminded.self,
            FollowUpDone.self, LevelsSkipped.self, LevelFired.self,
            Acknowledged.self, Silenced.self, KeepTryingDecided.self, LadderRestarted.self, AlertTold.self,
            AlertNotTold.self, DueBeforeHuddle.self, NotTodayDecided.self,
        ]
    }

    public init?(_ payload: any EventPayload) {
        guard let event = CaseEvent.knowledge(payload) ?? CaseEvent.response(payload) else { return nil }
        self = event
    }

    private static func knowledge(_ payload: any EventPayload) -> CaseEvent? {
        switch payload {
        case let payload as CaseOpened: .opened(payload)
        case let payload as NotificationAttached: .notificationAttached(payload)
        case let payload as NotificationCorrected: .notificationCorrected(payload)
        case let payload as NotificationDetached: .notificationDetached(payload)
        case let payload as OverdoseTimeSet: .overdoseTimeSet(payload)
        case let payload as OverdoseDoubted: .overdoseDoubted(payload)
        case let payload as CasePersonChanged: .personChanged(payload)
        case let payload as CaseTriaged: .triaged(payload)
        case let payload as PlanDrafted: .planDrafted(payload)
        case let payload as PlanChanged: .planChanged(payload)
        case let payload as WhereaboutsChanged: .whereaboutsChanged(payload)
        case let payload as OwnerChanged: .ownerChanged(payload)
        case let payload as Assigned: .assigned(payload)
        case let payload as Accepted: .accepted(payload)
        case let payload as HandedBack: .handedBack(payload)
        case let payload as AcceptTimedOut: .acceptTimedOut(payload)
        case let payload as NobodyFound: .nobodyFound(payload)
        case let payload as Attempted: .attempted(payload)
        default: nil
        }
    }

    private static func response(_ payload: any EventPayload) -> CaseEvent? {
        switch payload {
        case let payload as Screened: .screened(payload)
        case let payload as CaseEndedEvent: .ended(payload)
        case let payload as EndingConfirmed: .endingConfirmed(payload)
        case let payload as ConfirmationReminded: .confirmationReminded(payload)
        case let payload as CaseReopened: .reopened(payload)
        case let payload as EndingRestored: .endingRestored(payload)
        case let payload as CaseAbsorbed: .absorbed(payload)
        case let payload as CaseReleased: .released(payload)
        case let payload as FollowUpStarted: .followUpStarted(payload)
        case let payload as FollowUpReminded: .followUpReminded(payload)
        case let payload as FollowUpDone: .followUpDone(payload)
        case let payload as LevelsSkipped: .levelsSkipped(payload)
        case let payload as LevelFired: .levelFired(payload)
        case let payload as Acknowledged: .acknowledged(payload)
        case let payload as Silenced: .silenced(payload)
        case let payload as KeepTryingDecided: .keepTryingDecided(payload)
        case let payload as LadderRestarted: .ladderRestarted(payload)
        case let payload as DueBeforeHuddle: .dueBeforeHuddle(payload)
        case let payload as NotTodayDecided: .notTodayDecided(payload)
        case let payload as AlertTold: .told(payload)
        case let payload as AlertNotTold: .notTold(payload)
        default: nil
        }
    }

    public var payload: any EventPayload {
        switch self {
        case .opened(let payload): payload
        case .notificationAttached(let payload): payload
        case .notificationCorrected(let payload): payload
        case .notificationDetached(let payload): payload
        case .overdoseTimeSet(let payload): payload
        case .overdoseDoubted(let payload): payload
        case .personChanged(let payload): payload
        case .triaged(let payload): payload
        case .planDrafted(let payload): payload
        case .planChanged(let payload): payload
        case .whereaboutsChanged(let payload): payload
        case .ownerChanged(let payload): payload
        case .assigned(let payload): payload
        case .accepted(let payload): payload
        case .handedBack(let payload): payload
        case .acceptTimedOut(let payload): payload
        case .nobodyFound(let payload): payload
        case .attempted(let payload): payload
        default: responsePayload
        }
    }

    private var responsePayload: any EventPayload {
        switch self {
        case .screened(let payload): payload
        case .ended(let payload): payload
        case .endingConfirmed(let payload): payload
        case .confirmationReminded(let payload): payload
        case .reopened(let payload): payload
        case .endingRestored(let payload): payload
        case .absorbed(let payload): payload
        case .released(let payload): payload
        case .followUpStarted(let payload): payload
        case .followUpReminded(let payload): payload
        case .followUpDone(let payload): payload
        case .levelsSkipped(let payload): payload
        case .levelFired(let payload): payload
        case .acknowledged(let payload): payload
        case .silenced(let payload): payload
        case .keepTryingDecided(let payload): payload
        case .ladderRestarted(let payload): payload
        case .dueBeforeHuddle(let payload): payload
        case .notTodayDecided(let payload): payload
        case .told(let payload): payload
        case .notTold(let payload): payload
        default: preconditionFailure("an event of one of the two halves")
        }
    }
}
