/// What no weight can outweigh: records that the machine never puts into one person (rule 17).
enum LinkContradiction {
    /// The strongest reason against, nil where there is none.
    static func between(
        _ left: [PersonEvidence], _ right: [PersonEvidence], _ comparisons: [FieldComparison]
    ) -> MatchReason? {
        if comparisons.contains(where: { $0.chi == .differ }) { return .chiDiffers }
        let sharesNumber = comparisons.contains { $0.chi == .agree && $0.isFullName }
        if haveTwoBirthDates(left, right, sharesNumber: sharesNumber) { return .birthDateDiffers }
        // A source tells of one overdose once: two records are two people, or a question.
        if comparisons.contains(where: { $0.encounter == .toldTwice }) { return .toldTwice }
        if comparisons.contains(where: { $0.chiDateDiffers && $0.chi == .agree }) { return .chiDateDiffers }
        if areLikeTwins(comparisons) || areSpelledLikeTwins(left, right, comparisons) { return .likeTwins }
        if areLikeNamesakes(comparisons) { return .likeNamesakes }
        // A CHI number alone never joins (rule 16), nor does a time and place.
        return comparisons.allSatisfy(\.isOtherName) ? .namesDiffer : nil
    }

    /// Two forenames under one birth date: twins, or a nickname no list knows. Two names that are both in the list are
    /// twins' whatever a third record tells, because a slip may lie between them, and whatever the surnames are, for
    /// one may have married; a name that is in no list may be a nickname, if some record bears one that fits both.
    private static func areLikeTwins(_ comparisons: [FieldComparison]) -> Bool {
        if comparisons.contains(where: { $0.areTwoForenames && $0.isOneBirthDate }) { return true }
        return comparisons.contains(where: \.looksLikeTwins) && !comparisons.contains(where: \.isNearName)
    }

    /// Two spellings of one forename, each a name of its own, and nobody tells both: twins are called Stephen and
    /// Steven. The number may have been looked up in the other's file, and both may have been in one overdose.
    private static func areSpelledLikeTwins(
        _ left: [PersonEvidence], _ right: [PersonEvidence], _ comparisons: [FieldComparison]
    ) -> Bool {
        guard !comparisons.contains(where: { $0.forename.rawValue < FieldComparison.Forename.shortForm.rawValue })
        else { return false }
        let theirs = right.flatMap(\.names).map(\.first)
        return left.flatMap(\.names).contains { name in theirs.contains { name.first.isSpelling(of: $0) } }
    }

    /// Nothing but a name, and a birth date that is not quite the same: no number, no home, no time in common. There
    /// are two people of one name, and of many names two who were born nearly on one day.
    private static func areLikeNamesakes(_ comparisons: [FieldComparison]) -> Bool {
        comparisons.contains(where: \.birthDate.isNear)
            && comparisons.allSatisfy {
                $0.birthDate != .agree && $0.chi.rawValue > FieldComparison.CHI.slip.rawValue && !$0.home.isHousehold
                    && !$0.sharesTime
            }
    }

    /// What most records of one side tell cannot be a slip of what most of the other tell. One odd date among many is a
    /// slip of the many. Beside one name and one CHI number a wrong day counts as one too; a wrong year does not, for
    /// the number may be a namesake's.
    private static func haveTwoBirthDates(
        _ left: [PersonEvidence], _ right: [PersonEvidence], sharesNumber: Bool
    ) -> Bool {
        let (mine, theirs) = (commonestDates(left), commonestDates(right))
        guard !mine.isEmpty, !theirs.isEmpty else { return false }
        return !mine.contains { one in
            theirs.contains { other in
                FieldComparison.birthDate(one, other) != .differ
                    || (sharesNumber && one.year == other.year && one.month == other.month)
            }
        }
    }

    private static func commonestDates(_ records: [PersonEvidence]) -> [CivilDate] {
        let counts = records.compactMap(\.birthDate).reduce(into: [CivilDate: Int]()) { $0[$1, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        return counts.filter { $0.value == most }.keys.sorted()
    }
}
