import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

@Suite struct WorkflowTests {
    @Test func aNotificationMakesCasePlanOwnerPriorityAndDueTimeInOneTransaction() throws {
        let fixture = try DaemonFixture()
        let result = try fixture.ambulance([:])
        #expect(result.accepted == 1)
        let state = try fixture.onlyCase()
        #expect(state.contactDueAt == Instant(iso8601: "2021-03-04T08:00:00+00:00"))
        #expect(state.owner == .role(.dutyWorker))
        #expect(state.triage != nil)
        #expect(state.plan?.standing == .drafted)
        #expect(state.person != nil)
    }

    @Test func rule12_theSameRowAgainChangesNothing() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let before = try fixture.story()
        let again = try fixture.ambulance([:])
        #expect((again.rows, again.unchanged) == (1, 1))
        #expect(try fixture.story().dropFirst(before.count).map { $0.contains("feedReceived") } == [true])
    }

    @Test func rule12_otherContentIsACorrectionAndTheOldVersionIsKept() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        #expect(try fixture.ambulance(["Doses": "3"]).corrected == 1)
        let state = try fixture.onlyCase()
        #expect(state.notifications.map(\.facts.naloxoneDoses) == [3])
        let versions = try fixture.workflow.read { try $0.tx.notifications.versions(of: state.notifications[0].id) }
        #expect(versions.count == 2)
    }

    @Test func rule12_anotherPersonUnderOneReferenceIsARecordAndACaseOfItsOwn() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let other = try fixture.ambulance(["Forename": "Bruce", "Surname": "Otherman", "DOB": "09/09/1970", "Sex": "M"])
        #expect(other.accepted == 1)
        #expect(try fixture.cases().count == 2)
        #expect(Set(try fixture.cases().map(\.person)).count == 2)
    }

    @Test func rule19_twoSourcesOfOneOverdoseAreOneCase() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["CHI": ""])
        let police = """
            VPD Ref,Occurred,Surname,Forenames,Known As,Date of Birth,Gender,Home Address,Locus,Children Present,\
            Suspected Substances,Concern,Sent
            PS-1,01-Mar-2021 08:20,TESTPERSON,AILSA,,01-Feb-1985,Female,"1 Example Street, Dundee DD1 1AA",\
            "1 Example Street, Dundee DD1 1AA",No,heroin,Adult concern,2021-03-01
            """
        #expect(try fixture.ingest("police", police).accepted == 1)
        let state = try fixture.onlyCase()
        #expect(state.notifications.map(\.source.name) == ["ambulance", "police"])
        #expect(state.overdose.earliest == Instant(iso8601: "2021-03-01T08:00:00+00:00"))
    }

    @Test func rule24and28_levelsFireInOrderOnceAndEveryAlertIsInTheOutboxWithItsEvent() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.advance(hours: 80)
        let state = try fixture.onlyCase()
        let alerts = try fixture.workflow.read { try $0.tx.outbox.entries(of: state.id) }
        #expect(Set(alerts.map(\.message.id)).count == alerts.count)
        let fired = try fixture.story().filter { $0.contains(" levelFired ") }
        // Six levels, and the last repeats every two hours from the due time on: 70 hours after 10:00 is 78 of the
        // clock.
        #expect(fired.count >= 6)
        #expect(state.isOverdue(at: fixture.now))
    }

    @Test func rule8_aContactCoversEveryOpenCaseOfThePersonBeforeIt() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.ambulance(["Incident No": "SAS-2", "Call Date": "28/02/2021", "Call Time": "02:00"])
        let cases = try fixture.cases()
        #expect(cases.count == 2)
        try fixture.run(.contact, cases[0].code) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = "worker-1"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
        }
        let kinds = try fixture.cases().map { $0.ending?.ending.kind }
        #expect(kinds == [.reached, .coveredBy])
    }

    @Test func rule8_aWithdrawnContactOpensWhatItCoveredAgain() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.ambulance(["Incident No": "SAS-2", "Call Date": "28/02/2021", "Call Time": "02:00"])
        let first = try fixture.cases()[0].code
        try fixture.run(.contact, first) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = "worker-1"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
        }
        try fixture.run(.withdrawContact, first)
        #expect(try fixture.cases().allSatisfy(\.isOpen))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule11_aRowThatCannotBeReadIsKeptAlarmedAndInTheReport() throws {
        let fixture = try DaemonFixture()
        let feed =
            "Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,"
            + "Incident Address,Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent\nSAS-1,only\n"
        let result = try fixture.ingest("ambulance", feed)
        #expect((result.rows, result.quarantined) == (1, 1))
        let kept = try fixture.workflow.read { try $0.tx.vault.records(of: .quarantinedRow, subject: 1) }
        #expect(kept.count == 1)
        #expect(try fixture.workflow.read { try $0.tx.outbox.count(.recorded) } > 0)
        let report = try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "text", withNames: false), by: .user("morag"))
        #expect(report.contains("NEEDS FIXING (1)"))
    }

    @Test func rule17_confirmingAReviewJoinsAndUndoingTakesItApartExactly() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["DOB": "11/02/1985"])
        try fixture.advance(hours: 48)
        try fixture.ambulance([
            "Incident No": "SAS-9", "Call Date": "03/03/2021", "Call Time": "06:00", "DOB": "01/02/1985",
            "Home Address": "9 Elsewhere Road", "Home Postcode": "DD2 2BB", "Incident Address": "3 Third Row",
            "Incident Postcode": "DD3 3CC",
        ])
        let review = try #require(try fixture.workflow.read { try $0.tx.people.openReviews().first })
        let people = Set(try fixture.cases().compactMap(\.person))
        #expect(people.count == 2)
        try fixture.workflow.perform(as: .user("morag")) { try $0.confirm(review.id, candidate: nil) }
        let roots = try fixture.workflow.read { reading in Set(try people.map { try reading.tx.people.root(of: $0) }) }
        #expect(roots.count == 1)
        try fixture.workflow.perform(as: .user("morag")) { try $0.undo(review.id) }
        let again = try fixture.workflow.read { reading in Set(try people.map { try reading.tx.people.root(of: $0) }) }
        #expect(again == people)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule14_aSilentSourceIsAlarmedOnceAndHeadsTheReport() throws {
        let fixture = try DaemonFixture()
        let header =
            "Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,"
            + "Incident Address,Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent\n"
        #expect(try fixture.ingest("ambulance", header).rows == 0)
        try fixture.advance(hours: 24 * 6)
        let report = try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "json", withNames: false), by: .user("morag"))
        #expect(report.contains("\"ambulance\""))
        #expect(try fixture.story().filter { $0.contains("ambulance") && $0.contains("sourceWentSilent") }.count == 1)
        try fixture.workflow.perform(as: .user("morag")) { try $0.declareNilReturn(SourceID("ambulance")) }
        let silent = try fixture.workflow.read { try $0.tx.feeds.row(of: SourceID("ambulance"))?.silentSince }
        #expect(silent == nil)
    }

    @Test func rule42_openingNamesIsLoggedOncePerUserPersonScreenAndMinute() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let reports = ReportService(fixture.workflow)
        let request = Operation.ReportRequest(kind: .huddle, at: nil, format: "text", withNames: true)
        #expect(try reports.render(request, by: .user("morag")).contains("Ailsa Testperson"))
        _ = try reports.render(request, by: .user("morag"))
        _ = try reports.render(request, by: .user("isla"))
        let plain = Operation.ReportRequest(kind: .huddle, at: nil, format: "text", withNames: false)
        #expect(try reports.render(plain, by: .user("euan")).contains("Testperson") == false)
        #expect(try fixture.story().filter { $0.contains("detailsOpened") }.count == 2)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule34_aReportedDeathEndsEveryOpenCaseOfThePerson() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.ambulance(["Incident No": "SAS-2", "Call Date": "28/02/2021", "Call Time": "02:00"])
        let cases = try fixture.cases()
        try fixture.run(.end, cases[0].code) { $0.kind = "diedReported" }
        #expect(try fixture.cases().map { $0.ending?.ending.kind } == [.diedReported, .diedReported])
    }

    @Test func rule34_anObjectionToAllOutreachEndsEveryOpenCaseOneToThisOverdoseDoesNot() throws {
        for (scope, both) in [("outreach", true), ("thisOverdose", false)] {
            let fixture = try DaemonFixture()
            try fixture.ambulance([:])
            try fixture.ambulance(["Incident No": "SAS-2", "Call Date": "28/02/2021", "Call Time": "02:00"])
            let first = try fixture.cases()[0].code
            try fixture.run(.end, first) {
                $0.kind = "objects"
                $0.outcome = scope
                $0.way = "spoken"
            }
            #expect(try fixture.cases().map(\.isOpen) == [false, !both])
        }
    }

    /// The services write when there is something to tell: they have a week, the others days.
    @Test func rule14_aSourceThatNeverSentIsAlarmedTooWhenItsTimeIsOver() throws {
        let fixture = try DaemonFixture()
        func silent() throws -> Set<String> {
            Set(try fixture.story().filter { $0.contains("sourceWentSilent") }.map { $0.split(separator: " ")[1] })
                .reduce(into: []) { $0.insert(String($1)) }
        }
        try fixture.advance(hours: 24 * 7 - 1)
        #expect(try silent() == ["ambulance", "hospital", "police"])
        try fixture.advance(hours: 1)
        #expect(try silent() == ["ambulance", "community", "hospital", "police"])
    }

    @Test func aStopInBetweenChangesNothing() throws {
        func live(stopping: Bool) throws -> [String] {
            let fixture = try DaemonFixture()
            try fixture.ambulance([:])
            for hours in [5, 20, 30, 20, 48] as [Int64] {
                if stopping { try fixture.reopen() }
                try fixture.advance(hours: hours)
            }
            return try fixture.story()
        }
        #expect(try live(stopping: false) == live(stopping: true))
    }

    @Test func afterDowntimeEverythingDueFiresOnceAndVerifyHolds() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.reopen()
        try fixture.advance(hours: 24 * 12)
        let report = try Verification(fixture.daemon).run()
        #expect(report.holds, "\(report.lines)")
        let digests = try fixture.story().filter { $0.contains("digestSent") }
        #expect(digests.count >= 4)
    }
}
