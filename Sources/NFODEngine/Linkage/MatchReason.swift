/// One thing that speaks for or against two records being of one person. The raw value stands in events; the sentence
/// is for people and holds no personal detail.
public enum MatchReason: String, Codable, CaseIterable, Sendable {
    case chiAgrees, chiOneSlip, chiDiffers, chiDateDiffers
    case fullNameAgrees, namesSwapped, forenameShortForm, forenameOneSlip, forenameAlike, surnameOneSlip
    case sameForenameOtherSurname, sameSurnameOtherForename, namesDiffer
    case birthDateAgrees, dayAndMonthSwapped, birthDateOneSlip, birthDateClose, birthYearAgrees
    case birthDateMissing, birthDateDiffers
    case sameDoor, samePostcode
    case sameTimeSameScene, sameTimeSameHousehold, sameTimeElsewhere, toldTwice
    case sexDiffers, likeTwins, likeNamesakes, tooLittleToTell
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
        case .sameTimeElsewhere: "two sources tell of the same time at two places"
        case .toldTwice: "one source tells of this time under two references"
        case .sexDiffers: "sex is recorded differently"
        case .likeTwins: "they may be twins: same surname and birth date, different forenames"
        case .likeNamesakes: "they may be namesakes: birth dates nearly the same, and nothing else in common"
        case .tooLittleToTell: "too little to tell"
        case .contradictsAnother: "another record of this person does not fit"
        case .fitsSeveral: "more than one person fits"
        case .bothWellKnown: "both people have several records, so a person must decide"
        }
    }
}
