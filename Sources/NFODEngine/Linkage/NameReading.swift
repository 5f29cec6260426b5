/// How two names agree, read in one way. Numbers only: one is made for every way to read every two names.
struct NameReading {
    let forename: FieldComparison.Forename
    let surname: FieldComparison.Surname
    let swapped: Bool
    /// Both clerks had forename and surname in each other's place.
    let isReversed: Bool
    let rolesAreSure: Bool
    let forenameIsKnown: Bool

    init(_ one: NameForm, _ other: NameForm, swapped: Bool) {
        self =
            NameReading.isReversed(one, other)
            ? NameReading(plain: one.swapped, other.swapped, swapped: swapped, isReversed: true)
            : NameReading(plain: one, other, swapped: swapped, isReversed: false)
    }

    private init(plain one: NameForm, _ other: NameForm, swapped: Bool, isReversed: Bool) {
        forename = NameReading.forename(one, other)
        surname = NameReading.surname(one, other)
        self.swapped = swapped
        self.isReversed = isReversed
        let isNoForename = !one.family.isKnown && !other.family.isKnown
        rolesAreSure = !isReversed && (isNoForename || one.family.isClearSlip(from: other.family))
        forenameIsKnown = one.first.isKnown || other.first.isKnown
    }

    /// Where what stands for the forename is no name but what stands for the surname is one, both clerks swapped them:
    /// the difference is then one of forenames, as between twins.
    private static func isReversed(_ one: NameForm, _ other: NameForm) -> Bool {
        !one.first.isKnown && !other.first.isKnown && (one.family.isKnown || other.family.isKnown)
            && one.family != other.family
    }

    /// Less is better; the last parts only make the order total, so that the outcome does not hang on the order of
    /// names.
    var rank: Int {
        let surnameCost = surname == .agree ? 0 : surname.rawValue + 1
        let cost = (forename.rawValue + surnameCost) * 2 + (swapped ? 1 : 0)
        return cost << 6 | forename.rawValue << 3 | (swapped ? 4 : 0) | (rolesAreSure ? 2 : 0)
            | (forenameIsKnown ? 1 : 0)
    }

    /// Forename and surname are told on both sides.
    var hasBoth: Bool { surname != .missing && forename != .missing }

    /// No reading with one name turned round has a lower rank.
    static let leastTurned = 1 << 6
}

/// How one half is compared with the same half of another name.
extension NameReading {
    static func forename(_ one: NameForm, _ other: NameForm) -> FieldComparison.Forename {
        let (left, right) = (one.given, other.given)
        if left.isEmpty || right.isEmpty { return .missing }
        if left.isSame(as: right) { return .agree }
        if left.isForm(of: right) { return .shortForm }
        let oneHasSeveral = (one.first == left) != (other.first == right)
        if oneHasSeveral && one.first == other.first { return .shortForm }
        if left.isClearSlip(from: right) { return .clearSlip }
        if left.isKnown && right.isKnown { return .differ }
        if min(left.count, right.count) >= 3 && left.isAtMostOneSlip(from: right) { return .slip }
        if left.isSlipOfOne(with: right) { return .slip }
        return left.isAlike(right, atLeast: 0.85) ? .alike : .differ
    }

    static func surname(_ one: NameForm, _ other: NameForm) -> FieldComparison.Surname {
        let (left, right) = (one.family, other.family)
        if left.isEmpty || right.isEmpty { return .missing }
        if left == right { return .agree }
        if min(left.count, right.count) >= 3 && left.isAtMostOneSlip(from: right) { return .slip }
        return one.isPart(of: other) ? .slip : .differ
    }
}
