/// Where the person is and was. "Left before treatment", "discharged" and "liberated" are things that happened: once
/// told they stay true. "In hospital" and "in custody" are where the person is now, by the last word.
extension CaseFacts {
    func whereabouts(_ code: FactCode) -> Truth {
        switch code {
        case .inHospital: now(.inHospital, otherwise: told.conveyed.truth == .no ? .no : .unknown)
        case .inCustody: now(.inCustody, otherwise: .unknown)
        case .liberated: happened(.liberated, ruledOutBy: [.inCustody, .inHospital, .community])
        case .leftHospitalBeforeTreatment: leftHospital(.leftHospitalBeforeTreatment, not: .dischargedFromHospital)
        default: leftHospital(.dischargedFromHospital, not: .leftHospitalBeforeTreatment)
        }
    }

    private func now(_ place: Whereabouts, otherwise: Truth) -> Truth {
        told.whereaboutsNow.map { Truth($0 == place) } ?? otherwise
    }

    private func happened(_ event: Whereabouts, ruledOutBy others: Set<Whereabouts>) -> Truth {
        if told.whereaboutsTold.contains(event) { return .yes }
        return told.whereaboutsNow.map(others.contains) == true ? .no : .unknown
    }

    /// Nobody leaves a hospital they were not taken to, are still in, or left in the other way.
    private func leftHospital(_ way: Whereabouts, not other: Whereabouts) -> Truth {
        if told.whereaboutsTold.contains(way) { return .yes }
        if way == .dischargedFromHospital, told.whereaboutsNow == way { return .yes }
        if told.whereaboutsNow == .inHospital || told.whereaboutsTold.contains(other) { return .no }
        return told.conveyed.truth == .no ? .no : .unknown
    }
}
