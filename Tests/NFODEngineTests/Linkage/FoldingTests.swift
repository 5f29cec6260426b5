import Testing

@testable import NFODEngine

@Suite struct NameFoldingTests {
    @Test(arguments: [
        ("O'Neil", "oneil"), ("O’NEIL", "oneil"), ("o neil", "oneil"), ("Zoë", "zoe"), ("Łukasz", "lukasz"),
        ("Bjørn", "bjorn"), ("Weiß", "weiss"), ("  Anne-Marie ", "annemarie"), ("e\u{301}va", "eva"), ("", ""),
        (" - ", ""),
    ])
    func folds(text: String, expected: String) {
        #expect(NameFolding.folded(text) == expected)
        #expect(NameFolding.folded(expected) == expected)
    }

    @Test(arguments: [
        ("MacDonald", "mcdonald"), ("Mac Donald", "mcdonald"), ("McDonald", "mcdonald"), ("MCDONALD", "mcdonald"),
        ("Mack", "mack"), ("Macey", "macey"), ("Mackay", "mckay"), ("McKay", "mckay"), ("Smith-Jones", "smithjones"),
    ])
    func foldsSurnames(text: String, expected: String) {
        #expect(NameFolding.foldedSurname(text) == expected)
    }

    @Test func fullNamesAddressesAndPostcodes() {
        #expect(NameFolding.foldedFullName(forename: "Áine", surname: "Mac Leod") == "aine mcleod")
        #expect(NameFolding.foldedFullName(forename: "Áine", surname: nil) == nil)
        #expect(NameFolding.foldedAddress("Flat 3, 12 Some Street") == "flat312somestreet")
        #expect(NameFolding.foldedAddress("No Fixed Abode") == nil)
        #expect(NameFolding.foldedPostcode("dd4 3jf") == NameFolding.foldedPostcode("DD43JF"))
    }
}

@Suite struct NearnessTests {
    @Test(arguments: [
        ("darren", "darren", true), ("darren", "darrrn", true), ("darren", "daren", true), ("darren", "darrren", true),
        ("darren", "drarne", false), ("darren", "dararen", true), ("susan", "ssuan", true), ("susan", "sasun", false),
        ("", "a", true), ("", "ab", false), ("ab", "ba", true), ("abc", "cba", false),
    ])
    func oneSlip(left: String, right: String, expected: Bool) {
        #expect(Nearness.isAtMostOneSlip(left, right) == expected)
        #expect(Nearness.isAtMostOneSlip(right, left) == expected)
    }

    /// Values published by Winkler (1994, table 2).
    @Test(arguments: [
        ("martha", "marhta", 0.961), ("dwayne", "duane", 0.840), ("dixon", "dicksonx", 0.813), ("abc", "xyz", 0),
    ])
    func jaroWinkler(left: String, right: String, expected: Double) {
        #expect(abs(Nearness.jaroWinkler(left, right) - expected) < 0.001)
        #expect(Nearness.jaroWinkler(left, right) == Nearness.jaroWinkler(right, left))
    }

    @Test func shortFormsAndClearSlips() {
        #expect(Forenames.areForms("jimmy", "james"))
        #expect(Forenames.areForms("stephen", "steven"))
        #expect(!Forenames.areForms("james", "john"))
        #expect(!Forenames.areForms("alexander", "sandra"), "Sandy is short for either, but they are two names")
        #expect(NameWord("fionna").isClearSlip(from: NameWord("fiona")))
        #expect(!NameWord("darrrn").isClearSlip(from: NameWord("darren")), "Darryn is a name as well")
        #expect(!NameWord("kelly").isClearSlip(from: NameWord("kerry")), "both are names")
        #expect(!NameWord("kelry").isClearSlip(from: NameWord("kelly")), "it may be Kerry as well")
        #expect(NameWord("stephen").isSpelling(of: NameWord("steven")))
        #expect(!NameWord("steve").isSpelling(of: NameWord("steven")), "short for it, and nobody's own")
    }
}

@Suite struct CHIDigitsTests {
    /// Numbers from Public Health Scotland's documentation; 0101900009 passes modulus 10 only.
    @Test(arguments: [
        ("0101011237", true), ("0211165794", true), ("0402070763", true), ("0101201234", true), ("0101900009", true),
        ("010 101 1237", true), ("0101010000", false), ("123456789", false), ("12345678900", false),
        ("010120123?", false), ("", false),
    ])
    func rule16_validByEitherModulus(text: String, isValid: Bool) {
        #expect((CHIDigits(text) != nil) == isValid)
    }
}

@Suite struct BlockingKeyTests {
    /// With any one field wrong, the two still meet.
    @Test func noSingleWrongFieldHidesAPerson() {
        let whole = told(
            1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one, home: "1 Here Road", homePostcode: "DD9 1AA")
        let others = [
            told(2, "Xena", "Testfield", born: "1980-03-04"), told(3, "Rona", "Xestfield", born: "1980-03-04"),
            told(4, "Rona", "Testfield", born: "1971-01-01"), told(5, "Rona", "Testfield", born: "1980-04-03"),
            told(6, "Testfield", "Rona", born: "1980-03-04"), told(7, "Rnoa", "Tsetfield", born: "1980-03-04"),
            told(8, "Rona", "Married", homePostcode: "DD9 1AA"), told(9, nil, nil, chi: Numbers.one),
            told(10, "Rona", nil, home: "1 Here Road"), told(11, "Rona", "Mac-Testfield", born: "1980-03-04"),
        ]
        let keys = Set(BlockingKeys.of(whole))
        for other in others { #expect(!keys.isDisjoint(with: BlockingKeys.of(other)), "\(other.notification)") }
        #expect(keys.isDisjoint(with: BlockingKeys.of(told(12, "Else", "Body", born: "1999-09-09"))))
        #expect(BlockingKeys.of(told(13, nil, nil, scenePostcode: "DD9 1AA")).isEmpty)
    }

    @Test func sceneKeysCoverBothDaysAroundMidnight() {
        let place = FoldedPlace(address: "Some Street", postcode: "DD9 2ZZ")
        let late = SceneKeys.of(place, minutes(1_435), slack: .minutes(30))
        let early = SceneKeys.of(place, minutes(1_445), slack: .zero)
        #expect(!Set(late).isDisjoint(with: early))
        #expect(SceneKeys.of(.unknown, minutes(0), slack: .zero).isEmpty)
        #expect(SceneKeys.of(place, minutes(-10), slack: .zero).allSatisfy { $0.text.hasSuffix("|-1") })
    }
}
