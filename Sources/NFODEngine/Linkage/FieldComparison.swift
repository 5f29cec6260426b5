/// How the fields of two notifications agree, one by one. Symmetric: it does not matter which came first. A
/// ``PersonModel`` gives each of these levels a weight, and reads nothing else.
public struct FieldComparison: Hashable, Sendable {
    public let forename: Forename
    public let surname: Surname
    /// The names agree only with forename and surname in each other's place.
    public let namesSwapped: Bool
    /// It is plain which of the two names is which: no surname could be a forename in the wrong place (Martin, Craig),
    /// or if it is one, then with a slip that makes no other name of it.
    public let rolesAreSure: Bool
    /// What stands for the forename is one, so that a surname may have changed beside it.
    public let forenameIsKnown: Bool
    /// Both forenames are names, and two different ones; by either reading, as ``looksLikeTwins``.
    public let areTwoForenames: Bool
    public let birthDate: BirthDate
    /// A birth date is missing, and the date inside the other record's CHI number is another one. Only ever a doubt: a
    /// number may be wrong, and is never read as a birth date.
    public let chiDateDiffers: Bool
    public let chi: CHI
    public let sex: Recorded
    public let home: Home
    public let encounter: Encounter
    /// The folded forename both tell, where it agrees; its rarity weighs.
    public let sharedForename: String?
    public let sharedSurname: String?
    /// The names read the other way round, where it is not plain which is which.
    let otherReading: NameLevels?

    /// In order: the best agreement first.
    public enum Forename: Int, Codable, CaseIterable, Sendable {
        case agree
        /// A known short form, another spelling, or one of several forenames.
        case shortForm
        /// One slip, and it can be no other name.
        case clearSlip
        /// One slip.
        case slip
        /// Alike by Jaro and Winkler's measure, and not two different names.
        case alike
        case missing
        case differ
    }

    public enum Surname: Int, Codable, CaseIterable, Sendable {
        case agree
        /// One slip, or one part of a double-barrelled name.
        case slip
        case missing
        case differ
    }

    public enum BirthDate: Int, Codable, CaseIterable, Sendable {
        case agree
        case dayAndMonthSwapped
        /// One digit wrong or two neighbours swapped, and less than a generation apart.
        case slip
        /// At most two days apart.
        case close
        /// Only years can be compared, and they are the same.
        case yearAgrees
        case missing
        case differ

        /// Not the same, but what one slip makes of it.
        public var isNear: Bool { self == .dayAndMonthSwapped || self == .slip || self == .close }
    }

    public enum CHI: Int, Codable, CaseIterable, Sendable { case agree, slip, missing, differ }
    public enum Recorded: Int, Codable, CaseIterable, Sendable { case agree, missing, differ }

    public enum Home: Int, Codable, CaseIterable, Sendable {
        /// The same door.
        case sameDoor
        /// The same postcode, and no address that says otherwise.
        case samePostcode
        /// The same hostel or street: the home of many.
        case sameManyLiveThere
        /// The same postcode but for its last two letters.
        case sameSector
        case missing
        case differ

        /// A household's worth of people, not a street's.
        public var isHousehold: Bool { self == .sameDoor || self == .samePostcode }
    }

    /// Do two sources tell of the same overdose?
    public enum Encounter: Int, Codable, CaseIterable, Sendable {
        /// Their times meet and the scene is the same.
        case sameScene
        /// Their times meet and the household is the same.
        case sameHousehold
        /// Their times meet; of the place nothing can be said.
        case sameTime
        /// Their times meet, at two different places.
        case elsewhere
        /// One source tells of one time twice, under two references: more often two people than one.
        case toldTwice
        case none
    }

    public init(_ left: PersonEvidence, _ right: PersonEvidence, settings: IncidentSettings) {
        let names = NameComparison.best(left.names, right.names)
        forename = names.forename
        surname = names.surname
        namesSwapped = names.swapped
        rolesAreSure = names.rolesAreSure
        forenameIsKnown = names.forenameIsKnown
        areTwoForenames = names.areTwoForenames
        sharedForename = names.sharedForename
        sharedSurname = names.sharedSurname
        otherReading = names.otherReading
        birthDate = FieldComparison.birthDate(left, right)
        chiDateDiffers = FieldComparison.chiDateDiffers(left, right) || FieldComparison.chiDateDiffers(right, left)
        chi = FieldComparison.chi(left.chi, right.chi)
        sex = FieldComparison.sex(left.sex, right.sex)
        home = FieldComparison.home(left.home, right.home)
        encounter = FieldComparison.encounter(left, right, home: home, settings: settings)
    }
}

extension FieldComparison {
    /// Both names are the same.
    public var isFullName: Bool { forename == .agree && surname == .agree }

    /// Nothing that both tell of the name is alike.
    var isOtherName: Bool { NameLevels(forename: forename, surname: surname).areOther }

    /// Both names are there, and each is the same or near.
    public var isNearName: Bool {
        forename.rawValue <= Forename.slip.rawValue && surname.rawValue <= Surname.slip.rawValue
    }

    /// Near names, and a slip in the surname cannot be one in the forename of twins.
    public var isSurelyNearName: Bool { isNearName && (surname == .agree || rolesAreSure) }

    /// As twins are: one surname, one birth date but for a slip, two forenames that no slip explains; by either reading
    /// of the names, where it is not plain which is which.
    public var looksLikeTwins: Bool {
        let names = [NameLevels(forename: forename, surname: surname), otherReading].compactMap { $0 }
        return isOneBirthDate && names.contains(where: \.areLikeTwins)
    }

    /// The birth dates agree, but for a slip.
    var isOneBirthDate: Bool { birthDate == .agree || birthDate.isNear }

    /// The sources tell of the same time and place.
    public var isOneEncounter: Bool { encounter == .sameScene || encounter == .sameHousehold }

    /// Two sources tell of one time, and not of two places.
    var sharesTime: Bool { isOneEncounter || encounter == .sameTime }
}

extension PersonEvidence {
    /// Nothing that says who somebody is agrees or is near: one place and time is then no reason to think of one
    /// person, and not even to ask.
    public func isPlainlySomebodyElse(than other: PersonEvidence) -> Bool {
        guard FieldComparison.birthDate(self, other).rawValue >= FieldComparison.BirthDate.yearAgrees.rawValue,
            FieldComparison.chi(chi, other.chi).rawValue >= FieldComparison.CHI.missing.rawValue,
            !FieldComparison.home(home, other.home).isHousehold
        else { return false }
        return NameComparison.best(names, other.names).isOther
    }
}
