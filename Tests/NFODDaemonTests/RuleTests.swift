import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rules seen through the whole daemon that have no suite of their own.
@Suite struct RuleTests {
    @Test(arguments: ["0000000000", "31138500011", "010285ABCD", "0102850000", "102850001", "-"])
    func rule13_noNotificationIsRefusedForABadIdentifier(chi: String) throws {
        let fixture = try DaemonFixture()
        let result = try fixture.ambulance(["CHI": chi])
        #expect((result.rows, result.accepted) == (1, 1))
        let state = try fixture.onlyCase()
        #expect(state.isOpen && state.person != nil)
    }

    @Test func rule20_aPriorityIsShownWithItsReasonsAndWhatIsMissingNeverGivesGreen() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([
            "Forename": "", "Surname": "", "DOB": "", "Sex": "", "Naloxone": "", "Doses": "", "Substances": "",
            "Home Address": "", "Home Postcode": "",
        ])
        let triage = try #require(try fixture.onlyCase().triage)
        #expect(triage.level != .green)
        #expect(!triage.reasons.isEmpty)
        let line = try fixture.line(try fixture.onlyCase().code)["triage"] as? [String: Any]
        #expect((line?["reasons"] as? [String])?.count == triage.reasons.count)
    }

    @Test func rule20_rulesSeeWhoSpokeWithThePersonBeforeAndTheirKeyWorker() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let first = try fixture.onlyCase()
        try fixture.run(.wishes, first.code) {
            $0.way = "throughSource"
            $0.keyWorker = "liaison-1"
        }
        try fixture.run(.contact, first.code) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = "worker-1"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
        }
        let spokenAt = fixture.now
        try fixture.advance(hours: 24)
        try fixture.ambulance([
            "Incident No": "SAS-2", "Call Date": "02/03/2021", "Call Time": "07:00", "Sent": "2021-03-02",
        ])
        let second = try #require(try fixture.cases().last)
        let facts = try fixture.workflow.read { try $0.facts(of: second, at: fixture.now) }
        #expect(facts.history.contacts == [spokenAt])
        #expect(facts.history.keyWorker == .yes)
    }

    @Test func rule43_whereSomebodyWasTransferredIsAnIdentifierAndNoWords() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let refused = #expect(throws: InvalidInput.self) {
            try fixture.run(.end, try fixture.onlyCase().code) {
                $0.kind = "transferred"
                $0.agency = "Dr Jane Smith at Fife"
                $0.note = "accepted by the duty nurse"
            }
        }
        #expect(refused?.problems.map(\.field) == ["agency"])
        #expect(try fixture.onlyCase().isOpen)
    }
}
