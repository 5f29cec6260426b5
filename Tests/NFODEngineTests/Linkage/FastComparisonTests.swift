import Testing

@testable import NFODEngine

/// What is worked out once for a spelling, and compared in place, gives what the plain way gives.
@Suite struct FastComparisonTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func namesAreComparedAsThePlainWayDoes(seed: UInt64) {
        var invented = InventedNames(seed: seed)
        var levels: Set<NameLevels> = []
        for _ in 0..<800 {
            let (left, right) = invented.pair()
            let fast = NameComparison.best(forms(left), forms(right))
            #expect(PlainComparison(fast) == PlainComparison.best(plain(left), plain(right)), "\(left) \(right)")
            levels.insert(NameLevels(forename: fast.forename, surname: fast.surname))
        }
        #expect(levels.count > 20, "the pairs must show what can happen: \(levels.count)")
    }

    @Test func datesAreComparedAsTheirDigitsAre() {
        var random = SeededNumbers(seed: 5)
        for _ in 0..<6_000 {
            let one = CivilDate(dayNumber: random.below(12_000))
            let other = random.oneIn(2) ? one.adding(days: random.below(400) - 200) : slip(of: one, &random)
            #expect(FieldComparison.birthDate(one, other) == plain(one, other), "\(one) \(other)")
            guard let chi = number(begins: random.oneIn(2) ? one : other, &random) else { continue }
            let bare = told(1, "Kim", "Testfield", chi: chi.text)
            let dated = told(2, "Kim", "Testfield", born: other.iso8601)
            let parts = other.iso8601.split(separator: "-")
            let (year, inside) = (parts[0].suffix(2), String(chi.text.prefix(6)))
            let isDate =
                PlainNearness.isAtMostOneSlip("\(parts[2])\(parts[1])\(year)", inside)
                || inside == "\(parts[1])\(parts[2])\(year)"
            #expect(FieldComparison.chiDateDiffers(bare, dated) != isDate)
        }
    }

    @Test(arguments: [
        ("DD43JF", "DD43JG", FieldComparison.Home.sameSector), ("DD43JF", "DD53JF", .differ),
        ("DD43JF", "D43JF", .differ),
        ("DD43ŊŊ", "DD43ŊF", .sameSector), ("A", "B", .sameSector), ("DD43JF", "DD43JF", .samePostcode),
    ])
    func sectorsArePostcodesButForTheirLastTwoLetters(left: String, right: String, expected: FieldComparison.Home) {
        let (one, other) = (FoldedPlace(address: nil, postcode: left), FoldedPlace(address: nil, postcode: right))
        #expect(FieldComparison.home(one, other) == expected)
        #expect(FieldComparison.home(other, one) == expected)
    }

    private func plain(_ one: CivilDate, _ other: CivilDate) -> FieldComparison.BirthDate {
        if one == other { return .agree }
        if one.year == other.year && one.day == other.month && one.month == other.day { return .dayAndMonthSwapped }
        if abs(one.year - other.year) >= 14 { return .differ }
        if PlainNearness.isAtMostOneSlip(one.iso8601, other.iso8601) { return .slip }
        let isSameDay = (one.month, one.day) == (other.month, other.day)
        if isSameDay && [1, 10].contains(abs(one.year - other.year)) { return .slip }
        return abs(one.dayNumber - other.dayNumber) <= 2 ? .close : .differ
    }

    private func slip(of date: CivilDate, _ random: inout SeededNumbers) -> CivilDate {
        var digits = Array(date.iso8601)
        let place = random.pick([2, 3, 5, 6, 8, 9])
        if random.oneIn(2) {
            digits[place] = random.pick(Array("0123456789"))
        } else if digits[place - 1] != "-" {
            digits.swapAt(place, place - 1)
        }
        return CivilDate(iso8601: String(digits)) ?? date
    }

    private func number(begins date: CivilDate, _ random: inout SeededNumbers) -> CHIDigits? {
        let parts = date.iso8601.split(separator: "-")
        let tails = (0..<40).map { _ in 1_000 + random.below(9_000) }
        return tails.lazy.compactMap { CHIDigits("\(parts[2])\(parts[1])\(parts[0].suffix(2))\($0)") }.first
    }

    private func forms(_ names: [InventedNames.Name]) -> [NameForm] {
        names.compactMap { NameForm(forename: $0.forename, surname: $0.surname) }
    }

    private func plain(_ names: [InventedNames.Name]) -> [PlainName] {
        names.compactMap { PlainName(forename: $0.forename, surname: $0.surname) }
    }
}

