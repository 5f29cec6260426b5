import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// What is learned about a person or an overdose after the case was opened, or given to somebody: wishes, a name, an
/// older overdose, an objection (rules 8, 18, 19, 25, 34).
@Suite struct LearnedLaterTests {
    private let ailsa = DaemonFixture.people[0]
    private let bruce = DaemonFixture.people[1]

    @Test func rule25_wishesRecordedLaterHoldWhoeverHasTheCase() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.onlyCase()
        try fixture.run(.assign, state.code) { $0.worker = "worker-1" }
        func wish() throws {
            try fixture.run(.wishes, state.code) {
                $0.way = "spoken"
                $0.exclude = "worker-1"
                $0.reason = "relative"
            }
        }
        try wish()
        #expect(try fixture.onlyCase().owner == .role(.coordinator))
        let alerts = try fixture.alerts(state.id)
        #expect(alerts.contains("do not go before you have heard more -> worker-1"))
        #expect(alerts.contains("somebody else has to go: look before anybody does -> coordinator-1"))
        // What was known when somebody decided stands.
        try fixture.run(.assign, state.code) { $0.worker = "worker-3" }
        try fixture.run(.wishes, state.code) {
            $0.way = "spoken"
            $0.unsafeWays = "letter"
        }
        #expect(try fixture.onlyCase().owner == .worker(WorkerID("worker-3")))
    }

    @Test func rule18_somebodyWhoIsNamedLaterBringsWhatIsKnownOfThem() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.run(.end, try fixture.onlyCase().code) {
            $0.kind = "objects"
            $0.outcome = "outreach"
            $0.way = "spoken"
        }
        try fixture.advance(hours: 48)
        let unnamed = ["Surname": "", "Forenames": "", "Date of Birth": "", "Home Address": ""]
        try fixture.police(ailsa, "PS-9", day: 3, time: "06:00", unnamed)
        let second = try #require(try fixture.cases().last)
        #expect(second.person == nil)
        try fixture.run(.assign, second.code) { $0.worker = "worker-1" }
        #expect(try fixture.police(ailsa, "PS-9", day: 3, time: "06:00").corrected == 1)
        let cases = try fixture.cases()
        let named = try #require(cases.last)
        #expect(named.person == cases[0].person)
        #expect(named.isOpen)
        #expect(named.owner == .role(.coordinator))
        #expect(try fixture.holds() == [])
    }

    @Test func rule19_whoeverIsNamedAsSomebodyElseLaterGetsACaseOfTheirOwn() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "08:00")
        let locus = "\(ailsa.home), Dundee \(ailsa.postcode)"
        let unnamed = ["Surname": "", "Forenames": "", "Date of Birth": "", "Home Address": "", "Locus": locus]
        try fixture.police(bruce, "PS-1", day: 1, time: "08:20", unnamed)
        #expect(try fixture.onlyCase().notifications.count == 2)
        #expect(try fixture.police(bruce, "PS-1", day: 1, time: "08:20", ["Locus": locus]).corrected == 1)
        let cases = try fixture.cases()
        try #require(cases.map(\.isOpen) == [true, true])
        #expect(cases.map { $0.notifications.map(\.id) } == [[NotificationID(1)], [NotificationID(2)]])
        #expect(cases[0].person != nil && cases[1].person != nil && cases[0].person != cases[1].person)
        #expect(try fixture.holds() == [])
    }

    @Test func rule8_aLateNotificationOfAnOlderOverdoseIsCoveredByTheContactThatWasCertainlyLater() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.reach(try fixture.onlyCase().code)
        let late = ["Incident No": "SAS-2", "Call Date": "28/02/2021", "Call Time": "02:00"]
        try fixture.ambulance(late)
        let second = try #require(try fixture.cases().last)
        #expect(second.ending?.ending.kind == .coveredBy)
        #expect(try fixture.alerts(second.id) == [])
        // A person who says that it is not covered is not overruled by the next correction.
        try fixture.run(.reopen, second.code) { $0.reason = "mistake" }
        try fixture.ambulance(late.merging(["Doses": "3"]) { $1 })
        #expect(try fixture.cases().last?.isOpen == true)
        #expect(try fixture.holds() == [])
    }

    @Test func rule34_anObjectionEndsNoCaseOfALaterOverdose() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "08:00")
        try fixture.advance(hours: 24)
        try fixture.ambulance(ailsa, "SAS-2", day: 2, time: "02:00")
        let cases = try fixture.cases()
        try fixture.run(.assign, cases[1].code) { $0.worker = "worker-1" }
        try fixture.run(.end, cases[0].code) {
            $0.kind = "objects"
            $0.outcome = "outreach"
            $0.way = "spoken"
            $0.at = "2021-03-01T15:00:00+00:00"
        }
        let second = try fixture.cases()[1]
        #expect(second.isOpen)
        #expect(second.owner == .role(.coordinator))
        #expect(try fixture.cautions(second.code) == ["objection"])
    }

    @Test func rule25_anObjectionToldByACorrectionHoldsWhoeverHasTheCase() throws {
        let column = DaemonFixture.Edit(
            file: "sources/ambulance.yaml", from: "Destination: ", to: "Objects: objection\n  Destination: ")
        let fixture = try DaemonFixture([column])
        try fixture.ambulance(["Objects": ""])
        let state = try fixture.onlyCase()
        try fixture.run(.assign, state.code) { $0.worker = "worker-1" }
        #expect(try fixture.ambulance(["Objects": "yes"]).corrected == 1)
        #expect(try fixture.onlyCase().owner == .role(.coordinator))
        #expect(try fixture.alerts(state.id).contains("do not go before you have heard more -> worker-1"))
        #expect(try fixture.holds() == [])
    }

    @Test func verifySeesACaseThatWaitsForSomethingElse() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        #expect(try fixture.holds() == [])
        let state = try fixture.onlyCase()
        try fixture.workflow.perform(as: .machine("test")) { work in
            let rows = try work.tx.due.rows(of: .case(state.id))
            try work.tx.due.replace(
                .case(state.id), with: rows.map { .init(kind: $0.kind, ordinal: $0.ordinal, at: $0.at + .hours(1)) })
        }
        #expect(try fixture.holds().contains { $0.contains("waits for something else") && $0.contains("level") })
    }
}
