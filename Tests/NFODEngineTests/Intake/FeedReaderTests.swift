import NFODEngine
import Testing

/// Rule 2: what each kind of time becomes. Receipt is 2021-03-01 09:30, the feed before came on 28 February at 07:00.
@Suite struct ToldTimeTests {
    @Test(
        arguments: [
            (["When": "28/02/2021 23:10"], "2021-02-28T23:10:00Z", "2021-02-28T23:10:00Z", .exact, .told),
            (["Day": "28/02/2021", "Time": "23:10"], "2021-02-28T23:10:00Z", "2021-02-28T23:10:00Z", .exact, .told),
            (["When": "28/02/2021"], "2021-02-28T00:00:00Z", "2021-02-28T23:59:59.999Z", .day, .told),
            (["When": "01/07/2020"], "2020-06-30T23:00:00Z", "2020-07-01T22:59:59.999Z", .day, .told),
            (["When": "01/03/2021"], "2021-03-01T00:00:00Z", "2021-03-01T09:30:00Z", .day, .told),
            (["Day": "28/02/2021", "Time": "25:00"], "2021-02-28T00:00:00Z", "2021-02-28T23:59:59.999Z", .day, .told),
            (
                ["Arrived": "2021-02-28T18:00+00:00"], "2021-02-28T15:00:00Z", "2021-02-28T18:00:00Z", .estimated,
                .arrival
            ),
            (
                ["When": "28/02/2021 16:40", "Arrived": "2021-02-28T18:00+00:00"], "2021-02-28T16:40:00Z",
                "2021-02-28T16:40:00Z", .exact, .told
            ),
            ([:], "2021-02-28T07:00:00Z", "2021-03-01T09:30:00Z", .estimated, .receipt),
            (["When": "31/02/2021 10:00"], "2021-02-28T07:00:00Z", "2021-03-01T09:30:00Z", .estimated, .receipt),
            (["When": "01/03/2021 09:31"], "2021-02-28T07:00:00Z", "2021-03-01T09:30:00Z", .estimated, .receipt),
            (
                ["Arrived": "2021-03-01T09:31+00:00"], "2021-02-28T07:00:00Z", "2021-03-01T09:30:00Z", .estimated,
                .receipt
            ),
            (["Sent": "2021-03-01"], "2021-02-28T07:00:00Z", "2021-03-01T07:00:00Z", .estimated, .receipt),
        ] as [([String: String], String, String, OverdoseInterval.Precision, OverdoseInterval.Origin)])
    func rule2(
        cells: [String: String], earliest: String, latest: String, precision: OverdoseInterval.Precision,
        origin: OverdoseInterval.Origin
    ) {
        let expected = OverdoseInterval(
            earliest: instant(earliest), latest: instant(latest), precision: precision, origin: origin)
        #expect(reading(cells.merging(["Last": "Wren"]) { $1 }).facts.overdose == expected)
    }

    @Test func rule2_aFeedSoonAfterAnotherMayTellOfTheSameNight() {
        let justBefore = FeedReceipt(
            receivedAt: testReceipt.receivedAt, previousFeedAt: testReceipt.receivedAt - .minutes(5))
        let told = reading(["Last": "Wren"], receipt: justBefore).facts.overdose
        #expect(told.earliest == instant("2021-02-28T09:30:00Z"))
    }

    @Test func withoutAPreviousFeedTheIntervalIsTheLongest() {
        for previous in [nil, instant("2021-01-01T07:00:00Z"), testReceipt.receivedAt] {
            let receipt = FeedReceipt(receivedAt: testReceipt.receivedAt, previousFeedAt: previous)
            let told = reading(["Last": "Wren"], receipt: receipt).facts.overdose
            #expect(told.earliest == instant("2021-02-27T09:30:00Z"))
        }
    }

