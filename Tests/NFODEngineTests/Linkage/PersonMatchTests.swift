import NFODEngine
import Testing

@Suite struct PersonMatchTests {
    @Test func rule17_fullNameAndBirthDateJoin() {
        let one = told(1, "Rona", "O'Testfield", born: "1980-03-04")
        #expect(compare(one, told(2, "RONA", "OTESTFIELD", born: "1980-03-04")).rule == .nameAndBirthDate)
        #expect(compare(one, told(3, "Otestfield", "Rona", born: "1980-03-04")).rule == .nameAndBirthDate)
    }

    @Test func rule17_sexRecordedDifferentlyContradictsNameAndBirthDate() {
        let one = told(1, "Ashley", "Testfield", born: "1980-03-04", sex: .female)
        let other = told(2, "Ashley", "Testfield", born: "1980-03-04", sex: .male)
        #expect(compare(one, other).isPossible)
        #expect(PersonMatch.contradicts(one, other, settings: settings))
    }

    @Test func rule16_aCHIAloneNeverJoins() {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        #expect(compare(one, told(2, "Hamish", "Elsewhere", born: "1971-12-30", chi: Numbers.one)).isPossible)
        #expect(compare(one, told(3, "Rona", "Testfield", born: "1971-12-30", chi: Numbers.one)).isPossible)
        #expect(compare(one, told(4, "Hamish", "Elsewhere", born: "1980-03-04", chi: Numbers.one)).isPossible)
        #expect(compare(one, told(5, nil, nil, chi: Numbers.one)).isPossible)
        let noDate = told(6, "Rona", "Testfeild", chi: Numbers.one)
        #expect(compare(one, noDate).isPossible, "the date inside the number is not the birth date told with it")
        #expect(compare(told(9, "Rona", "Testfield", born: "1916-11-02", chi: Numbers.one), noDate).rule == .chiAndName)
        let fiona = told(10, "Fiona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        let married = told(7, "Fiona", "Married", born: "1980-03-04", chi: Numbers.one)
        #expect(compare(fiona, married).rule == .chiAndBirthDate)
        #expect(compare(one, told(8, "Rona", "Testfield", born: "1980-03-05", chi: Numbers.one)).rule == .chiAndName)
    }

    @Test func anInvalidCHITellsNothing() {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", chi: "0101010000")
        let other = told(2, "Rona", "Testfield", born: "1980-03-04", chi: "9999999990")
        #expect(one.chi == nil)
        #expect(compare(one, other).rule == .nameAndBirthDate)
        #expect(compare(told(3, nil, "Testfield", chi: "010101000"), told(4, nil, "X", chi: "010101000")).isDifferent)
    }

    @Test func twoValidCHINumbersContradictUnlessOneSlipApart() {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        let slip = told(2, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.slipFromOne)
        let other = told(3, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.two)
        #expect(slip.chi != nil && slip.chi != one.chi)
        #expect(compare(one, slip).rule == .nameAndBirthDate)
        #expect(compare(one, other).isPossible)
        #expect(PersonMatch.contradicts(one, other, settings: settings))
        let slipInBoth = told(4, "Rona", "Testfeild", born: "1980-03-04", chi: Numbers.slipFromOne)
        #expect(compare(one, slipInBoth).rule == .slipInCHI)
    }

    @Test(arguments: [
        ("Jimmy", "Testfield", "1970-05-06", MatchReason.forenameShortForm),
        ("Jams", "Testfield", "1970-05-06", .forenameOneSlip), ("James", "Testfeild", "1970-05-06", .surnameOneSlip),
        ("James", "Testfield", "1970-06-05", .dayAndMonthSwapped),
        ("James", "Testfield", "1970-05-08", .birthDateOneSlip),
        ("James", "Elsewhere", "1970-05-06", .sameForenameOtherSurname),
    ])
    func rule17_nearMissesGoToReview(forename: String, surname: String, born: String, reason: MatchReason) {
        let result = compare(
            told(1, "James", "Testfield", born: "1970-05-06"), told(2, by: "police", forename, surname, born: born))
        #expect(result.isPossible)
        #expect(result.reasons.contains(reason))
    }

    @Test func nearMissesJoinWhereTheHomeOrTheOverdoseSettlesThem() {
        let one = told(1, "James", "Testfield", born: "1970-05-06", home: "1 Here Road", at: minutes(0))
        let slip = told(2, "James", "Testfeild", born: "1970-05-06", home: "1 Here Road")
        #expect(compare(one, slip).rule == .slipInNameSameHome)
        let digit = told(3, "James", "Testfield", born: "1970-05-08", home: "1 Here Road")
        #expect(compare(one, digit).rule == .slipInBirthDateSameHome)
        let married = told(4, "James", "Elsewhere", born: "1970-05-06", home: "1 Here Road")
        #expect(compare(one, married).rule == .otherSurnameSameHome)
        let known = told(
            5, by: "police", "Jim", "Testfield", born: "1970-05-06", home: "1 Here Road", at: minutes(30))
        #expect(compare(one, known).rule == .sameOverdoseSameBirthDate)
    }

    @Test func knownAsNamesCount() {
        let one = told(1, "Margaret", "Testfield", born: "1970-05-06", knownAs: ["Peg", "Rita Elsewhere"])
        #expect(compare(one, told(2, "Rita", "Elsewhere", born: "1970-05-06")).rule == .nameAndBirthDate)
    }

    @Test func theCommunityFeedGoesToReviewUnlessTheDayFitsToo() {
        let one = told(1, "Rona", "Testfield", born: "1980-03-04", homePostcode: "DD9 1AA", at: minutes(600))
        let name = told(2, by: "community", "Rona", "Testfield", year: 1980, homePostcode: "DD9 1AA")
        #expect(compare(one, name).isPossible)
        let sameDay = told(
            3, by: "community", "Rona", "Testfield", year: 1980, homePostcode: "DD9 1AA", at: between(0, 1_440))
        #expect(compare(one, sameDay).rule == .sameOverdoseNoBirthDate)
        let otherYear = told(4, by: "community", "Rona", "Testfield", year: 1981, homePostcode: "DD9 1AA")
        #expect(compare(one, otherYear).isDifferent)
        #expect(compare(one, told(5, "Rona", "Testfield")).isDifferent, "a name alone is many people")
    }

    @Test func everyReasonHasItsOwnSentence() {
        #expect(Set(MatchReason.allCases.map(\.sentence)).count == MatchReason.allCases.count)
        #expect(Set(LinkRule.allCases.map(\.sentence)).count == LinkRule.allCases.count)
    }
}
