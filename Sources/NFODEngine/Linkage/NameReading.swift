/// One way to read two names as one person's.
struct NameReading {
    let one: NameForm
    let other: NameForm
    let forename: FieldComparison.Forename
    let surname: FieldComparison.Surname
    let swapped: Bool
    /// Both clerks had forename and surname in each other's place.
    let isReversed: Bool
    let rolesAreSure: Bool
    let forenameIsKnown: Bool

    init(_ one: NameForm, _ other: NameForm, swapped: Bool) {
        isReversed = NameReading.isReversed(one, other)
        self.one = isReversed ? one.swapped : one
        self.other = isReversed ? other.swapped : other
        self.swapped = swapped
        forename = NameReading.forename(self.one, self.other)
        surname = NameReading.surname(self.one, self.other)
        let isNoForename = !self.one.family.isKnown && !self.other.family.isKnown
        rolesAreSure = !isReversed && (isNoForename || self.one.family.isClearSlip(from: self.other.family))
        forenameIsKnown = self.one.first.isKnown || self.other.first.isKnown
    }

    /// The two names with one of them turned round, if that is better than `best` and both halves are there.
    static func better(_ one: NameForm, _ other: NameForm, than best: NameReading?) -> NameReading? {
        let turned = NameReading(one, other, swapped: true)
        guard turned.surname != .missing, turned.forename != .missing else { return best }
        guard let best else { return turned }
        return turned.rank < best.rank ? turned : best
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