    @Test(
        arguments: [
            ([:], [.timeMissing]),
            (["When": "31/02/2021"], [.timeImpossible]),
            (["When": "soon"], [.timeImpossible]),
            (["Day": "28/02/2021", "Time": "25:00"], [.timeImpossible]),
            (["When": "02/03/2021"], [.timeInFuture]),
            (["When": "01/03/2021 09:31"], [.timeInFuture]),
            (["When": "28/02/2011 10:00"], [.timeLongAgo]),
            (["When": "28/03/2021 01:30"], [.timeInFuture]),
            (["When": "25/10/2020 01:30"], [.timeAmbiguous]),
            (["When": "29/03/2020 01:30"], [.timeAmbiguous]),
            (["When": "25/10/2020 02:30"], []),
        ] as [([String: String], Set<IntakeFlag>)])
    func doubtsAboutTheTime(cells: [String: String], flags: Set<IntakeFlag>) {
        let row = reading(cells.merging(["Last": "Wren"]) { $1 })
        #expect(row.facts.flags == flags)
        for (column, cell) in cells { #expect(row.details.asReceived[column] == cell) }
    }

    @Test func tenYearsAgoIsKept() {
        let row = reading(["Last": "Wren", "When": "28/02/2011 10:00"])
        #expect(row.facts.overdose == .exact(instant("2011-02-28T10:00:00Z")))
    }

    @Test(arguments: [
        ("2021-02-27", "2021-02-27T07:00:00Z"), ("2020-07-01", "2020-07-01T06:00:00Z"),
        ("2021-03-02", "2021-03-01T09:30:00Z"), ("", "2021-03-01T09:30:00Z"), ("31/02/2021", "2021-03-01T09:30:00Z"),
    ])
    func aDateOfSendingCountsFromTheMorning(sent: String, at: String) {
        #expect(reading(["Last": "Wren", "Sent": sent]).facts.sentAt == instant(at))
    }
}

/// Rules 11 and 13: everything that can be taken is taken, with its doubts.
@Suite struct RowReadingTests {
    @Test(
        arguments: [
            (["First": "Unknown", "Last": "Male"], nil, nil),
            (["Name": "Unknown Male 2"], nil, nil),
            (["Name": "MALE, UNIDENTIFIED"], nil, nil),
            (["First": "John", "Last": "Male"], "John", "Male"),
            (["First": "unknown", "Last": "Wren"], nil, "Wren"),
            (["Name": "WREN,  Ailsa  Mary"], "Ailsa Mary", "WREN"),
            (["Name": "Ailsa Mary Wren"], "Ailsa Mary", "Wren"),
            (["Name": "Ailsa"], "Ailsa", nil),
        ] as [([String: String], String?, String?)])
    func names(cells: [String: String], forename: String?, surname: String?) {
        let row = reading(cells.merging(["When": "28/02/2021"]) { $1 })
        #expect(row.details.forename == forename)
        #expect(row.details.surname == surname)
        #expect(row.details.isUnidentified == (forename == nil && surname == nil))
        #expect(row.facts.flags.contains(.nameMissing) == row.details.isUnidentified)
    }

    @Test(
        arguments: [
            (
                ["Home": "12 Kirk Road", "Home Code": "dd43jf"], Place(address: "12 Kirk Road", postcode: "DD4 3JF"),
                false
            ),
            (["Home": "12 Kirk Road, Dundee DD4 3JF"], Place(address: "12 Kirk Road", postcode: "DD4 3JF"), false),
            (["Home": "12 Kirk Road, Dundee, DD43JF"], Place(address: "12 Kirk Road", postcode: "DD4 3JF"), false),
            (["Home": "12 Kirk Road"], Place(address: "12 Kirk Road"), false),
            (["Home Code": "DD4 3JF"], Place(postcode: "DD4 3JF"), false),
            (["Home": "12 Kirk Road", "Home Code": "DD4"], Place(address: "12 Kirk Road, DD4"), false),
            (["Home": "No Fixed Abode, Dundee"], nil, true),
            (
                ["Home": "No fixed abode - try the hostel, Kirk Road"],
                Place(address: "No fixed abode - try the hostel, Kirk Road"), true
            ),
            (["Home": "not known"], nil, false),
            (["Home": "Dundee"], Place(address: "Dundee"), false),
        ] as [([String: String], Place?, Bool)])
    func places(cells: [String: String], home: Place?, noFixedAddress: Bool) {
        let row = reading(cells.merging(["Last": "Wren"]) { $1 })
        #expect(row.details.home == home)
        #expect(row.facts.noFixedAddress == noFixedAddress)
    }

    @Test(
        arguments: [
            ("heroin; Street Valium", [.heroin, .streetBenzodiazepine], false),
            ("valium, nitazene suspected", [.prescribedBenzodiazepine, .nitazene], false),
            ("? street valium", [.streetBenzodiazepine], false), ("unknown tablets", [.unknownTablets], false),
            ("not known", [], false), ("denies heroin", [], false),
            ("no heroin; valium", [.prescribedBenzodiazepine], false),
            ("moon dust", [.other], true), ("", [], false),
        ] as [(String, Set<Substance>, Bool)])
    func substances(cell: String, expected: Set<Substance>, isFlagged: Bool) {
        let row = reading(["Last": "Wren", "Substances": cell])
        #expect(row.facts.substances == expected)
        #expect(row.facts.flags.contains(.substanceUnreadable) == isFlagged)
        #expect(row.details.remarks == (cell.isEmpty || cell == "not known" ? [] : [cell]))
    }

