/// What a worker lacked for one case. The first group are hard limits, which no proposal breaks (rule 25); the second
/// only say why somebody else was preferred.
public enum Shortfall: Hashable, Sendable {
    case unknownWorker
    case disabled
    case offShift
    case tooLittleShiftLeft(left: Span, needed: Span)
    case atCapacity(open: Int, capacity: Int)
    case femaleWorkerAskedFor
    /// A conflict or exclusion; the reason stays where it was recorded.
    case excluded
    /// Gave this response back, or did not answer in time.
    case passedOn
    /// The person objects; the huddle settles that before anybody goes.
    case personObjects
    case agencyMayNotKnow(AgencyID)
    case notOutreach
    case notOnDuty(RoleID)
    case mayNotVisitAlone
    /// A two-worker visit, and nobody is free to go with this worker.
    case noPartner
    /// The case goes to the person's key worker.
    case notKeyWorker
    /// A key worker whose time to confirm would end after the case is due.
    case confirmsTooLate
    /// A desk outside its hours, or with too little of them left.
    case deskClosed
    /// A desk of whose agency no named worker may take the case.
    case nobodyToAccept
    /// A desk, asked for a visit by two: both go by name.
    case sendsNoPair

    /// A desk, where a named worker can be there as well.
    case namedWorkerFirst
    case moreAtRiskOfLateness, doesNotKnowPerson, meetsFewerWishes, busier, outsideLocality, laterID
    /// Somebody else was asked already, and nothing that counts speaks for asking another.
    case offeredToAnother
    /// Their last places go to other responses; an exchange would leave all together no better off.
    case neededElsewhere

    /// No proposal may be made over this.
    public var isHard: Bool {
        switch self {
        case .moreAtRiskOfLateness, .doesNotKnowPerson, .meetsFewerWishes, .busier, .outsideLocality, .laterID,
            .offeredToAnother, .neededElsewhere, .namedWorkerFirst:
            false
        default: true
        }
    }

    /// Nobody may go over it, whatever the reason: the person's safety and wishes, and who may know of them (rule 25).
    public var isBarred: Bool {
        switch self {
        case .unknownWorker, .disabled, .excluded, .personObjects, .agencyMayNotKnow, .nobodyToAccept,
            .sendsNoPair:
            true
        default: false
        }
    }

    /// Somebody could change it today; exclusions, wishes of the person and safeguards are not up for change.
    public var canBeChanged: Bool {
        switch self {
        case .offShift, .tooLittleShiftLeft, .atCapacity, .agencyMayNotKnow, .notOnDuty, .noPartner, .deskClosed: true
        default: false
        }
    }

    /// Stable, for programs and events.
    public var code: String {
        switch self {
        case .unknownWorker: "unknownWorker"
        case .disabled: "disabled"
        case .offShift: "offShift"
        case .tooLittleShiftLeft: "tooLittleShiftLeft"
        case .atCapacity: "atCapacity"
        case .femaleWorkerAskedFor: "femaleWorkerAskedFor"
        case .excluded: "excluded"
        case .passedOn: "passedOn"
        case .personObjects: "personObjects"
        case .agencyMayNotKnow: "agencyMayNotKnow"
        case .notOutreach: "notOutreach"
        case .notOnDuty: "notOnDuty"
        case .mayNotVisitAlone: "mayNotVisitAlone"
        case .noPartner: "noPartner"
        case .notKeyWorker: "notKeyWorker"
        case .confirmsTooLate: "confirmsTooLate"
        case .deskClosed: "deskClosed"
        case .nobodyToAccept: "nobodyToAccept"
        case .sendsNoPair: "sendsNoPair"
        case .namedWorkerFirst: "namedWorkerFirst"
        case .moreAtRiskOfLateness: "moreAtRiskOfLateness"
        case .doesNotKnowPerson: "doesNotKnowPerson"
        case .meetsFewerWishes: "meetsFewerWishes"
        case .busier: "busier"
        case .outsideLocality: "outsideLocality"
        case .laterID: "laterID"
        case .offeredToAnother: "offeredToAnother"
        case .neededElsewhere: "neededElsewhere"
        }
    }
}

extension Shortfall {
    /// For people: what this worker lacked, as half a sentence after their name.
    public var sentence: String {
        switch self {
        case .unknownWorker: "is not in the team's list"
        case .disabled: "is switched off and takes no cases"
        case .offShift: "is not on shift"
        case .tooLittleShiftLeft(let left, let needed):
            "has \(left.wholeMinutes) minutes of shift left; a visit needs \(needed.wholeMinutes)"
        case .atCapacity(let open, let capacity): "has \(open) of at most \(capacity) open responses"
        case .femaleWorkerAskedFor: "is not female; the person asked for a female worker"
        case .excluded: "must not have this response"
        case .passedOn: "gave it back or did not answer in time"
        case .personObjects: "may not go before the huddle has settled the person's objection"
        case .agencyMayNotKnow(let agency): "belongs to \(agency), which may not be told about this response"
        case .notOutreach: "does not do outreach"
        case .notOnDuty(let role): "is not on duty as \(role)"
        case .mayNotVisitAlone: "visits only as one of two"
        case .noPartner: "has nobody to go with on a two-worker visit"
        case .notKeyWorker: "is not the person's key worker"
        case .confirmsTooLate: "could confirm only after the response is due"
        case .deskClosed: "is closed, or closes too soon for a visit"
        case .nobodyToAccept: "has nobody who may take it"
        case .sendsNoPair: "is not asked for a visit by two, which two workers take by name"
        case .namedWorkerFirst: "is a desk, and a named worker goes before it"
        case .moreAtRiskOfLateness: "would more likely be too late"
        case .doesNotKnowPerson: "does not know the person"
        case .meetsFewerWishes: "meets fewer of the person's wishes"
        case .busier: "has less room left"
        case .outsideLocality: "does not cover the locality"
        case .laterID: "is equally suitable; the list's order decided"
        case .offeredToAnother: "was not the one asked first"
        case .neededElsewhere: "is needed for other responses"
        }
    }

    /// The same after the names of several.
    public func sentence(of count: Int) -> String {
        let words = sentence.split(separator: " ", maxSplits: 1)
        let plurals = [
            "is": "are", "was": "were", "has": "have", "does": "do", "belongs": "belong", "visits": "visit",
            "meets": "meet",
        ]
        guard count != 1, let verb = words.first, let plural = plurals[String(verb)] else { return sentence }
        return plural + " " + (words.last ?? "")
    }

    /// For people: what would have to change, where somebody could change it.
    public var remedy: String? {
        switch self {
        case .offShift: "bring them in on an extra shift"
        case .tooLittleShiftLeft: "lengthen their shift"
        case .atCapacity: "hand on or end one of their responses, or raise their capacity"
        case .agencyMayNotKnow: "widen what their agency may be told"
        case .notOnDuty(let role): "put them on duty as \(role)"
        case .noPartner: "free a second worker"
        case .deskClosed: "ask the agency to open its desk"
        default: nil
        }
    }
}
