extension PageText {
    /// `under 16`, `16 or 17`, `age not known`
    public static func words(_ age: AgeStatus) -> String {
        switch age {
        case .under16: "under 16"
        case .aged16or17: "16 or 17"
        case .adult: "adult"
        case .possiblyUnder18: "possibly under 18"
        case .unknown: "age not known"
        }
    }

    /// `in hospital`, `left hospital before treatment`
    public static func words(_ whereabouts: Whereabouts) -> String {
        switch whereabouts {
        case .inHospital: "in hospital"
        case .leftHospitalBeforeTreatment: "left hospital before treatment"
        case .dischargedFromHospital: "discharged from hospital"
        case .inCustody: "in custody"
        case .liberated: "liberated"
        case .community: "in the community"
        }
    }

    /// The priority of a response: `RED`.
    public static func words(_ level: TriageLevel) -> String {
        switch level {
        case .red: "RED"
        case .amber: "AMBER"
        case .green: "GREEN"
        }
    }

    /// `Thu 25 Feb 18:30`, `some time on Thu 25 Feb`, `between A and B (no time told)`; with the year where it is not
    /// that of `now`.
    public func words(_ overdose: OverdoseInterval, now: Instant) -> String {
        let first = TimePhrase.moment(overdose.earliest, in: zone, now: now)
        let last = TimePhrase.moment(overdose.latest, in: zone, now: now)
        let set = overdose.origin == .person ? " (set by a person)" : ""
        switch overdose.precision {
        case .exact: return first + set
        case .day:
            let year = zone.local(now).date.year
            return "some time on " + TimePhrase.day(zone.local(overdose.earliest).date, thisYear: year) + set
        case .estimated:
            let why = overdose.origin == .arrival ? " (from the arrival in hospital)" : " (no time told)"
            return "between \(first) and \(last)" + (set.isEmpty ? why : set)
        }
    }
}
