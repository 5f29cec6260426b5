import Foundation
import NFODConfig
import NFODEngine
import Testing
import WorkbookFixture

@testable import NFODDaemon

/// `nfodd source try`: a profile guessed, rows shown, nothing stored.
@Suite struct SourceTrialTests {
    private func trial(_ path: String, profile: String? = nil, profileOnly: Bool = false) -> Answer {
        SourceTrial(path: path, profilePath: profile, config: OperationScratch.config).run(profileOnly: profileOnly)
    }

    private func feed(_ source: String) -> String { DaemonFixture.feeds.appendingPathComponent(source + ".csv").path }

    /// For each shipped feed the guess reads every row, and as nearly as the shipped profile does.
    @Test(arguments: ["ambulance", "police", "hospital", "community"])
    func theGuessForAShippedFeedCanBeSavedAndReadsEveryRow(source: String) throws {
        let answer = trial(feed(source), profileOnly: true)
        #expect(answer.exitCode == 0, "\(answer.errors)")
        let profile = try SourceProfileReader.profile(
            text: answer.output, name: "guess", directory: OperationScratch.config)
        let shipped = try #require(try Daemon.configuration(OperationScratch.config).sources[SourceID(source)])
        let guessed = Dictionary(uniqueKeysWithValues: profile.columns.map { ($0.name, $0.field) })
        let wrong = shipped.columns.filter { column in
            guard let guess = guessed[column.name] else { return false }
            // A column of days without a time is read the same as either.
            return ![column.field, column.field == .overdoseAt ? .overdoseDate : column.field].contains(guess)
        }
        // The ambulance's destination is a remark for us and no word of it says so; a hospital's reference is an
        // "Attendance", which could be its time.
        #expect(wrong.isEmpty, "\(wrong)")
        let missed = shipped.columns.filter { guessed[$0.name] == nil }.map(\.name)
        #expect(Set(missed).isSubset(of: ["Destination", "Attendance"]), "\(missed)")
        let whole = trial(feed(source))
        #expect(whole.output.contains(", 0 put aside"), "\(whole.output.suffix(600))")
        #expect(!whole.output.contains("[timeImpossible]") && !whole.output.contains("[birthDateImpossible]"))
    }

    @Test func rowsAreShownWithWhatTheyTellAndWhatWouldBePutAside() throws {
        let scratch = try OperationScratch()
        let path = try scratch.feed("ambulance", rows: 3, more: Array("too,few\n".utf8))
        let shown = trial(path).output
        for told in [
            "forename      Reece", "surname       Fraser", "CHI           2311849255", "born          1984-11-23",
            "overdose      2019-11-18T16:14:00+00:00 (exact, told)", "substances    alcohol, cocaine, methadone",
            "row 5: would be put aside", "4 rows: 3 read, 1 put aside", "[wrong-cell-count]",
        ] {
            #expect(shown.contains(told), "\(told) in \(shown)")
        }
    }

    /// Who tries a file of their own sees its columns; a first line that looks like somebody's row is shown to nobody.
    @Test(
        arguments: [
            ("Case,Person,Seen\n", "The file's columns: Case, Person, Seen [header]"),
            ("7,Ailsa Testperson,01/02/2021\n", nil),
        ] as [(String, String?)])
    func aHeaderThatDoesNotFitIsShownHereAndNowhereElse(text: String, shown: String?) throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/feed.csv"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let answer = trial(path, profile: OperationScratch.config + "/sources/ambulance.yaml")
        #expect(answer.exitCode == 1)
        #expect(answer.errors.dropFirst() == ArraySlice([shown].compactMap { $0 }))
        #expect(answer.errors.first?.contains("[header-does-not-fit]") == true)
        #expect(answer.errors.first?.contains("Person") == false)
    }

    @Test func aWorkbookAndAProfileOfItsOwn() throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/old.xlsx"
        var book = WorkbookFixture(formats: ["14", "20", "0000000000"])
        book.rows =
            WorkbookIngestTests.row(1, ["Date of NFOD", "Time", "Surname", "CHI"].map { .text($0) })
            + WorkbookIngestTests.row(
                2, [.styled("43782", 1), .styled("0.75", 2), .text("Testperson"), .styled("102850009", 3)])
        try book.write(to: path)
        let before = try FileManager.default.contentsOfDirectory(atPath: scratch.root).sorted()
        let guessed = trial(path)
        let profile = OperationScratch.config + "/sources/spreadsheet.yaml"
        for shown in [guessed, trial(path, profile: profile)] {
            #expect(shown.exitCode == 0, "\(shown.errors)")
            #expect(shown.output.contains("overdose      2019-11-13T18:00:00+00:00 (exact, told)"), "\(shown.output)")
            #expect(shown.output.contains("CHI           0102850009"))
            #expect(shown.output.contains("1 row: 1 read, 0 put aside"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.root).sorted() == before)
    }

    @Test func whatCannotBeTried() throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/list.csv"
        try Data("Colour,Shape\nblue,round\n".utf8).write(to: URL(fileURLWithPath: path))
        let nothing = trial(path)
        #expect(nothing.exitCode == 1)
        #expect(nothing.errors.count == 2)
        #expect(trial(scratch.root + "/missing").exitCode == 2)
        #expect(trial(scratch.root).exitCode == 2)
        let unfit = trial(path, profile: OperationScratch.config + "/sources/police.yaml")
        #expect(unfit.exitCode == 1)
        #expect(unfit.errors.contains { $0.contains("[header-does-not-fit]") })
        let wrong = trial(feed("police"), profile: path)
        #expect(wrong.exitCode == 2)
    }
}
