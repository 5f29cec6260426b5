/// Marks a type that holds something by which a person could be recognised. Such a type lives in the vault only; the
/// style test keeps it out of every event payload.
public protocol PersonalData: Sendable {}

/// The personal part of one notification, as its source told it and as it was read. Kept in the vault.
public struct NotificationDetails: Hashable, Codable, Sendable, PersonalData {
    /// The source's own reference, exactly as told; nil when the source gives none.
    public var reference: String?
    public var forename: String?
    public var surname: String?
    /// "Known as" and other names told beside the main one.
    public var otherNames: [String]
    public var birthDate: CivilDate?
    /// Told instead of a birth date by sources that know only the year.
    public var birthYear: Int?
    /// As told, blanks removed: it may be wrong, short or another person's (rule 16).
    public var chi: String?
    public var sex: Sex?
    public var home: Place?
    /// Where the overdose happened.
    public var scene: Place?
    public var phone: String?
    /// Who told the source, where the feed says so (a pharmacy, a hostel).
    public var reportedBy: String?
    /// Substances, diagnosis and notes in the source's words.
    public var remarks: [String]
    /// When and by whom the person was told that this would be shared, in the source's words.
    public var toldAboutSharing: String?
    /// Every cell of the row as received, by column.
    public var asReceived: [String: String]

    public init(
        reference: String? = nil, forename: String? = nil, surname: String? = nil, otherNames: [String] = [],
        birthDate: CivilDate? = nil, birthYear: Int? = nil, chi: String? = nil, sex: Sex? = nil, home: Place? = nil,
        scene: Place? = nil, phone: String? = nil, reportedBy: String? = nil, remarks: [String] = [],
        toldAboutSharing: String? = nil, asReceived: [String: String] = [:]
    ) {
        self.reference = reference
        self.forename = forename
        self.surname = surname
        self.otherNames = otherNames
        self.birthDate = birthDate
        self.birthYear = birthYear
        self.chi = chi
        self.sex = sex
        self.home = home
        self.scene = scene
        self.phone = phone
        self.reportedBy = reportedBy
        self.remarks = remarks
        self.toldAboutSharing = toldAboutSharing
        self.asReceived = asReceived
    }

    /// Nobody was named: no name and no CHI number. A birth date alone names nobody.
    public var isUnidentified: Bool { forename == nil && surname == nil && chi == nil }
}

/// An address as told, with its postcode apart where there is one.
public struct Place: Hashable, Codable, Sendable, PersonalData {
    /// Without the postcode; nil when only a postcode was told, or when the words said "no fixed address".
    public var address: String?
    /// Upper case with one blank before the last three characters: `DD4 3JF`.
    public var postcode: String?

    public init(address: String? = nil, postcode: String? = nil) {
        self.address = address
        self.postcode = postcode
    }
}
