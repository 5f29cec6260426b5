/// What a notification says about the overdose, in enumerated values and times only: nothing by which a person could be
/// recognised, so that it may stand in an event. Everything personal is in ``NotificationDetails``, in the vault.
public struct NotificationFacts: Hashable, Sendable {
    /// The time of the overdose as this source told it, after rule 2.
    public var overdose: OverdoseInterval
    /// When the source sent it (or its feed's date of sending, at the time of day its profile sets).
    public var sentAt: Instant
    public var sex: Sex?
    public var ageStatus: AgeStatus
    public var substances: Set<Substance>
    public var naloxoneGiven: Told
    /// Doses of naloxone given to this person; several doses are one overdose.
    public var naloxoneDoses: Int?
    public var conveyedToHospital: Told
    public var selfHarm: Told
    public var childrenPresent: Told
    public var domesticAbuse: Told
    public var childConcern: Told
    public var adultConcern: Told
    public var noFixedAddress: Bool
    /// Where the person is, as far as this notification tells.
    public var whereabouts: Whereabouts?
    public var arrivedAt: Instant?
    public var departedAt: Instant?
    public var basis: SharingBasis
    /// Does the person object to follow-up? When and by whom told is kept in the details.
    public var objection: Told
    /// Doubts about values that were accepted all the same (rules 2, 11, 13).
    public var flags: Set<IntakeFlag>

    public init(
        overdose: OverdoseInterval, sentAt: Instant, sex: Sex? = nil, ageStatus: AgeStatus = .unknown,
        substances: Set<Substance> = [], naloxoneGiven: Told = .unknown, naloxoneDoses: Int? = nil,
        conveyedToHospital: Told = .unknown, selfHarm: Told = .unknown, childrenPresent: Told = .unknown,
        domesticAbuse: Told = .unknown, childConcern: Told = .unknown, adultConcern: Told = .unknown,
        noFixedAddress: Bool = false, whereabouts: Whereabouts? = nil, arrivedAt: Instant? = nil,
        departedAt: Instant? = nil, basis: SharingBasis = .unknown, objection: Told = .unknown,
        flags: Set<IntakeFlag> = []
    ) {
        self.overdose = overdose
        self.sentAt = sentAt
        self.sex = sex
        self.ageStatus = ageStatus
        self.substances = substances
        self.naloxoneGiven = naloxoneGiven
        self.naloxoneDoses = naloxoneDoses
        self.conveyedToHospital = conveyedToHospital
        self.selfHarm = selfHarm
        self.childrenPresent = childrenPresent
        self.domesticAbuse = domesticAbuse
        self.childConcern = childConcern
        self.adultConcern = adultConcern
        self.noFixedAddress = noFixedAddress
        self.whereabouts = whereabouts
        self.arrivedAt = arrivedAt
        self.departedAt = departedAt
        self.basis = basis
        self.objection = objection
        self.flags = flags
    }
}

extension NotificationFacts {
    /// The instant that its word about where the person is speaks of: departure or arrival where they were told, else
    /// sending. A crew's word that they took the person to hospital is about the hours of the overdose, however late it
    /// is sent. Nil without such a word.
    public var whereaboutsAt: Instant? {
        guard let whereabouts else { return nil }
        if let told = departedAt ?? arrivedAt { return told }
        return whereabouts == .inHospital && conveyedToHospital == .yes ? min(overdose.latest, sentAt) : sentAt
    }
}

/// A yes or no that a source may also leave out. Missing is never taken for no.
public enum Told: String, Codable, Sendable { case yes, no, unknown }

/// Sex as a source recorded it; never read off a CHI number (rule 16).
public enum Sex: String, Codable, Sendable { case female, male, other }

/// Age at the overdose, as far as rule 23 needs it.
public enum AgeStatus: String, Codable, Sendable {
    case under16, aged16or17, adult
    /// Only a year of birth is known and it allows both.
    case possiblyUnder18
    case unknown
}

/// Groups of substances as services speak of them. The words a source used stay in the vault.
public enum Substance: String, Codable, Sendable, CaseIterable {
    case heroin, methadone, buprenorphine, nitazene, otherOpioid
    case streetBenzodiazepine, prescribedBenzodiazepine, gabapentinoid
    case cocaine, otherStimulant, alcohol, syntheticCannabinoid, unknownTablets, other

    /// Naloxone acts on it.
    public var isOpioid: Bool {
        switch self {
        case .heroin, .methadone, .buprenorphine, .nitazene, .otherOpioid: true
        default: false
        }
    }
}

/// Where the person was last told to be.
public enum Whereabouts: String, Codable, Sendable, CaseIterable {
    case inHospital, leftHospitalBeforeTreatment, dischargedFromHospital, inCustody, liberated, community
}

/// Why the source may tell us.
public enum SharingBasis: String, Codable, Sendable {
    case publicTask, vitalInterests, noObjection, consent, unknown
}

/// A doubt about a value that was accepted: shown beside it, never a reason to lose the row.
public enum IntakeFlag: String, Codable, Sendable, CaseIterable {
    /// No time of the overdose was told.
    case timeMissing
    /// The time told does not exist (31 February, 25:00) and is treated as none.
    case timeImpossible
    /// The time told lies after receipt and is treated as none.
    case timeInFuture
    /// The time told lies years before receipt; kept, but somebody should look.
    case timeLongAgo
    /// The time told was skipped or doubled by a clock change.
    case timeAmbiguous
    case birthDateImpossible, birthDateInFuture
    /// Birth date told and birth date inside the CHI number differ.
    case birthDateDiffersFromCHI
    /// Nine digits: a spreadsheet has probably dropped the leading zero.
    case chiNineDigits
    case chiWrongLength, chiNotDigits, chiDateImpossible, chiChecksumFails
    case sexUnreadable, answerUnreadable, numberUnreadable, substanceUnreadable
    /// The text was not UTF-8 and was read as Windows-1252.
    case encodingFallback
    /// A cell begins like a spreadsheet formula; kept as text.
    case formulaText
    /// A cell holds a spreadsheet's error (`#N/A`): a formula of the source's failed, and the cell tells nothing.
    case errorValue
    case nameMissing
}