extension PlainComparison {
    fileprivate init(_ fast: NameComparison) {
        self = PlainComparison.best([], [])
        forename = fast.forename
        surname = fast.surname
        swapped = fast.swapped
        rolesAreSure = fast.rolesAreSure
        forenameIsKnown = fast.forenameIsKnown
        areTwoForenames = fast.areTwoForenames
        sharedForename = fast.sharedForename
        sharedSurname = fast.sharedSurname
        otherReading = fast.otherReading
    }
}

/// Names as clerks type them: known and unknown, short forms, slips, swapped, several, double-barrelled, Mac and Mc,
/// from elsewhere, missing.
private struct InventedNames {
    struct Name {
        var forename: String?
        var surname: String?
    }

    private var random: SeededNumbers
    private let forenames = Forenames.names + ["Kerrin", "Zoë", "Łukasz", "macauley", "Eŋa", "Jo", "Ty", ""]
    private let surnames = [
        "Testfield", "Testfeld", "MacTest", "Mac Test", "McTest", "Macey", "O'Probe", "Martin", "Craig", "Marten",
        "Testfield-Brae", "Brae", "Anne Marie", "Smeeth", "Smeath", "James", "Jmaes", "Kelry", "Ng", "Straße", "",
    ]

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    /// Two people's names, or one person's twice.
    mutating func pair() -> ([Name], [Name]) {
        let left = names()
        guard !random.oneIn(4) else { return (left, names()) }
        // Two clerks, each with a slip of their own.
        guard !random.oneIn(3) else { return (left.map { slipped($0) }, left.map { slipped($0) }) }
        return (left, left.map { told($0) })
    }

    private mutating func names() -> [Name] { (0..<random.pick([0, 1, 1, 1, 1, 2, 3])).map { _ in name() } }

    private mutating func name() -> Name {
        let forename = random.oneIn(6) ? random.pick(surnames) : random.pick(forenames)
        let surname = random.oneIn(6) ? random.pick(forenames) : random.pick(surnames)
        let several = random.oneIn(6) ? "\(forename) \(random.pick(forenames))" : forename
        return Name(
            forename: random.oneIn(12) ? nil : random.oneIn(3) ? slip(in: several) : several,
            surname: random.oneIn(12) ? nil : random.oneIn(4) ? slip(in: surname) : surname)
    }

    private mutating func told(_ name: Name) -> Name {
        var told = name
        if random.oneIn(2) {
            told.forename = random.oneIn(3) ? random.pick(forenames) : name.forename.map { slip(in: $0) }
        }
        if random.oneIn(2) {
            told.surname = random.oneIn(3) ? random.pick(surnames) : name.surname.map { slip(in: $0) }
        }
        if random.oneIn(5) { (told.forename, told.surname) = (told.surname, told.forename) }
        return told
    }

    private mutating func slipped(_ name: Name) -> Name {
        Name(forename: name.forename.map { slip(in: $0) }, surname: name.surname)
    }

    private mutating func slip(in name: String) -> String {
        var letters = Array(name)
        guard letters.count > 1 else { return name }
        let place = random.below(letters.count - 1)
        switch random.below(5) {
        case 0: letters[place] = random.pick(Array("abdeiklmnorst"))
        case 1: letters.remove(at: place)
        case 2: letters.insert(random.pick(Array("aeiklnrst")), at: place)
        case 3: letters.swapAt(place, place + 1)
        default: letters.reverse()
        }
        return String(letters)
    }
}
