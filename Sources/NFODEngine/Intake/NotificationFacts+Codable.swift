/// What was not told is left out: most of it is not told most of the time, and every case and source stream carries it.
/// Sets go out sorted, so that the same facts always have the same bytes.
extension NotificationFacts: Codable {
    private enum Key: String, CodingKey {
        case overdose, sentAt, sex, ageStatus, substances, naloxoneGiven, naloxoneDoses, conveyedToHospital, selfHarm
        case childrenPresent, domesticAbuse, childConcern, adultConcern, noFixedAddress, whereabouts, arrivedAt
        case departedAt, basis, objection, flags
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            overdose: try container.decode(OverdoseInterval.self, forKey: .overdose),
            sentAt: try container.decode(Instant.self, forKey: .sentAt),
            sex: try container.decodeIfPresent(Sex.self, forKey: .sex),
            ageStatus: try container.decode(AgeStatus.self, forKey: .ageStatus, otherwise: .unknown),
            substances: try container.decode(Set<Substance>.self, forKey: .substances, otherwise: []),
            naloxoneGiven: try container.decode(Told.self, forKey: .naloxoneGiven, otherwise: .unknown),
            naloxoneDoses: try container.decodeIfPresent(Int.self, forKey: .naloxoneDoses),
            conveyedToHospital: try container.decode(Told.self, forKey: .conveyedToHospital, otherwise: .unknown),
            selfHarm: try container.decode(Told.self, forKey: .selfHarm, otherwise: .unknown),
            childrenPresent: try container.decode(Told.self, forKey: .childrenPresent, otherwise: .unknown),
            domesticAbuse: try container.decode(Told.self, forKey: .domesticAbuse, otherwise: .unknown),
            childConcern: try container.decode(Told.self, forKey: .childConcern, otherwise: .unknown),
            adultConcern: try container.decode(Told.self, forKey: .adultConcern, otherwise: .unknown),
            noFixedAddress: try container.decode(Bool.self, forKey: .noFixedAddress, otherwise: false),
            whereabouts: try container.decodeIfPresent(Whereabouts.self, forKey: .whereabouts),
            arrivedAt: try container.decodeIfPresent(Instant.self, forKey: .arrivedAt),
            departedAt: try container.decodeIfPresent(Instant.self, forKey: .departedAt),
            basis: try container.decode(SharingBasis.self, forKey: .basis, otherwise: .unknown),
            objection: try container.decode(Told.self, forKey: .objection, otherwise: .unknown),
            flags: try container.decode(Set<IntakeFlag>.self, forKey: .flags, otherwise: []))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(overdose, forKey: .overdose)
        try container.encode(sentAt, forKey: .sentAt)
        try container.encodeIfPresent(sex, forKey: .sex)
        try container.encode(ageStatus, unless: .unknown, forKey: .ageStatus)
        try container.encode(substances.map(\.rawValue).sorted(), unless: [], forKey: .substances)
        try container.encode(naloxoneGiven, unless: .unknown, forKey: .naloxoneGiven)
        try container.encodeIfPresent(naloxoneDoses, forKey: .naloxoneDoses)
        try container.encode(conveyedToHospital, unless: .unknown, forKey: .conveyedToHospital)
        try container.encode(selfHarm, unless: .unknown, forKey: .selfHarm)
        try container.encode(childrenPresent, unless: .unknown, forKey: .childrenPresent)
        try container.encode(domesticAbuse, unless: .unknown, forKey: .domesticAbuse)
        try container.encode(childConcern, unless: .unknown, forKey: .childConcern)
        try container.encode(adultConcern, unless: .unknown, forKey: .adultConcern)
        try container.encode(noFixedAddress, unless: false, forKey: .noFixedAddress)
        try container.encodeIfPresent(whereabouts, forKey: .whereabouts)
        try container.encodeIfPresent(arrivedAt, forKey: .arrivedAt)
        try container.encodeIfPresent(departedAt, forKey: .departedAt)
        try container.encode(basis, unless: .unknown, forKey: .basis)
        try container.encode(objection, unless: .unknown, forKey: .objection)
        try container.encode(flags.map(\.rawValue).sorted(), unless: [], forKey: .flags)
    }
}
