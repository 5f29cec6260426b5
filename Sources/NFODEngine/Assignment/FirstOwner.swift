/// Who owns a case in its first second, before any huddle has met (rule 24): a duty, so that the owner is whoever holds
/// it when something happens.
public struct FirstOwner: Hashable, Sendable {
    public let role: RoleID
    public let reason: Reason
    /// Duties that should have held the case and had nobody at that moment; each is alarmed, once an hour (rule 29).
    /// Holds `coordinator` when not even a deputy is there: the case is theirs all the same.
    public let gaps: [RoleID]

    public enum Reason: String, Hashable, Sendable {
        case possiblyUnder18, inHospital, inCustody
        /// Nothing speaks for another owner.
        case onDuty
        /// The duty that should hold it has nobody.
        case lastResort

        /// For people, in one sentence.
        public var sentence: String {
            switch self {
            case .possiblyUnder18: "The person is, or may be, under 18: the young people's lead owns the response."
            case .inHospital: "The person is in hospital: the hospital liaison owns the response."
            case .inCustody: "The person is in custody: the custody contact owns the response."
            case .onDuty: "The duty worker owns the response until the huddle gives it to somebody."
            case .lastResort: "Nobody holds the duty this belongs to: the coordinator owns the response."
            }
        }
    }

    /// Somebody under 18, or possibly so, never falls to the adult duty worker: from the lead it goes to the
    /// coordinator.
    public static func of(
        isPossiblyUnder18: Bool, whereabouts: Whereabouts?, team: Team, at instant: Instant
    ) -> FirstOwner {
        var gaps: [RoleID] = []
        for (role, reason) in order(isPossiblyUnder18: isPossiblyUnder18, whereabouts: whereabouts) {
            if !team.holders(of: role, at: instant).isEmpty {
                return FirstOwner(role: role, reason: reason, gaps: gaps)
            }
            gaps.append(role)
        }
        return FirstOwner(role: .coordinator, reason: .lastResort, gaps: gaps)
    }

    private static func order(
        isPossiblyUnder18: Bool, whereabouts: Whereabouts?
    ) -> [(role: RoleID, reason: Reason)] {
        let last = (role: RoleID.coordinator, reason: Reason.lastResort)
        if isPossiblyUnder18 { return [(.youngPeopleLead, .possiblyUnder18), last] }
        switch whereabouts {
        case .inHospital: return [(.hospitalLiaison, .inHospital), (.dutyWorker, .onDuty), last]
        case .inCustody: return [(.custodyContact, .inCustody), (.dutyWorker, .onDuty), last]
        case .leftHospitalBeforeTreatment, .dischargedFromHospital, .liberated, .community, nil:
            return [(.dutyWorker, .onDuty), last]
        }
    }
}
