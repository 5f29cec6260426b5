import Testing

@testable import NFODEngine

@Suite struct DropRefusalTests {
    private let other = SourceProfile(
        id: SourceID("other"), label: "Other",
        columns: [SourceColumn(name: "Number", field: .reference), SourceColumn(name: "Seen", field: .overdoseAt)],
        dates: testProfile.dates, words: testWords, receivedAtLocalTime: testProfile.receivedAtLocalTime,
        delimiter: 0x3B)

    private func owners(_ text: String, isWhole: Bool = true) -> [String] {
        FeedSniff.sources(
            fitting: Array(text.utf8), isWhole: isWhole, among: [fileProfile, other], rowBytesMax: 4_096
        )
        .map(\.name)
    }

    @Test func aHeaderTellsWhoseFileItIs() {
        #expect(owners("Number;Seen\n1;x\n") == ["other"])
        #expect(owners("Ref,Name,When,Sent\n") == ["file"])
        #expect(owners("Number;Seen") == ["other"])
        #expect(owners("Number;Seen", isWhole: false) == [])
        #expect(owners("Number;Seen\n1;\"cut off") == ["other"])
        #expect(owners("Something,Else\n") == [])
        #expect(owners("") == [])
    }

    @Test func theWordsHoldTheProfilesColumnsAndNothingOfTheFile() throws {
        let expected = ["Ref", "Name", "When", "Sent"]
        let row = FeedRefusal.headerDoesNotFit(expected: expected, found: ["Ailsa Testperson", "Female", "Dundee"])
        let words = DropRefusal.feed(row, fits: []).message
        #expect(words.contains("Not in it: Ref, Name, When, Sent."))
        #expect(words.contains("Perhaps the file has no header."))
        for told in ["Ailsa", "Female", "Dundee"] { #expect(!words.contains(told)) }
        let almost = FeedRefusal.headerDoesNotFit(expected: expected, found: ["ref", "Name", "name", "When", "New"])
        #expect(
            DropRefusal.feed(almost, fits: [SourceID("other")]).message
                == "The header does not fit this source. Not in it: Sent. More than once in it: Name. "
                + "Columns that the profile does not name: 1. Ask the source for the columns agreed, or change its "
                + "profile in config/sources. It looks like a file of source other.")
    }

    @Test func everyRefusalOfAWholeFileIsToldFromARows() {
        let refusals: [DropRefusal] =
            DropSighting.Kind.allCases.map(DropRefusal.notAFile) + [
                .unreadable, .tooLarge(bytesMax: 1), .formatUnknown, .feed(.file(.empty), fits: []),
                .feed(.file(.halfWritten(line: 3)), fits: []), .feed(.file(.notText(.workbook)), fits: []),
                .feed(.headerDoesNotFit(expected: [], found: []), fits: []),
                .feed(.headerUnreadable(.strayQuote), fits: []),
            ]
        for refusal in refusals { #expect(DropRefusal.isAboutWholeFile(refusal.code), "\(refusal.code)") }
        for row in [QuarantineReason.nothingToGoOn, .unreadable(.tooLong(bytesMax: 1)), .unreadable(.zeroByte)] {
            #expect(!DropRefusal.isAboutWholeFile(row.code))
        }
    }
}
