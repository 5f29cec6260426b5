import NFODEngine
import Testing

@Suite struct PersonLikenessTests {
    @Test func rule17_fullNameAndBirthDateJoin() throws {
        let one = told(1, "Rona", "O'Testfield", born: "1980-03-04")
        #expect(try outcome(one, told(2, "RONA", "OTESTFIELD", born: "1980-03-04")) == .joined)
        #expect(try outcome(one, told(3, "Otestfield", "Rona", born: "1980-03-04")) == .joined)
    }

    @Test func sexAsRecordedIsWeak() throws {
        let one = told(1, "Ashley", "Testfield", born: "1980-03-04", sex: .female)
        let same = told(2, "Ashley", "Testfield", born: "1980-03-04", sex: .female)
        let other = told(2, "Ashley", "Testfield", born: "1980-03-04", sex: .male)
        let (agrees, differs) = (try likeness(one, same).bits, try likeness(one, other).bits)
        #expect(differs < agrees)
        #expect(agrees.tenths - differs.tenths < 30, "less than three bits")
    }

    @Test func rule16_aCHIAloneNeverJoins() throws {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        #expect(try outcome(one, told(2, "Hamish", "Elsewhere", born: "1971-12-30", chi: Numbers.one)) != .joined)
        #expect(try outcome(one, told(4, "Hamish", "Elsewhere", born: "1980-03-04", chi: Numbers.one)) != .joined)
        let parent = told(3, "Rona", "Testfield", born: "1951-12-30", chi: Numbers.one)
        #expect(try outcome(one, parent) == .asked, "the number may be a mother's of the same name")
        let noDate = told(6, "Rona", "Testfeild", chi: Numbers.one)
        let dateOfNumber = told(9, "Rona", "Testfield", born: "1916-11-02", chi: Numbers.one)
        #expect(try outcome(dateOfNumber, noDate) == .joined)
        let fiona = told(10, "Fiona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        #expect(try outcome(fiona, told(7, "Fiona", "Married", born: "1980-03-04", chi: Numbers.one)) == .joined)
        #expect(try outcome(one, told(8, "Rona", "Testfield", born: "1980-03-05", chi: Numbers.one)) == .joined)
    }

    @Test func aNumberThatCarriesAnotherDateSpeaksAgainst() throws {
        let bare = told(1, "Rona", "Testfield", chi: Numbers.one)
        let born = told(2, "Rona", "Testfield", born: "1980-03-04")
        let fits = told(2, "Rona", "Testfield", born: "1916-11-02")
        #expect(try likeness(bare, born).bits < likeness(bare, fits).bits)
        #expect(try likeness(bare, born).evidence.reasons.contains(.chiDateDiffers))
    }

    @Test func anInvalidCHITellsNothing() throws {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", chi: "0101010000")
        let other = told(2, "Rona", "Testfield", born: "1980-03-04", chi: "9999999990")
        #expect(one.chi == nil)
        #expect(try outcome(one, other) == .joined)
        #expect(try outcome(told(3, nil, "Testfield", chi: "010101000"), told(4, nil, "X", chi: "010101000")) == .apart)
    }

    @Test func twoValidCHINumbersAreNeverOnePersonUnlessOneSlipApart() throws {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        let slip = told(2, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.slipFromOne)
        let other = told(3, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.two)
        #expect(slip.chi != nil && slip.chi != one.chi)
        #expect(try outcome(one, slip) == .joined)
        #expect(try outcome(one, other) == .asked)
        #expect(try likeness(one, other).contradiction == .chiDiffers)
    }

    /// What would be plain for one field is only likely for two with a slip in them.
    @Test(arguments: [
        ("Jimmy", "Testfield", "1970-05-06", MatchReason.forenameShortForm),
        ("Jams", "Testfield", "1970-05-06", .forenameOneSlip),
        ("James", "Testfeild", "1970-05-06", .surnameLettersSwapped),
        ("James", "Testfield", "1970-06-05", .dayAndMonthSwapped),
        ("James", "Testfield", "1970-05-08", .birthDateOneSlip),
        ("James", "Testfield", "1971-05-06", .birthDateOneSlip),
        ("James", "Elsewhere", "1970-05-06", .sameForenameOtherSurname),
    ])
    func aSlipWeighsLessThanAgreement(forename: String, surname: String, born: String, reason: MatchReason) throws {
        let one = told(1, "James", "Testfield", born: "1970-05-06")
        let whole = try likeness(one, told(2, by: "police", "James", "Testfield", born: "1970-05-06"))
        let slipped = try likeness(one, told(2, by: "police", forename, surname, born: born))
        #expect(slipped.same < whole.same)
        #expect(slipped.evidence.reasons.contains(reason))
        #expect(!slipped.isExact)
    }

    @Test func homeAndOverdoseSettleWhatASlipLeavesOpen() throws {
        let one = told(1, "James", "Testfield", born: "1970-05-06", home: "1 Here Road", at: minutes(0))
        #expect(try outcome(one, told(2, "James", "Testfeild", born: "1970-05-06", home: "1 Here Road")) == .joined)
        #expect(try outcome(one, told(3, "James", "Testfield", born: "1970-05-08", home: "1 Here Road")) == .joined)
        let known = told(
            5, by: "police", "Jim", "Testfield", born: "1970-05-06", home: "1 Here Road", at: minutes(30))
        #expect(try outcome(one, known) == .joined)
    }

    @Test func aRareNameWeighsMoreThanACommonOne() throws {
        var counts = NameCounts()
        for number in 0..<300 {
            counts.add(told(Int64(100 + number), "Rona", number < 30 ? "Smith" : "Other\(number)"))
        }
        counts.add(told(99, "Rona", "Ogilvie"))
        let context = LinkageContext(
            model: .shipped, settings: linkage.settings, incident: settings, names: counts, people: 300)
        func bits(_ surname: String) throws -> Bits {
            let (one, other) = (told(1, "Una", surname, year: 1980), told(2, "Una", surname, year: 1980))
            return try PersonLikeness([one], [other], in: context).bits
        }
        #expect(try bits("Ogilvie").tenths > bits("Smith").tenths + 25)
    }

    @Test func knownAsNamesCount() throws {
        let one = told(1, "Margaret", "Testfield", born: "1970-05-06", knownAs: ["Peg", "Rita Elsewhere"])
        #expect(try outcome(one, told(2, "Rita", "Elsewhere", born: "1970-05-06")) == .joined)
    }

    @Test func theCommunityFeedIsAskedAboutUnlessTheDayFitsToo() throws {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", homePostcode: "DD9 1AA", at: minutes(600))
        let sameDay = told(
            3, by: "community", "Rona", "Testfield", year: 1980, homePostcode: "DD9 1AA", at: between(0, 1_440))
        #expect(try outcome(one, sameDay) == .joined)
        #expect(try outcome(one, told(5, "Rona", "Testfield")) != .joined, "a name alone is many people")
        let otherYear = told(4, by: "community", "Rona", "Testfield", year: 1961, homePostcode: "DD9 1AA")
        #expect(try outcome(one, otherYear) != .joined)
    }

    @Test func oneSourceTellsOfOneOverdoseOnce() throws {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", home: "1 Here Road", at: minutes(0))
        let again = told(2, "Rona", "Testfield", born: "1980-03-04", home: "1 Here Road", at: minutes(10))
        #expect(try outcome(one, again) == .asked)
        #expect(try likeness(one, again).contradiction == .toldTwice)
    }

    @Test func everyReasonHasItsOwnSentence() {
        #expect(Set(MatchReason.allCases.map(\.sentence)).count == MatchReason.allCases.count)
        #expect(Set(WeighedField.allCases.map(\.words)).count == WeighedField.allCases.count)
    }

    @Test func ratesOfEachPossibilityAddUpToNoMoreThanOne() {
        let model = PersonModel.shipped
        func total<Level>(_ table: LevelTable<Level>, of levels: [Level]) -> Double {
            levels.compactMap { table[$0]?.same }.reduce(0, +)
        }
        #expect(total(model.chiAlone, of: [.agree, .slip, .differ]) <= 1)
        #expect(total(model.home, of: [.sameDoor, .sameSector, .differ]) <= 1)
        #expect(total(model.birthDate, of: [.agree, .dayAndMonthSwapped, .slip, .close, .differ]) <= 1)
        #expect(total(model.surname, of: [.agree, .slip, .differ]) <= 1)
    }
}
