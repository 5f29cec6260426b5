/// Which way a case goes before anybody is compared: the first fork of rules 10, 23 and 24.
public enum Route: Hashable, Sendable {
    /// Only the holders of this duty may own it: under 18, in hospital, in custody.
    case duty(RoleID)
    /// The key worker owns it and has until then to say yes; unconfirmed it goes to outreach.
    case keyWorker(confirmBy: Instant)
    case outreach

    /// The duty that must own this case, if any. Age goes before whereabouts: a young person in hospital stays with the
    /// young people's lead.
    static func duty(for need: CaseNeed) -> RoleID? {
        if need.isPossiblyUnder18 { return .youngPeopleLead }
        switch need.whereabouts {
        case .inHospital: return .hospitalLiaison
        case .inCustody: return .custodyContact
        case .leftHospitalBeforeTreatment, .dischargedFromHospital, .liberated, .community, nil: return nil
        }
    }
}

/// Numbers of the proposal that the configuration sets.
public struct AssignmentSettings: Hashable, Sendable {
    /// Least shift time that must be left for a worker to be given a case: one visit with its way.
    public let visitTime: Span
    /// A key worker's time to say yes, run in their shift.
    public let confirmWithin: Span

    public init(visitTime: Span, confirmWithin: Span) {
        self.visitTime = visitTime
        self.confirmWithin = confirmWithin
    }
}
