extension FieldComparison {
    /// Everything worth telling about how the fields of two records agree, the most telling first.
    ///
    /// - Parameter left: the records that were compared, in either order: they tell a wrong letter from two that are
    ///   swapped, which no weight needs to know.
    func reasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        chiReasons(left, right) + birthDateReasons(left, right) + nameReasons(left, right)
            + encounterReasons + homeReasons(left, right) + (chiDateDiffers ? [.chiDateDiffers] : [])
            + (sex == .differ ? [.sexDiffers] : []) + (looksLikeTwins ? [.likeTwins] : [])
    }

    private func chiReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        switch chi {
        case .agree: [.chiAgrees]
        case .slip: [Slip(left.chi?.text, right.chi?.text) == .swap ? .chiDigitsSwapped : .chiOneSlip]
        case .differ: [.chiDiffers]
        case .missing: []
        }
    }

    private func birthDateReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        switch birthDate {
        case .agree: return [.birthDateAgrees]
        case .dayAndMonthSwapped: return [.dayAndMonthSwapped]
        case .slip:
            switch Slip(left.birthDate?.iso8601, right.birthDate?.iso8601) {
            case .letter: return [.birthDateOneSlip]
            case .swap: return [.birthDateDigitsSwapped]
            case nil: return [.birthDateYearsApart]
            }
        case .close: return [.birthDateClose]
        case .yearAgrees: return [.birthYearAgrees]
        case .missing: return []
        case .differ:
            return [left.birthDate == nil || right.birthDate == nil ? .birthYearsDiffer : .birthDateDiffers]
        }
    }

    private func nameReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        let told = isFullName ? [.fullNameAgrees] : namesSwapped ? [] : partReasons(left, right)
        let all = told + swapReasons
        let isOther = all != [] && all != [.namesDiffer] && !isByMainNames(left, right)
        return all + (isOther ? [.byAnotherName] : [])
    }

    /// Which of the two clerks had forename and surname the wrong way round is not known, so neither is told apart.
    private var swapReasons: [MatchReason] {
        guard namesSwapped else { return [] }
        if isFullName { return [.namesSwapped] }
        return [forename == .differ || surname == .differ ? .oneNameSwapped : .namesSwappedAndNear]
    }

    private func partReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        switch (forename, surname) {
        case (.missing, .missing): []
        case (.differ, .differ): [.namesDiffer]
        case (.agree, .differ): [.sameForenameOtherSurname]
        case (.differ, .agree): [.sameSurnameOtherForename]
        default: forenameReasons(left, right) + surnameReasons(left, right)
        }
    }

    private func forenameReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        switch forename {
        case .agree: return [.forenameAgrees]
        case .shortForm: return [.forenameShortForm]
        case .clearSlip, .slip:
            // Both may be slips from one name, and then two letters apart.
            guard let slip = Slip(left, right, \.forename) else { return [.forenameAlike] }
            return [slip == .swap ? .forenameLettersSwapped : .forenameOneSlip]
        case .alike: return [.forenameAlike]
        case .missing: return []
        case .differ: return [.forenamesDiffer]
        }
    }

    private func surnameReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        switch surname {
        case .agree: return [.surnameAgrees]
        case .slip:
            guard let slip = Slip(left, right, \.surname) else { return [.surnameOnePart] }
            return [slip == .swap ? .surnameLettersSwapped : .surnameOneSlip]
        case .missing: return []
        case .differ: return [.surnamesDiffer]
        }
    }

    /// The names that both records give first agree as well as any they tell.
    private func isByMainNames(_ left: PersonEvidence, _ right: PersonEvidence) -> Bool {
        guard left.names.count > 1 || right.names.count > 1 else { return true }
        let main = NameComparison.best(Array(left.names.prefix(1)), Array(right.names.prefix(1)))
        return main.forename == forename && main.surname == surname
    }

    private var encounterReasons: [MatchReason] {
        switch encounter {
        case .sameScene: [.sameTimeSameScene]
        case .sameHousehold: [.sameTimeSameHousehold]
        case .sameTime: [.sameTime]
        case .elsewhere: [.sameTimeElsewhere]
        case .toldTwice: [.toldTwice]
        case .none: []
        }
    }

    private func homeReasons(_ left: PersonEvidence, _ right: PersonEvidence) -> [MatchReason] {
        switch home {
        case .sameDoor: return [.sameDoor]
        case .samePostcode: return [.samePostcode]
        case .sameManyLiveThere: return [.sameManyLiveThere]
        case .sameSector: return [.samePostcodeSector]
        case .missing: return []
        case .differ:
            let areAddresses = left.home.address != nil && right.home.address != nil
            return [areAddresses ? .homesDiffer : .homePostcodesDiffer]
        }
    }
}

/// One slip between two texts that are not the same: a letter wrong, missing or too many, or two neighbours swapped.
private enum Slip {
    case letter, swap

    /// Nil where there is none, or more than one.
    init?(_ left: String?, _ right: String?) {
        guard let left, let right, left != right, Nearness.isAtMostOneSlip(left, right) else { return nil }
        let (one, other) = (Array(left.utf8), Array(right.utf8))
        self = one.count == other.count && one.sorted() == other.sorted() ? .swap : .letter
    }

    /// Between some two names that the records tell.
    init?(_ left: PersonEvidence, _ right: PersonEvidence, _ part: (NameForm) -> String) {
        for one in left.names {
            for other in right.names {
                guard let slip = Slip(part(one), part(other)) else { continue }
                self = slip
                return
            }
        }
        return nil
    }
}
