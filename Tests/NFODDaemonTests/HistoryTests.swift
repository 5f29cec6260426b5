import Foundation
import NFODEngine
import NFODStore
import Testing
import WorkbookFixture

@testable import NFODDaemon

/// `ingest --history`: an old spreadsheet makes people's history and nothing else.
@Suite struct HistoryTests {
    private static let header = [
        "Date of NFOD", "Time", "Forename", "Surname", "DOB", "CHI", "Address", "Postcode", "Substances",
        "Naloxone given", "Source", "Outcome",
    ]

    /// A team's old list as Excel keeps it: typed dates and times, and CHI numbers as numbers that are shown with their
    /// zeros. `days` are those of the overdoses.
    private func oldList(_ fixture: DaemonFixture, days: [String]) throws -> String {
        var book = WorkbookFixture(formats: ["dd/mm/yyyy", "hh:mm", "0000000000"])
        book.rows = WorkbookIngestTests.row(1, Self.header.map { .text($0) })
        for (index, day) in days.enumerated() {
            let date = try #require(CivilDate(iso8601: day))
            let serial = String(date.dayNumber + 25_569)
            book.rows += WorkbookIngestTests.row(
                index + 2,
                [
                    .styled(serial, 1), .styled("0.3472222222", 2), .text("Ailsa"), .text("Testperson"),
                    .styled("31079", 1), .styled("102850009", 3), .text("1 Example Street"), .text("DD1 1AA"),
                    .text("heroin"), .text("Yes"), .text("Ambulance"), .text("Reached"),
                ])
        }
        let path = fixture.directory.appendingPathComponent("old.xlsx").path
        try book.write(to: path)
        return path
    }

    private func take(_ fixture: DaemonFixture, _ path: String, source: String = "spreadsheet") throws -> IngestResult {
        try fixture.daemon.intake.ingest(
            SourceID(source), path: path, by: .user("morag"), options: .init(isHistory: true))
    }

    @Test func oldRowsBecomeWhatIsKnownOfAPersonAndAlertNobody() throws {
        let fixture = try DaemonFixture()
        let path = try oldList(fixture, days: ["2020-05-04", "2021-01-10", "2021-02-12"])
        let result = try take(fixture, path)
        #expect((result.rows, result.accepted, result.notOver) == (3, 3, 0))
        let old = try fixture.cases()
        #expect(old.allSatisfy { $0.ending?.ending == .beforeGoLive })
        #expect(Set(old.map(\.person)).count == 1)
        #expect(
            old.map { $0.overdose.earliest } == [
                Instant(iso8601: "2020-05-04T08:20:00+01:00"), Instant(iso8601: "2021-01-10T08:20:00+00:00"),
                Instant(iso8601: "2021-02-12T08:20:00+00:00"),
            ])
        #expect(old.map(\.openedAt) == old.map { $0.overdose.latest })
        let evidence = try fixture.workflow.read { try $0.stored(NotificationID(1)).vaulted }
        #expect(evidence.details.chi == "0102850009")
        #expect(evidence.details.birthDate == CivilDate(iso8601: "1985-02-01"))
        #expect(!evidence.facts.flags.contains(.timeLongAgo))
        #expect(try fixture.workflow.read { try $0.tx.outbox.count(.recorded) } == 0)
        // A month on nothing of it has fallen due, and nobody waits for the next list.
        try fixture.advance(hours: 24 * 40)
        #expect(try fixture.cases().allSatisfy { !$0.isOpen })
        #expect(!(try fixture.story()).contains { $0.contains("source:spreadsheet") && $0.contains("Silent") })
        #expect(try fixture.workflow.read { try $0.tx.feeds.row(of: SourceID("spreadsheet")) } == nil)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func aNewOverdoseKnowsTheOldOnes() throws {
        let fixture = try DaemonFixture()
        _ = try take(fixture, try oldList(fixture, days: ["2020-05-04", "2021-01-10", "2021-02-12"]))
        try fixture.ambulance([:])
        let new = try #require(try fixture.cases().last)
        #expect(new.isOpen)
        #expect(new.triage?.reasons.contains { "\($0)".contains("overdoses") } == true, "\(new.triage as Any)")
        let (report, text) = try fixture.workflow.read { reading in
            let view = try ReportView(reading, at: fixture.now, isPast: false)
            return (try view.huddle(), try view.text(withNames: false))
        }
        let row = try #require(report.csv(text).rows.first)
        let column = try #require(report.csv(text).header.firstIndex(of: "overdosesThisYear"))
        #expect(row[column] == .integer(3))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func theSameListAgainChangesNothing() throws {
        let fixture = try DaemonFixture()
        let path = try oldList(fixture, days: ["2020-05-04", "2021-01-10"])
        _ = try take(fixture, path)
        let before = try fixture.story().count
        #expect(try take(fixture, path).unchanged == 2)
        #expect(try fixture.story().dropFirst(before).map { $0.contains("feedReceived") } == [true])
    }

    /// An overdose of yesterday in the old list: it ends as before go-live like the others, and the operator is told;
    /// when a feed tells of it too, a response is opened, because here nobody ever was.
    @Test func anOverdoseWhoseTimeIsNotOverIsToldAndIsNotLostToAFeed() throws {
        let fixture = try DaemonFixture()
        #expect(try take(fixture, try oldList(fixture, days: ["2021-02-12", "2021-03-01"])).notOver == 1)
        try fixture.ambulance(["Call Time": "08:20"])
        let open = try fixture.cases().filter(\.isOpen)
        #expect(open.count == 1)
        #expect(open.first?.notifications.map(\.source.name) == ["ambulance"])
        // One that is long over joins what is known.
        try fixture.ambulance(["Incident No": "SAS-9", "Call Date": "12/02/2021", "Call Time": "08:20"])
        #expect(try fixture.cases().filter(\.isOpen).count == 1)
    }

    @Test func anOldListIsNoFeedAndAFeedsOldListDoesNotStopItsWatch() throws {
        let fixture = try DaemonFixture()
        let path = try oldList(fixture, days: ["2020-05-04"])
        #expect(throws: DaemonError.historyOnly(SourceID("spreadsheet"))) {
            try fixture.daemon.intake.ingest(SourceID("spreadsheet"), path: path, by: .user("morag"))
        }
        #expect(throws: DaemonError.historyOnly(SourceID("spreadsheet"))) {
            try fixture.daemon.intake.ingest(
                SourceID("spreadsheet"), cells: ["Surname": "Testperson"], by: .user("morag"))
        }
        let nil0 = OperationRunner(fixture.daemon).run(.nilReturn(source: "spreadsheet"), by: .user("morag"))
        #expect(nil0.exitCode == 2)
        let csv = DaemonFixture.feeds.appendingPathComponent("ambulance.csv").path
        let ambulance = SourceID("ambulance")
        let before = try fixture.workflow.read { try $0.tx.feeds.row(of: ambulance) }
        _ = try take(fixture, csv, source: "ambulance")
        #expect(try fixture.workflow.read { try $0.tx.feeds.row(of: ambulance) } == before)
        try fixture.advance(hours: 30)
        #expect(try fixture.story().contains { $0.contains("ambulance") && $0.contains("sourceWentSilent") })
        // Silent it stays, in the table and in the report, when more of the old list comes.
        _ = try take(fixture, csv, source: "ambulance")
        #expect(try fixture.workflow.read { try $0.tx.feeds.row(of: ambulance)?.silentSince } != nil)
        let silence = try fixture.workflow.read { try $0.tx.events.silence(of: ambulance, knownAt: fixture.now) }
        #expect(silence != nil)
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
