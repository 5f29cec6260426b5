/// How each field by itself is compared.
extension FieldComparison {
    /// Births further apart than this are a parent's and a child's, however alike their digits.
    private static let generationYears = 14

    static func birthDate(_ left: PersonEvidence, _ right: PersonEvidence) -> BirthDate {
        guard let one = left.birthDate, let other = right.birthDate else {
            guard let year = left.birthYear, let otherYear = right.birthYear else { return .missing }
            return year == otherYear ? .yearAgrees : .differ
        }
        if one == other { return .agree }
        if one.year == other.year && one.day == other.month && one.month == other.day { return .dayAndMonthSwapped }
        guard abs(one.year - other.year) < generationYears else { return .differ }
        if Nearness.isAtMostOneSlip(one.iso8601, other.iso8601) { return .slip }
        return abs(one.dayNumber - other.dayNumber) <= 2 ? .close : .differ
    }

    static func chiDateDiffers(_ bare: PersonEvidence, _ dated: PersonEvidence) -> Bool {
        guard bare.birthDate == nil, let chi = bare.chi, let born = dated.birthDate else { return false }
        let parts = born.iso8601.split(separator: "-")
        let expected = "\(parts[2])\(parts[1])\(parts[0].suffix(2))"
        return !Nearness.isAtMostOneSlip(expected, String(chi.text.prefix(6)))
    }

    static func chi(_ left: CHIDigits?, _ right: CHIDigits?) -> CHI {
        guard let left, let right else { return .missing }
        return left == right ? .agree : left.isOneSlip(from: right) ? .slip : .differ
    }

    static func sex(_ left: Sex?, _ right: Sex?) -> Recorded {
        guard let left, let right, left != .other, right != .other else { return .missing }
        return left == right ? .agree : .differ
    }

    static func home(_ left: FoldedPlace, _ right: FoldedPlace) -> Home {
        if let one = left.address, let other = right.address {
            return one != other ? .differ : left.isOneDoor ? .sameDoor : .sameManyLiveThere
        }
        guard let one = left.postcode, let other = right.postcode else { return .missing }
        if one != other { return .differ }
        let isShared = [left, right].contains { $0.address != nil && !$0.isOneDoor }
        return isShared ? .sameManyLiveThere : .samePostcode
    }

    /// One source tells of one overdose once, so the same source twice is never one encounter.
    static func encounter(
        _ left: PersonEvidence, _ right: PersonEvidence, home: Home, settings: IncidentSettings
    ) -> Encounter {
        guard left.source != right.source,
            left.overdose.meets(right.overdose, slack: settings.slack(left.source, right.source))
        else { return .none }
        if left.scene.isSameScene(as: right.scene) { return .sameScene }
        return home.isHousehold ? .sameHousehold : .none
    }
}

extension FoldedPlace {
    /// The same postcode and no address that says otherwise; without postcodes, the same door.
    public func isSameScene(as other: FoldedPlace) -> Bool {
        let addressesDiffer = address != nil && other.address != nil && address != other.address
        if let postcode, let otherPostcode = other.postcode { return postcode == otherPostcode && !addressesDiffer }
        return isOneDoor && address == other.address
    }
}

/// The best way to read two sets of names as one person's.
struct NameComparison: Comparable {
    let forename: FieldComparison.Forename
    let surname: FieldComparison.Surname
    let swapped: Bool
    let rolesAreSure: Bool
    let forenameIsKnown: Bool

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
