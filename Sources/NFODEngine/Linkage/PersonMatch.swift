/// Are two notifications about one person? The careful rules (rule 17): a wrong join is worse than a missed one, so
/// what a twin, a namesake, a parent or a clerk's slip could explain goes to a human. Pure and symmetric.
public enum PersonMatch {
    /// `settings` say how far two sources' times of one overdose may lie apart.
    public static func compare(
        _ left: PersonEvidence, _ right: PersonEvidence, settings: IncidentSettings
    ) -> MatchResult {
        verdict(FieldComparison(left, right, settings: settings))
    }

    /// The verdict on fields compared already.
    public static func verdict(_ fields: FieldComparison) -> MatchResult {
        if let rule = rule(fields) { return .same(rule, fields.reasons) }
        if let rank = rank(fields) { return .possible(rank: rank, fields.reasons) }
        let speaksAgainst = isContradiction(fields) || (fields.forename == .differ && fields.surname == .differ)
        return .different(speaksAgainst ? fields.reasons : fields.reasons + [.tooLittleToTell])
    }

    /// The two can never stand together in one person by the machine's doing: two valid CHI numbers more than a slip
    /// apart, birth dates no slip explains, different recorded sex, or the pattern of twins (issue 4, item 3).
    public static func contradicts(
        _ left: PersonEvidence, _ right: PersonEvidence, settings: IncidentSettings
    ) -> Bool {
        isContradiction(FieldComparison(left, right, settings: settings))
    }

    static func isContradiction(_ fields: FieldComparison) -> Bool {
        guard rule(fields) == nil else { return false }
        return fields.chi == .differ || fields.birthDate == .differ || fields.sex == .differ || fields.looksLikeTwins
    }

    private static func rule(_ fields: FieldComparison) -> LinkRule? {
        guard fields.chi != .differ, fields.birthDate != .differ, !fields.looksLikeTwins else { return nil }
        if fields.chi == .agree { return ruleWithCHI(fields) }
        guard fields.sex != .differ else { return nil }
        switch fields.birthDate {
        case .agree: return ruleWithBirthDate(fields)
        case .dayAndMonthSwapped, .slip, .close: return ruleWithNearBirthDate(fields)
        case .yearAgrees, .missing: return ruleWithoutBirthDate(fields)
        case .differ: return nil
        }
    }

    /// A birth date stands inside the CHI number, so the two are nearly one piece of evidence: the name must not speak
    /// against them, or a number typed with one slip would join two people born on one day. And a number whose date is
    /// not the birth date told with it may be a namesake's.
    private static func ruleWithCHI(_ fields: FieldComparison) -> LinkRule? {
        guard !fields.chiDateDiffers else { return nil }
        // Jean's record may carry her twin's number, and "Eean" may be Dean.
        if fields.isSurelyNearName && fields.forename != .slip { return .chiAndName }
        guard fields.birthDate == .agree else { return nil }
        let keptForename =
            (fields.forename == .agree || fields.forename == .shortForm)
            && fields.rolesAreSure && fields.forenameIsKnown
        let nobodyNamed = fields.forename == .missing && fields.surname == .missing
        return keptForename || nobodyNamed ? .chiAndBirthDate : nil
    }

    private static func ruleWithBirthDate(_ fields: FieldComparison) -> LinkRule? {
        if fields.isFullName { return .nameAndBirthDate }
        if fields.isNearName {
            guard fields.isSurelyNearName else { return nil }
            if fields.chi == .slip { return .slipInCHI }
            if fields.isOneEncounter { return .sameOverdoseSameBirthDate }
            // Twins share surname, birth date and door, but never a forename: a door proves nothing about one.
            let sureOfForename =
                fields.forename == .agree || (fields.forename == .clearSlip && fields.surname == .agree)
            return sureOfForename && fields.home.isHousehold ? .slipInNameSameHome : nil
        }
        guard fields.forename == .agree, fields.surname == .differ, !fields.namesSwapped, fields.rolesAreSure,
            fields.forenameIsKnown
        else { return nil }
        return fields.home == .sameDoor || fields.encounter == .sameScene ? .otherSurnameSameHome : nil
    }

    private static func ruleWithNearBirthDate(_ fields: FieldComparison) -> LinkRule? {
        // Two namesakes may meet at one scene, so the home must be the same as well.
        if fields.isOneEncounter && sharesHome(fields) && fields.forename == .agree && fields.isSurelyNearName {
            return .sameOverdoseNearBirthDate
        }
        return fields.isFullName && fields.home.isHousehold ? .slipInBirthDateSameHome : nil
    }

    /// Only together with the overdose itself: name and door are what a parent and a child share.
    private static func ruleWithoutBirthDate(_ fields: FieldComparison) -> LinkRule? {
        guard fields.isOneEncounter, fields.isSurelyNearName, fields.forename != .slip else { return nil }
        guard fields.home != .differ, !fields.chiDateDiffers else { return nil }
        if fields.isFullName { return .sameOverdoseNoBirthDate }
        let oneNameAgrees = fields.forename == .agree || fields.surname == .agree
        return oneNameAgrees && fields.encounter == .sameScene ? .sameOverdoseNoBirthDate : nil
    }

    /// How likely a human is to find them one person, 6 to 2; nil where it is not worth asking.
    private static func rank(_ fields: FieldComparison) -> Int? {
        if fields.chi == .agree { return 6 }
        let sameNameAndBirth = fields.isFullName && fields.birthDate == .agree
        if fields.chi == .differ { return sameNameAndBirth ? 3 : nil }
        if fields.birthDate == .differ || fields.looksLikeTwins { return nil }
        if fields.sex == .differ {
            return sameNameAndBirth || (fields.isNearName && fields.isOneEncounter) ? 4 : nil
        }
        if fields.birthDate == .agree { return rankWithBirthDate(fields) }
        if fields.birthDate.isNear { return rankWithNearBirthDate(fields) }
        return rankWithoutBirthDate(fields)
    }

    private static func rankWithBirthDate(_ fields: FieldComparison) -> Int? {
        if fields.isNearName { return 5 }
        if fields.forename == .agree && fields.surname == .differ { return 4 }
        return fields.forename == .alike && fields.surname != .differ ? 3 : nil
    }

    private static func rankWithNearBirthDate(_ fields: FieldComparison) -> Int? {
        guard fields.isNearName else { return fields.forename == .agree && fields.isOneEncounter ? 3 : nil }
        return fields.isFullName || sharesHome(fields) || fields.isOneEncounter ? 4 : 2
    }

    private static func rankWithoutBirthDate(_ fields: FieldComparison) -> Int? {
        guard fields.isNearName else { return nil }
        if fields.isOneEncounter { return 4 }
        guard sharesHome(fields) else { return nil }
        if fields.isFullName { return fields.birthDate == .yearAgrees ? 4 : 3 }
        return fields.home.isHousehold ? 2 : nil
    }

    private static func sharesHome(_ fields: FieldComparison) -> Bool {
        fields.home.isHousehold || fields.home == .sameManyLiveThere
    }
}
