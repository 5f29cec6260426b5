/// Forename and surname as one reading has them.
struct NameLevels: Hashable, Sendable {
    let forename: FieldComparison.Forename
    let surname: FieldComparison.Surname

    /// One surname, two forenames.
    var areLikeTwins: Bool {
        forename == .differ && surname.rawValue <= FieldComparison.Surname.slip.rawValue
    }
}

/// The best way to read two sets of names as one person's.
struct NameComparison: Comparable {
    let forename: FieldComparison.Forename
    let surname: FieldComparison.Surname
    let swapped: Bool
    let rolesAreSure: Bool
    let forenameIsKnown: Bool
    let areTwoForenames: Bool
    /// Folded, where they agree.
    let sharedForename: String?
    let sharedSurname: String?
    /// How they agree if what stands for the forename is the surname, where that may be so.
    let otherReading: NameLevels?

    static func best(_ left: [NameForm], _ right: [NameForm]) -> NameComparison {
        var found = NameComparison()
        var isFirst = true
        for one in left {
            for other in right {
                let straight = read(one, other, swapped: false)
                found = isFirst ? straight : min(found, straight)
                isFirst = false
                // Turned both ways, because a slip weighs differently in a forename and in a surname.
                for (mine, theirs) in [(Optional(one), other.swapped), (one.swapped, Optional(other))] {
                    guard let mine, let theirs else { continue }
                    let crossed = read(mine, theirs, swapped: true)
                    if crossed.surname != .missing && crossed.forename != .missing { found = min(found, crossed) }
                }
            }
        }
        return found
    }

    /// Nothing was named.
    private init() {
        forename = .missing
        surname = .missing
        swapped = false
        rolesAreSure = true
        forenameIsKnown = false
        areTwoForenames = false
        sharedForename = nil
        sharedSurname = nil
        otherReading = nil
    }

    /// Where what stands for the forename is no name but what stands for the surname is one, both clerks swapped them:
    /// the difference is then one of forenames, as between twins.
    private static func read(_ one: NameForm, _ other: NameForm, swapped: Bool) -> NameComparison {
        let isReversed =
            one.surname != other.surname
            && !Forenames.isKnown(one.firstForename) && !Forenames.isKnown(other.firstForename)
            && (Forenames.isKnown(one.surname) || Forenames.isKnown(other.surname))
        guard isReversed, let first = one.swapped, let second = other.swapped else {
            return NameComparison(one, other, swapped: swapped)
        }
        return NameComparison(first, second, swapped: swapped, isReversed: true)
    }

    private init(_ one: NameForm, _ other: NameForm, swapped: Bool, isReversed: Bool = false) {
        forename = NameComparison.forename(one, other)
        surname = NameComparison.surname(one, other)
        self.swapped = swapped
        let isNoForename = !Forenames.isKnown(one.surname) && !Forenames.isKnown(other.surname)
        forenameIsKnown = Forenames.isKnown(one.firstForename) || Forenames.isKnown(other.firstForename)
        rolesAreSure = !isReversed && (isNoForename || Forenames.isClearSlip(one.surname, other.surname))
        areTwoForenames =
            forename == .differ && Forenames.isKnown(one.firstForename) && Forenames.isKnown(other.firstForename)
        sharedForename = forename == .agree ? one.forename : nil
        sharedSurname = surname == .agree ? one.surname : nil
        let mayBeTurned = Forenames.couldBe(one.surname) && Forenames.couldBe(other.surname)
        let isPlain = forenameIsKnown && !isReversed && (rolesAreSure || !mayBeTurned)
        otherReading = isPlain ? nil : NameComparison.turned(one, other)
    }

    private static func turned(_ one: NameForm, _ other: NameForm) -> NameLevels? {
        guard let first = one.swapped, let second = other.swapped else { return nil }
        return NameLevels(forename: forename(first, second), surname: surname(first, second))
    }

    private static func forename(_ one: NameForm, _ other: NameForm) -> FieldComparison.Forename {
        let (left, right) = (one.forename, other.forename)
        if left.isEmpty || right.isEmpty { return .missing }
        if left == right || NameFolding.foldedSurname(left) == NameFolding.foldedSurname(right) { return .agree }
        if Forenames.areForms(left, right) { return .shortForm }
        let oneHasSeveral = (one.firstForename == left) != (other.firstForename == right)
        if oneHasSeveral && one.firstForename == other.firstForename { return .shortForm }
        if Forenames.isClearSlip(left, right) { return .clearSlip }
        if Forenames.isKnown(left) && Forenames.isKnown(right) { return .differ }
        if min(left.utf8.count, right.utf8.count) >= 3 && Nearness.isAtMostOneSlip(left, right) { return .slip }
        if Forenames.areSlipsOfOne(left, right) { return .slip }
        return Nearness.jaroWinkler(left, right) >= 0.85 ? .alike : .differ
    }

    private static func surname(_ one: NameForm, _ other: NameForm) -> FieldComparison.Surname {
        let (left, right) = (one.surname, other.surname)
        if left.isEmpty || right.isEmpty { return .missing }
        if left == right { return .agree }
        if min(left.utf8.count, right.utf8.count) >= 3 && Nearness.isAtMostOneSlip(left, right) { return .slip }
        let isPart =
            one.surnameParts.count != other.surnameParts.count
            && (one.surnameParts.contains(right) || other.surnameParts.contains(left))
        return isPart ? .slip : .differ
    }

    /// Less is better; the last parts only make the order total, so that the outcome does not hang on the order of
    /// names.
    static func < (left: NameComparison, right: NameComparison) -> Bool { left.order < right.order }

    private var order: (Int, Int, Int, Int, Int) {
        let surnameCost = [0, 2, 3, 4][surname.rawValue]
        return (
            (forename.rawValue + surnameCost) * 2 + (swapped ? 1 : 0), forename.rawValue, swapped ? 1 : 0,
            rolesAreSure ? 1 : 0, forenameIsKnown ? 1 : 0
        )
    }
}
