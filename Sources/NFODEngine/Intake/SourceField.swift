/// What a column of a feed holds. The raw value is how a source profile spells it.
public enum SourceField: String, Sendable, CaseIterable {
    /// The source's own reference for the record.
    case reference
    case forename, surname
    /// Both names in one cell; the profile says in which order.
    case fullName
    /// "Known as" and the like.
    case otherName
    case birthDate, birthYear, chi, sex, phone, reportedBy
    /// An address, with or without its postcode at the end.
    case homeAddress, homePostcode
    /// Where the overdose happened.
    case sceneAddress, scenePostcode
    /// Day and time of the overdose in two cells.
    case overdoseDate, overdoseTime
    /// Day, or day and time, of the overdose in one cell.
    case overdoseAt
    /// Arrival in hospital: a latest for the overdose (rule 2).
    case arrivedAt
    case departedAt
    case naloxoneGiven, naloxoneDoses, conveyedToHospital
    /// Substances in words, several in a cell.
    case substances
    /// Diagnosis codes, read through the profile's table.
    case diagnosis
    case selfHarm, childrenPresent, domesticAbuse, childConcern, adultConcern
    /// Kinds of concern in words, several in a cell.
    case concern
    /// How the hospital stay ended, or where the person is, in words.
    case outcome
    /// Free text: kept as a remark and searched for the profile's phrases.
    case note
    /// Kept as a remark, not searched.
    case remark
    /// Does the person object to follow-up?
    case objection
    case toldAboutSharing
    case sharingBasis
    /// The day, or day and time, on which the source sent the record.
    case sentAt
    /// Kept as received, not read.
    case ignored
}

/// One column that a feed's header should have.
public struct SourceColumn: Sendable, Equatable {
    /// As the header spells it; compared without regard to case and blanks.
    public let name: String
    public let field: SourceField
    /// A header without it does not fit.
    public let isRequired: Bool

    public init(name: String, field: SourceField, isRequired: Bool = true) {
        self.name = name
        self.field = field
        self.isRequired = isRequired
    }
}

extension Sex: CaseIterable {
    public static var allCases: [Sex] { [.female, .male, .other] }
}

extension SharingBasis: CaseIterable {
    public static var allCases: [SharingBasis] { [.publicTask, .vitalInterests, .noObjection, .consent, .unknown] }
}
