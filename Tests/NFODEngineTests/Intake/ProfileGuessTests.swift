import Testing

@testable import NFODEngine

/// A profile guessed from a header and some rows.
@Suite struct ProfileGuessTests {
    @Test(arguments: [
        ("Date of NFOD", SourceField.overdoseDate, HeaderWords.Match.Fit.exact), ("Forename(s)", .forename, .exact),
        ("D.O.B.", .birthDate, .exact), ("CHI No.", .chi, .exact), ("CHI  number", .chi, .exact),
        ("post code", .homePostcode, .exact), ("Date", .overdoseDate, .general), ("Name", .fullName, .general),
        ("Date Referral Received", .sentAt, .contained), ("Patient's Surname", .surname, .contained),
        ("Incident Postcode", .scenePostcode, .exact), ("Naloxone given? (Y/N)", .naloxoneGiven, .contained),
        ("Drugs involved", .substances, .exact), ("Client DOB", .birthDate, .contained),
    ])
    func namesOfColumns(name: String, field: SourceField, fit: HeaderWords.Match.Fit) {
        #expect(HeaderWords.match(name) == .init(field: field, fit: fit))
    }

    @Test(arguments: ["", "RAG", "Column1", "Worker", "Colour of door"]) func namesThatSayNothing(name: String) {
        #expect(HeaderWords.match(name) == nil)
    }

    @Test(arguments: [
        (["31/01/2021", "1/2/2021"], DateHabits.Order.dayFirst, ["d/M/yyyy"]),
        (["01/31/2021", "1/2/2021"], .monthFirst, ["M/d/yyyy"]), (["01/02/2021"], .ambiguous, ["d/M/yyyy"]),
        (["31/01/2021", "01/31/2021"], .contradicting, ["d/M/yyyy"]), (["2021-03-01"], .notSeen, ["yyyy-MM-dd"]),
        (["1-Mar-2021 08:20", "08:20"], .notSeen, ["d-MMM-yyyy H:mm", "H:mm"]),
        (["2021-03-01T08:20+00:00"], .notSeen, ["yyyy-MM-dd'T'HH:mmXXX"]),
        (["1.2.2021 9:05:01"], .ambiguous, ["d.M.yyyy H:mm:ss"]),
    ])
    func datesAreToldByTheirCells(cells: [String], order: DateHabits.Order, patterns: [String]) {
        let habits = DateHabits(cells)
        #expect(habits.order == order)
        #expect(habits.patterns == patterns)
    }

    @Test func datesThatAreNotReadAreShownByTheirShape() {
        let habits = DateHabits(["03/04/21", "04/05/21", "last Tuesday", " "])
        #expect(habits.patterns.isEmpty)
        #expect(habits.unread == ["99/99/99": 2, "AAAA AAAAAAA": 1])
    }

    private let header = [
        "Ref", "Date", "Name", "Patient Surname", "DOB", "Outcome", "Colour", "Notes", "More notes", "Also DOB?",
    ]

    @Test func theBestColumnGetsTheFieldAndDoubtsAreSaid() throws {
        let rows = [
            ["1", "13/02/2021 08:20", "TESTPERSON Ailsa", "", "1/2/1985", "seen by worker", "", "a", "b", ""],
            ["1", "14/02/2021", "OTHERMAN Bruce", "", "9/9/1970", "letter sent", "", "c", "d", ""],
        ]
        let guess = ProfileGuess(header: header, rows: rows, words: testWords)
        #expect(
            guess.columns.map(\.field) == [
                .reference, .overdoseAt, .fullName, .surname, .birthDate, .remark, nil, .note, .note, nil,
            ])
        #expect(guess.columns[3].doubt != nil && guess.columns[9].doubt != nil && guess.columns[4].doubt == nil)
        #expect(guess.nameOrder == .surnameFirst)
        #expect(guess.sharesReferences)
        #expect(guess.missing.isEmpty)
        #expect(guess.dates.patterns == ["d/M/yyyy", "d/M/yyyy H:mm"])
        let left = ProfileGuess(header: ["Outcome"], rows: [["Left before treatment"]], words: testWords)
        #expect(left.columns.map(\.field) == [.outcome])
        #expect(left.missing.count == 2)
    }

    @Test func ofTwoColumnsThatFitAlikeTheFirstCounts() {
        let header = ["Surname", "Date of overdose", "Incident date", "Date"]
        let guess = ProfileGuess(header: header, rows: [], words: testWords)
        #expect(guess.columns.map(\.field) == [.surname, .overdoseDate, nil, nil])
        #expect(guess.columns[2].doubt != nil)
    }

    @Test func theTextSaysWhatToCheckAndHoldsNothingFromTheRows() {
        let rows = [["1", "03/04/2021", "Ailsa Testperson", "", "03/04/85", "", "blue", "n", "", ""]]
        let yaml = ProfileGuess(header: header + ["say \"x\"\\"], rows: rows, words: testWords)
            .yaml(rows: 1, delimiter: 0x3B)
        for line in [
            "source: new-source   # CHECK", "delimiter: \";\"",
            "  \"Date\": overdoseDate   # CHECK: the name could mean",
            "  # \"Colour\": kept as received", "names: forenameFirst", "dates: [\"d/M/yyyy\"]",
            "day or the month first; the day is taken", "99/99/99 (9 a digit, A a letter), 1 cell",
            "  # \"say \\\"x\\\"\\\\\": kept as received", "severalPeopleUnderOneReference: false",
        ] {
            #expect(yaml.contains(line), "\(line) in \(yaml)")
        }
        for told in ["Ailsa", "blue", "03/04"] { #expect(!yaml.contains(told)) }
    }
}
