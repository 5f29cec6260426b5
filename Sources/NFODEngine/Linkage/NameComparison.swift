/// Forename and surname as one reading has them.
struct NameLevels: Hashable, Sendable {
    let forename: FieldComparison.Forename
    let surname: FieldComparison.Surname

    init(_ one: NameForm, _ other: NameForm) {
        forename = NameReading.forename(one, other)
        surname = NameReading.surname(one, other)
    }

    init(forename: FieldComparison.Forename, surname: FieldComparison.Surname) {
        self.forename = forename
        self.surname = surname
    }

    /// Something is told, and nothing that both tell is alike.
    var areOther: Bool {
        let tells = forename != .missing || surname != .missing
        return tells && forename.rawValue >= FieldComparison.Forename.missing.rawValue
            && surname.rawValue >= FieldComparison.Surname.missing.rawValue
    }

    /// One surname, two forenames.
    var areLikeTwins: Bool {
        forename == .differ && surname.rawValue <= FieldComparison.Surname.slip.rawValue
    }
}

/// The best way to read two sets of names as one person's.
struct NameComparison {
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
        var best: (reading: NameReading, one: NameForm, other: NameForm)?
        for one in left {
            let turned = one.swapped
            for other in right {
                let straight = NameReading(one, other, swapped: false)
                if straight.rank < best?.reading.rank ?? .max { best = (straight, one, other) }
                // Turned both ways, because a slip weighs differently in a forename and in a surname. What agrees as it
                // stands cannot be bettered.
                if let rank = best?.reading.rank, rank < NameReading.leastTurned { continue }
                let otherTurned = other.swapped
                let first = NameReading(one, otherTurned, swapped: true)
                if first.hasBoth, first.rank < best?.reading.rank ?? .max { best = (first, one, otherTurned) }
                let second = NameReading(turned, other, swapped: true)
                if second.hasBoth, second.rank < best?.reading.rank ?? .max { best = (second, turned, other) }
            }
        }
        return best.map { NameComparison($0.reading, $0.one, $0.other) } ?? NameComparison()
    }

    var isOther: Bool { NameLevels(forename: forename, surname: surname).areOther }

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

    private init(_ reading: NameReading, _ left: NameForm, _ right: NameForm) {
        let (one, other) = reading.isReversed ? (left.swapped, right.swapped) : (left, right)
        forename = reading.forename
        surname = reading.surname
        swapped = reading.swapped
        rolesAreSure = reading.rolesAreSure
        forenameIsKnown = reading.forenameIsKnown
        sharedForename = forename == .agree ? one.given.text : nil
        sharedSurname = surname == .agree ? one.family.text : nil
        let mayBeTurned = one.family.couldBeForename && other.family.couldBeForename
        let isPlain = forenameIsKnown && !reading.isReversed && (rolesAreSure || !mayBeTurned)
        let turned = isPlain ? nil : NameLevels(one.swapped, other.swapped)
        otherReading = turned
        areTwoForenames =
            (forename == .differ && one.first.isKnown && other.first.isKnown)
            || (turned?.areLikeTwins == true && one.family.isKnown && other.family.isKnown)
    }
}
