import NFODEngine
import Testing

private let names = EvidenceWords.Records(this: "Police Scotland", other: "Scottish Ambulance Service")

/// What people are told about two records.
private func words(_ this: PersonEvidence, _ other: PersonEvidence) throws -> EvidenceWords {
    let likeness = try PersonLikeness([this], [other], in: linkage)
    return EvidenceWords(likeness.evidence, names)
}

@Suite struct EvidenceWordsTests {
    private let rona = told(
        1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one, home: "1 Here Road", homePostcode: "DD1 1AA")

    @Test func whatAgreesWhatDiffersAndWhatIsMissingInWhoseRecord() throws {
        let other = told(2, by: "police", "Rona", "Testfeld", born: "1980-03-04", homePostcode: "DD1 1AA")
        #expect(
            try words(other, rona).sentence
                == "same birth date, forename and home postcode; surname one letter different; "
                + "no valid CHI number in the record from Police Scotland")
        // Told the other way round, the gap is in the other record.
        #expect(try words(rona, other).sentence.hasSuffix("in the record from Scottish Ambulance Service"))
    }

    static let pairs: [(PersonEvidence, PersonEvidence, String)] = [
        (
            told(1, "Rona", "Testfield", born: "1980-03-04"), told(2, "Rona", "Testfeild", born: "1980-04-03"),
            "same forename; day and month of birth are swapped; two letters of the surname swapped; "
                + "no valid CHI number or home address in either record"
        ),
        (
            told(1, "Rona", "Test-Field", born: "1979-03-04"), told(2, "Rona", "Field", born: "1980-03-04"),
            "same forename; birth dates exactly one year or ten years apart; one surname is a part of the other; "
                + "no valid CHI number or home address in either record"
        ),
        (
            told(1, "Rona", "Testfield", year: 1980), told(2, "Rona", "Elsewhere", year: 1991),
            "different years of birth; same forename, another surname; "
                + "no day and month of birth, valid CHI number or home address in either record"
        ),
        (
            told(1, "Rona", nil, year: 1980), told(2, "Testfield", "Rona", born: "1980-06-07"),
            "same year of birth; different forenames; no surname or day and month of birth in the record from Police "
                + "Scotland; no valid CHI number or home address in either record"
        ),
        (
            told(1, "Rita", "Elsewhere", born: "1980-03-04"),
            told(2, "Margaret", "Testfield", born: "1980-03-04", knownAs: ["Rita Elsewhere"]),
            "same birth date and full name; by another name that one of the records tells; "
                + "no valid CHI number or home address in either record"
        ),
        (
            told(1, "Jim", "Testfield", born: "1980-03-04"), told(2, "James", "Elsewhere", born: "1980-03-14"),
            "birth date one digit different; forename is another form of the same name; different surnames; "
                + "no valid CHI number or home address in either record"
        ),
    ]

    @Test(arguments: 0..<6)
    func theSentenceIsRight(_ index: Int) throws {
        let (this, other, sentence) = EvidenceWordsTests.pairs[index]
        let told = try words(this, other).sentence
        #expect(told == sentence)
    }

    @Test func aNumberThatIsNotValidIsNotCalledMissing() throws {
        let told = told(2, "Rona", "Testfield", born: "1980-03-04", chi: "9999999990")
        let sentence = try words(told, rona).sentence
        #expect(sentence.contains("valid CHI number or home address in the record from Police Scotland"), "\(sentence)")
    }

    @Test func aDoubtSaysWhyTheMachineDoesNotJoin() throws {
        let twin = told(2, "Fiona", "Testfield", born: "1980-03-04", home: "1 Here Road")
        let known = KnownPerson(id: PersonID(7), notifications: [rona])
        guard case .review(let offers) = try LinkDecision.decide(twin, candidates: [known], in: linkage) else {
            Issue.record("a twin is asked about")
            return
        }
        let offer = try #require(offers.first)
        #expect(offer.with == NotificationID(1))
        #expect(
            EvidenceWords(offer, names).doubt
                == "they may be twins: one name fits, the other is not the same")
    }

    @Test func aDoubtThatLiesInAnotherRecordSaysSo() throws {
        let other = told(3, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.two)
        let bare = told(4, "Rona", "Testfield", born: "1980-03-04", home: "1 Here Road", homePostcode: "DD1 1AA")
        let known = KnownPerson(id: PersonID(7), notifications: [bare, other])
        let asked = try LinkDecision.decide(rona.about(NotificationID(9)), candidates: [known], in: linkage)
        guard case .review(let offers) = asked else {
            Issue.record("two valid numbers are asked about: \(asked)")
            return
        }
        let shown = EvidenceWords(try #require(offers.first), names)
        #expect(shown.sentence.contains("same birth date, full name and home address"))
        #expect(
            shown.doubt == "another record of this person does not fit: two different CHI numbers, both valid"
                || shown.sentence.contains("two different CHI numbers"))
    }

    @Test func bitsAreToldAsOdds() {
        let told = [214, 80, 30, 5, -5, -30, 400].map { Bits(tenths: $0).odds }
        #expect(
            told == [
                "about 3,000,000 to 1 for it", "about 300 to 1 for it", "about 8 to 1 for it", "about even",
                "about even", "about 8 to 1 against it", "more than 1,000 million to 1 for it",
            ])
    }

    @Test func everyGapHasItsOwnWordsAndEveryReasonItsOwnSentence() {
        #expect(Set(MatchReason.allCases.map(\.sentence)).count == MatchReason.allCases.count)
        for reason in MatchReason.allCases { #expect(reason.sentence.contains(" "), "\(reason)") }
    }
}