    @Test(
        arguments: [
            ("Y", "2", .yes, false), ("N", "0", .no, false), ("", "", .unknown, false), ("", "2", .yes, false),
            ("", "0", .unknown, false), ("N", "2", .yes, true), ("unknown", "", .unknown, false),
        ] as [(String, String, Told, Bool)])
    func dosesCountedWereGiven(told: String, doses: String, expected: Told, isFlagged: Bool) {
        let row = reading(["Last": "Wren", "Naloxone": told, "Doses": doses])
        #expect(row.facts.naloxoneGiven == expected)
        #expect(row.facts.naloxoneDoses == Int(doses))
        #expect(row.facts.flags.contains(.numberUnreadable) == isFlagged)
    }

    @Test func codesConcernsOutcomesAndNotes() {
        let row = reading([
            "Last": "Wren", "Diagnosis": "t401; T50.9", "Concern": "Adult concern; domestic",
            "Outcome": "Left before treatment",
            "Note": "Told worker, naloxone used by friend", "Known As": "Ally",
        ])
        #expect(row.facts.substances == [.heroin])
        #expect(row.facts.adultConcern == .yes && row.facts.domesticAbuse == .yes && row.facts.childConcern == .unknown)
        #expect(row.facts.whereabouts == .leftHospitalBeforeTreatment)
        #expect(row.facts.naloxoneGiven == .yes && row.details.otherNames == ["Ally"])
        #expect(row.facts.flags == [.timeMissing])
    }

    @Test func aNoteThatDeniesSetsNothing() {
        #expect(reading(["Last": "Wren", "Note": "no naloxone used"]).facts.naloxoneGiven == .unknown)
    }

    @Test(
        arguments: [
            ("Naloxone", "perhaps", .answerUnreadable), ("Doses", "two", .numberUnreadable),
            ("Sex", "q", .sexUnreadable),
            ("Outcome", "beamed up", .answerUnreadable), ("Diagnosis", "Z99", .substanceUnreadable),
            ("DOB", "31/02/1980", .birthDateImpossible), ("DOB", "01/03/2031", .birthDateInFuture),
            ("DOB", "01/01/1880", .birthDateImpossible), ("Born", "2031", .birthDateInFuture),
            ("Last", "=cmd()", .formulaText), ("CHI", "12345", .chiWrongLength),
            ("Note", "#n/a", .errorValue),
        ] as [(String, String, IntakeFlag)])
    func badValuesAreTakenAndFlagged(column: String, cell: String, flag: IntakeFlag) {
        let row = reading([column: cell].merging(["Last": "Wren", "When": "28/02/2021 10:00"]) { old, _ in old })
        #expect(row.facts.flags.contains(flag))
        #expect(row.details.asReceived[column] == cell)
        #expect(row.details.birthDate == nil)
    }

    /// Rule 23, on 28 February 2021.
    @Test(
        arguments: [
            (["DOB": "01/03/2005"], .under16), (["DOB": "28/02/2005"], .aged16or17),
            (["DOB": "01/03/2003"], .aged16or17),
            (["DOB": "28/02/2003"], .adult), (["Born": "2005"], .under16), (["Born": "2004"], .aged16or17),
            (["Born": "2003"], .possiblyUnder18), (["Born": "2002"], .adult), ([:], .unknown),
            (["CHI": "0101011237"], .adult), (["CHI": "0101201234"], .possiblyUnder18),
            (["CHI": "0101010000"], .unknown),
        ] as [([String: String], AgeStatus)])
    func ageAtTheOverdose(cells: [String: String], status: AgeStatus) {
        let row = reading(cells.merging(["Last": "Wren", "When": "28/02/2021 10:00"]) { $1 })
        #expect(row.facts.ageStatus == status)
    }

    @Test(arguments: [
        [:], ["Ref": "R1"], ["Ref": "R1", "First": "Unknown", "Last": "Male", "Sex": "m"], ["When": "31/02/2021"],
    ])
    func nothingToGoOnIsPutAside(cells: [String: String]) {
        #expect(content(cells) == .quarantined(.nothingToGoOn))
    }

