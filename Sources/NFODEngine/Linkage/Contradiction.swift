/// What no weight can outweigh: records that the machine never puts into one person (rule 17).
enum Contradiction {
    /// The strongest reason against, nil where there is none.
    static func between(
        _ left: [PersonEvidence], _ right: [PersonEvidence], _ comparisons: [FieldComparison]
    ) -> MatchReason? {
        if comparisons.contains(where: { $0.chi == .differ }) { return .chiDiffers }
        if haveTwoBirthDates(left, right) { return .birthDateDiffers }
        // A source tells of one overdose once: two records are two people, or a question.
        if comparisons.contains(where: { $0.encounter == .toldTwice }) { return .toldTwice }
        // Two forenames in one surname's records: a nickname no list knows, or twins. Some record with a name that fits
        // both makes it a nickname.
        let looksLikeTwins = comparisons.contains(where: \.looksLikeTwins)
        return looksLikeTwins && !comparisons.contains(where: \.isNearName) ? .likeTwins : nil
    }

    /// What most records of one side tell cannot be a slip of what most of the other tell. One odd date among many is a
    /// slip of the many.
    private static func haveTwoBirthDates(_ left: [PersonEvidence], _ right: [PersonEvidence]) -> Bool {
        let (mine, theirs) = (commonestDates(left), commonestDates(right))
        guard !mine.isEmpty, !theirs.isEmpty else { return false }
        return !mine.contains { one in
            theirs.contains { FieldComparison.birthDate(one, $0) != .differ }
        }
    }

    private static func commonestDates(_ records: [PersonEvidence]) -> [CivilDate] {
        let counts = records.compactMap(\.birthDate).reduce(into: [CivilDate: Int]()) { $0[$1, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        return counts.filter { $0.value == most }.keys.sorted()
    }
}
