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
        var best: NameReading?
        for one in left {
            for other in right {
                let straight = NameReading(one, other, swapped: false)
                if best.map({ straight.rank < $0.rank }) ?? true { best = straight }
                // Turned both ways, because a slip weighs differently in a forename and in a surname. What agrees as it
                // stands cannot be bettered.
                if let rank = best?.rank, rank < NameReading.leastTurned { continue }
                best = NameReading.better(one, other.swapped, than: best)
                best = NameReading.better(one.swapped, other, than: best)
            }
        }
        return best.map(NameComparison.init) ?? NameComparison()
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

    private init(_ reading: NameReading) {
        let (one, other) = (reading.one, reading.other)
        forename = reading.forename
        surname = reading.surname
        swapped = reading.swapped
        rolesAreSure = reading.rolesAreSure
        forenameIsKnown = reading.forenameIsKnown
        areTwoForenames = forename == .differ && one.first.isKnown && other.first.isKnown
        sharedForename = forename == .agree ? one.given.text : nil
        sharedSurname = surname == .agree ? one.family.text : nil
        let mayBeTurned = one.family.couldBeForename && other.family.couldBeForename
        let isPlain = forenameIsKnown && !reading.isReversed && (rolesAreSure || !mayBeTurned)
        otherReading = isPlain ? nil : NameLevels(one.swapped, other.swapped)
    }
}