    @Test func whatNobodyMappedIsKeptAsReceived() {
        #expect(reading(["Last": "Wren", "Odd": "x"]).details.asReceived["Odd"] == "x")
    }
}

/// Whole files: issue 2, Bad input.
@Suite struct WholeFileTests {
    private func read(_ text: String) throws -> (rows: [FeedRow], reader: FeedReader) { try readFile(Array(text.utf8)) }

    @Test func headerOnlyIsAFeedWithNothingToTell() throws {
        #expect(try read("Ref,Name,When,Sent\n").rows == [])
    }

    @Test func columnsMayStandInAnyOrderAndOthersBesideThem() throws {
        let (rows, reader) = try read("sent,WHEN, Name ,Shoe Size,Ref\n,28/02/2021,Ailsa Wren,6,R1\n")
        guard case .read(let row) = try #require(rows.first).content else {
            Issue.record("put aside")
            return
        }
        #expect(row.details.surname == "Wren" && row.details.asReceived["Shoe Size"] == "6")
        #expect(reader.otherColumns == ["Shoe Size"])
    }

    @Test(arguments: [
        "Ref,Name,When\n", "Ref,Name,When,Sent,Sent\n", "Ref;Name;When;Sent\n", "Ref,Nome,When,Sent\n1,2,3,4\n",
    ])
    func aHeaderThatDoesNotFitRefusesTheFile(text: String) {
        let refusal = #expect(throws: FeedRefusal.self) { try read(text) }
        #expect(refusal?.code == "header-does-not-fit")
        #expect(refusal?.message.hasPrefix("The header does not fit this source. ") == true)
    }

    @Test(arguments: ["R1,Ailsa Wren,28/02/2021,2021-03-01\n", "Name,Ailsa Wren,Dundee,f\n", "x,Ailsa Wren,Dundee,f\n"])
    func aFileWithoutHeaderShowsNobodysRow(text: String) {
        let refusal = #expect(throws: FeedRefusal.self) { try read(text) }
        #expect(refusal?.message.contains("Wren") == false)
    }

    @Test(arguments: [
        ("", "file-empty"), ("Ref,Name,When,Sent\nR1,\"Ailsa", "file-half-written"), ("a\"b\n", "header-unreadable"),
    ])
    func refusals(text: String, code: String) {
        let refusal = #expect(throws: FeedRefusal.self) { try read(text) }
        #expect(refusal?.code == code)
    }

    @Test func utf16IsRefused() {
        let refusal = #expect(throws: FeedRefusal.self) { try readFile([0xFF, 0xFE, 0x52, 0, 0x65, 0]) }
        #expect(refusal?.code == "file-not-text")
    }

    @Test func oneBadRowIsPutAsideWithItsLineAndNoName() throws {
        let (rows, _) = try read("Ref,Name,When,Sent\nR1,Ailsa Wren,28/02/2021\nR2,Ben Lark,28/02/2021,\n")
        #expect(rows.map(\.line) == [2, 3])
        let reason = QuarantineReason.unreadable(.wrongCellCount(expected: 4, found: 3))
        #expect(rows.first?.content == .quarantined(reason))
        #expect(!reason.message.contains("Wren") && reason.code == "wrong-cell-count")
    }

    @Test func windows1252IsAnnouncedAndFlagged() throws {
        let bytes = Array("Ref,Name,When,Sent\nR1,Zo".utf8) + [0xEB] + Array(" Wren,28/02/2021,\n".utf8)
        let (rows, reader) = try readFile(bytes)
        #expect(reader.fallbackEncodedRows == 1)
        guard case .read(let row) = try #require(rows.first).content else {
            Issue.record("put aside")
            return
        }
        #expect(row.details.forename == "Zoë" && row.facts.flags.contains(.encodingFallback))
    }

    /// Rule 12: two like rows without a reference in one file are two.
    @Test func likeRowsWithoutReferenceAreNumbered() throws {
        let (rows, _) = try read(
            "Ref,Name,When,Sent\n,Ailsa Wren,28/02/2021,\n,Ailsa Wren,28/02/2021,2021-03-01\n,Ben Lark,28/02/2021,\n")
        let readings = rows.compactMap { if case .read(let row) = $0.content { row } else { nil } }
        #expect(readings.map(\.ordinal) == [1, 2, 1])
        #expect(readings[0].contentText == readings[1].contentText)
        #expect(readings[0].contentText != readings[2].contentText)
    }
}
