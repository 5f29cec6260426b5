extension FieldComparison {
    /// Everything worth telling about how the fields agree, the most telling first.
    public var reasons: [MatchReason] {
        (chiReasons + birthDateReasons + nameReasons + placeReasons) + (chiDateDiffers ? [.chiDateDiffers] : [])
            + (sex == .differ ? [.sexDiffers] : []) + (looksLikeTwins ? [.likeTwins] : [])
    }

    private var chiReasons: [MatchReason] {
        switch chi {
        case .agree: [.chiAgrees]
        case .slip: [.chiOneSlip]
        case .differ: [.chiDiffers]
        case .missing: []
        }
    }

    private var birthDateReasons: [MatchReason] {
        switch birthDate {
        case .agree: [.birthDateAgrees]
        case .dayAndMonthSwapped: [.dayAndMonthSwapped]
        case .slip: [.birthDateOneSlip]
        case .close: [.birthDateClose]
        case .yearAgrees: [.birthYearAgrees]
        case .missing: [.birthDateMissing]
        case .differ: [.birthDateDiffers]
        }
    }

    private var nameReasons: [MatchReason] {
        let turned: [MatchReason] = namesSwapped ? [.namesSwapped] : []
        if isFullName { return [.fullNameAgrees] + turned }
        switch (forename, surname) {
        case (.differ, .differ): return [.namesDiffer]
        case (.differ, .missing), (.missing, .differ): return [.namesDiffer]
        case (.differ, _): return [.sameSurnameOtherForename]
        case (.agree, .differ): return [.sameForenameOtherSurname]
        case (_, .differ): return [.namesDiffer]
        case (.missing, .missing): return []
        default: return turned + forenameReasons + (surname == .slip ? [.surnameOneSlip] : [])
        }
    }

    private var forenameReasons: [MatchReason] {
        switch forename {
        case .shortForm: [.forenameShortForm]
        case .clearSlip, .slip: [.forenameOneSlip]
        case .alike: [.forenameAlike]
        case .agree, .missing, .differ: []
        }
    }

    private var placeReasons: [MatchReason] {
        let encounters: [MatchReason] =
            switch encounter {
            case .sameScene: [.sameTimeSameScene]
            case .sameHousehold: [.sameTimeSameHousehold]
            case .elsewhere: [.sameTimeElsewhere]
            case .toldTwice: [.toldTwice]
            case .sameTime, .none: []
            }
        switch home {
        case .sameDoor: return encounters + [.sameDoor]
        case .samePostcode: return encounters + [.samePostcode]
        case .sameManyLiveThere, .sameSector, .missing, .differ: return encounters
        }
    }
}
