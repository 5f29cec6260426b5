/// One thing that speaks for or against two records being of one person. The raw value stands in events; the sentence
/// is for people and holds no personal detail.
public enum MatchReason: String, Codable, CaseIterable, Sendable {
    case chiAgrees, chiOneSlip, chiDigitsSwapped, chiDiffers, chiDateDiffers
    case fullNameAgrees, forenameAgrees, surnameAgrees, byAnotherName
    case namesSwapped, namesSwappedAndNear, oneNameSwapped
    case forenameShortForm, forenameOneSlip, forenameLettersSwapped, forenameAlike, forenamesDiffer
    case surnameOneSlip, surnameLettersSwapped, surnameOnePart, surnamesDiffer
    case sameForenameOtherSurname, sameSurnameOtherForename, namesDiffer
    case birthDateAgrees, birthYearAgrees, dayAndMonthSwapped, birthDateOneSlip, birthDateDigitsSwapped
    case birthDateYearsApart, birthDateClose, birthDateDiffers, birthYearsDiffer
    case sameDoor, samePostcode, sameManyLiveThere, samePostcodeSector, homesDiffer, homePostcodesDiffer
    case sameTimeSameScene, sameTimeSameHousehold, sameTime, sameTimeElsewhere, toldTwice
    /// As ``sameTimeSameScene`` or ``sameTimeSameHousehold``, told by a record that is not the nearest.
    case anotherToldOfTheSame
    case sexDiffers, likeTwins
    /// Doubts: why the machine does not join the two by itself.
    case tooLittleToTell, contradictsAnother, fitsSeveral, bothWellKnown, humanHasDecided, sameReference
    case correctedSince, likeNamesakes

    /// Plain English, without a full stop, to be joined by semicolons.
    public var sentence: String { sameWhat.map { "same " + $0 } ?? otherSentence }

    /// What is the same in both, where it is that; several of these are said together.
    var sameWhat: String? {
        switch self {
        case .chiAgrees: "CHI number"
        case .fullNameAgrees: "full name"
        case .forenameAgrees: "forename"
        case .surnameAgrees: "surname"
        case .birthDateAgrees: "birth date"
        case .birthYearAgrees: "year of birth"
        case .sameDoor: "home address"
        case .samePostcode: "home postcode"
        default: nil
        }
    }

    private var otherSentence: String {
        switch self {
        case .chiOneSlip: "CHI number one digit different"
        case .chiDigitsSwapped: "two digits of the CHI number swapped"
        case .chiDiffers: "two different CHI numbers, both valid"
        case .chiDateDiffers: "the date inside one record's CHI number is not the other's birth date"
        case .birthDateOneSlip: "birth date one digit different"
        case .birthDateDigitsSwapped: "two digits of the birth date swapped"
        case .birthDateYearsApart: "birth dates exactly one year or ten years apart"
        case .dayAndMonthSwapped: "day and month of birth are swapped"
        case .birthDateClose: "birth dates at most two days apart"
        case .birthDateDiffers: "different birth dates"
        case .birthYearsDiffer: "different years of birth"
        case .sexDiffers: "sex is recorded differently"
        case .likeTwins: "they may be twins: one name fits, the other is not the same"
        case .likeNamesakes: "they may be namesakes: birth dates nearly the same, and nothing else but the name"
        default: nameSentence ?? placeSentence
        }
    }

    private var nameSentence: String? {
        switch self {
        case .namesSwapped: "forename and surname are in each other's place"
        case .namesSwappedAndNear: "forename and surname are in each other's place and spelt nearly the same"
        case .oneNameSwapped:
            "the forename in one record is like the surname in the other, and their other names differ"
        case .byAnotherName: "by another name that one of the records tells"
        case .forenameShortForm: "forename is another form of the same name"
        case .forenameOneSlip: "forename one letter different"
        case .forenameLettersSwapped: "two letters of the forename swapped"
        case .forenameAlike: "forenames look alike"
        case .forenamesDiffer: "different forenames"
        case .surnameOneSlip: "surname one letter different"
        case .surnameLettersSwapped: "two letters of the surname swapped"
        case .surnameOnePart: "one surname is a part of the other"
        case .surnamesDiffer: "different surnames"
        case .sameForenameOtherSurname: "same forename, another surname"
        case .sameSurnameOtherForename: "same surname, another forename"
        case .namesDiffer: "different names"
        default: nil
        }
    }

    private var placeSentence: String {
        switch self {
        case .sameManyLiveThere: "same home address or postcode, where many people live"
        case .samePostcodeSector: "home postcodes differ in the last two letters only"
        case .homesDiffer: "different home addresses"
        case .homePostcodesDiffer: "different home postcodes"
        case .sameTimeSameScene: "two sources tell of the same time and place"
        case .sameTimeSameHousehold: "two sources tell of the same time and household"
        case .sameTime: "two sources tell of the same time"
        case .sameTimeElsewhere: "two sources tell of the same time at two places"
        case .toldTwice: "one source tells of this time under two references"
        case .anotherToldOfTheSame: "another record of this person tells of the same time and place"
        case .tooLittleToTell: "what agrees is too little to be sure"
        case .contradictsAnother: "another record of this person does not fit"
        case .fitsSeveral: "more than one person fits"
        case .bothWellKnown: "both people have several records, so a person must decide"
        case .humanHasDecided: "somebody has decided about one of them before, so a person must decide"
        case .sameReference: "one source used one reference for both"
        case .correctedSince: "a correction says so, and what is linked the machine never takes apart"
        default: rawValue
        }
    }
}
