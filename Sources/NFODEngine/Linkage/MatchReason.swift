/// One thing that speaks for or against two records being of one person. The raw value stands in events; the sentence
/// is for people and holds no personal detail.
public enum MatchReason: String, Codable, CaseIterable, Sendable {
    case chiAgrees, chiOneSlip, chiDiffers, chiDateDiffers
    case fullNameAgrees, namesSwapped, forenameShortForm, forenameOneSlip, forenameAlike, surnameOneSlip
    case sameForenameOtherSurname, sameSurnameOtherForename, namesDiffer
    case birthDateAgrees, dayAndMonthSwapped, birthDateOneSlip, birthDateClose, birthYearAgrees
    case birthDateMissing, birthDateDiffers
    case sameDoor, samePostcode
    case sameTimeSameScene, sameTimeSameHousehold
    case sexDiffers, likeTwins, tooLittleToTell
    /// Given by ``LinkDecision``, about a person who holds several notifications.
    case contradictsAnother, fitsSeveral, bothWellKnown

    /// Plain English, without a full stop, to be joined by semicolons.
    public var sentence: String {
        switch self {
        case .chiAgrees: "same CHI number"
        case .chiOneSlip: "CHI numbers differ by one slip"
        case .chiDiffers: "two different CHI numbers, both valid"
        case .chiDateDiffers: "the date inside one record's CHI number is not the other's birth date"
        case .fullNameAgrees: "same full name"
        case .namesSwapped: "forename and surname are in each other's place"
        case .forenameShortForm: "forename is another form of the same name"
        case .forenameOneSlip: "forename one letter different"
        case .forenameAlike: "forenames look alike"
        case .surnameOneSlip: "surname one letter or one part different"
        case .sameForenameOtherSurname: "same forename, another surname"
        case .sameSurnameOtherForename: "same surname, another forename"
        case .namesDiffer: "different names"
        case .birthDateAgrees: "same birth date"
        case .dayAndMonthSwapped: "day and month of birth are swapped"
        case .birthDateOneSlip: "birth date one digit different"
        case .birthDateClose: "birth dates at most two days apart"
        case .birthYearAgrees: "same year of birth"
        case .birthDateMissing: "no birth date in one of the records"
        case .birthDateDiffers: "different birth dates"
        case .sameDoor: "same home address"
        case .samePostcode: "same home postcode"
        case .sameTimeSameScene: "two sources tell of the same time and place"
        case .sameTimeSameHousehold: "two sources tell of the same time and household"
        case .sexDiffers: "sex is recorded differently"
        case .likeTwins: "they may be twins: same surname and birth date, different forenames"
        case .tooLittleToTell: "too little to tell"
        case .contradictsAnother: "another record of this person does not fit"
        case .fitsSeveral: "more than one person fits"
        case .bothWellKnown: "both people have several records, so a person must decide"
        }
    }
}

/// The rule by which the machine takes two records for one person. Each stands by itself; none rests on a CHI alone.
public enum LinkRule: String, Codable, CaseIterable, Sendable {
    /// Same CHI number and same or near names.
    case chiAndName
    /// Same CHI number and birth date, and the names do not speak against it (a surname may change).
    case chiAndBirthDate
    /// Same full name and birth date.
    case nameAndBirthDate
    /// Same birth date, and names and household so near that only a slip divides them.
    case slipInNameSameHome
    /// Same forename, birth date and door; another surname.
    case otherSurnameSameHome
    /// Same full name and home; birth dates one slip apart.
    case slipInBirthDateSameHome
    /// Two sources tell of one overdose, with near names and the same birth date.
    case sameOverdoseSameBirthDate
    /// Two sources tell of one overdose, with near names and birth dates one slip apart.
    case sameOverdoseNearBirthDate
    /// Two sources tell of one overdose, with near names; no birth date, or its year alone, in one of them.
    case sameOverdoseNoBirthDate
    /// Near names and the same birth date; CHI numbers one slip apart.
    case slipInCHI

    /// Rests on identifiers that agree as they stand.
    public var isExact: Bool { self == .chiAndName || self == .nameAndBirthDate }

    /// Says nothing by itself where two people of one name live together.
    public var needsNoNamesakeAtHome: Bool { self == .sameOverdoseNoBirthDate }

    public var sentence: String {
        switch self {
        case .chiAndName: "same CHI number and name"
        case .chiAndBirthDate: "same CHI number and birth date"
        case .nameAndBirthDate: "same full name and birth date"
        case .slipInNameSameHome: "same birth date and home; a slip in the name"
        case .otherSurnameSameHome: "same forename, birth date and address; another surname"
        case .slipInBirthDateSameHome: "same full name and home; a slip in the birth date"
        case .sameOverdoseSameBirthDate: "two sources tell of one overdose; near names, same birth date"
        case .sameOverdoseNearBirthDate: "two sources tell of one overdose; near names, a slip in the birth date"
        case .sameOverdoseNoBirthDate: "two sources tell of one overdose; near names, no full birth date in one"
        case .slipInCHI: "near names and same birth date; a slip in the CHI number"
        }
    }
}

/// What comparing two notifications came to.
public enum MatchResult: Hashable, Sendable {
    /// Strong enough for the machine to join.
    case same(LinkRule, [MatchReason])
    /// For a human to look at. A higher rank is more likely: 6 to 1.
    case possible(rank: Int, [MatchReason])
    /// Taken for two people.
    case different([MatchReason])

    public var reasons: [MatchReason] {
        switch self {
        case .same(_, let reasons), .possible(_, let reasons), .different(let reasons): reasons
        }
    }
}
