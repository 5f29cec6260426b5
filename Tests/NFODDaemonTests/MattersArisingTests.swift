import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rules 10, 11, 21, 22 and 37: what still waits stands in each huddle's report until somebody has seen to it.
@Suite struct MattersArisingTests {
    private func titles(_ fixture: DaemonFixture) throws -> [String] {
        let matters = try fixture.report()["mattersArising"] as? [[String: Any]] ?? []
        return matters.compactMap { $0["title"] as? String }
    }

    private func reach(_ fixture: DaemonFixture, _ code: CaseCode) throws {
        try fixture.run(.contact, code) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = "worker-1"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
        }
    }

    /// Every safeguarding item decided: the children's referred, the others not.
    private func decide(_ fixture: DaemonFixture, _ state: CaseState) throws -> PlanItemID {
        for item in state.undecidedSafeguarding {
            try fixture.run(.safeguarding, state.code) {
                $0.item = item.item.number
                $0.outcome = item.kind == .children ? "refer" : "noReferral"
                $0.note = "why"
                guard item.kind == .adultProtection else { return }
                ($0.unableToSafeguard, $0.atRiskOfHarm, $0.moreVulnerable) = ("no", "no", "no")
            }
        }
        return try #require(state.undecidedSafeguarding.first { $0.kind == .children }?.item)
    }

    @Test func rule10_aFollowUpStandsInEachReportAndOnTheCaseUntilItIsMade() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let code = try fixture.onlyCase().code
        try fixture.run(.whereabouts, code) { $0.outcome = "dischargedFromHospital" }
        try reach(fixture, code)
        for _ in 1...3 {
            #expect(try titles(fixture).filter { $0.hasPrefix("second follow-up") }.count == 1)
            try fixture.advance(hours: 24)
        }
        let shown = OperationRunner(fixture.daemon).run(
            .response(CaseRequest(action: .show, code: code.name)), by: .user("morag"))
        #expect(shown.output.contains("follow-up     due 2021-03-02T10:00:00+00:00"))
        try fixture.run(.followUp, code)
        #expect(try titles(fixture).filter { $0.hasPrefix("second follow-up") } == [])
    }

    @Test func rule22_aReferralToBeMadeKeepsTheCaseInTheReportUntilItIsMadeAndConfirmed() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.onlyCase()
        let item = try decide(fixture, state)
        try reach(fixture, state.code)
        try fixture.advance(hours: 72)
        #expect(try fixture.onlyCase().isUnclosed)
        #expect(try titles(fixture).count == 1)
        #expect(throws: PlanRefusal.referralNotMade(item)) {
            try fixture.run(.referralConfirmed, state.code) { $0.item = item.number }
        }
        #expect(throws: InvalidInput.self) {
            try fixture.run(.referralMade, state.code) { $0.item = item.number }
        }
        try fixture.run(.referralMade, state.code) {
            $0.item = item.number
            $0.note = "REF-77"
        }
        #expect(try titles(fixture) == [])
        let after = try fixture.run(.referralConfirmed, state.code) { $0.item = item.number }
        let referral = after.plan?.safeguarding.first { $0.item == item }?.referral
        #expect(referral?.stage == .receiptConfirmed)
        #expect(try fixture.reason(of: "planChanged") == "receiptConfirmed")
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule22_noCaseEndsWithASafeguardingItemUndecidedAndAContactWaitsForNone() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.onlyCase()
        #expect(throws: CaseRefusal.safeguardingUndecided(state.undecidedSafeguarding.map(\.kind))) {
            try fixture.run(.end, state.code) { $0.kind = "notAnOverdose" }
        }
        // Never in bulk, and never along with ordinary items.
        let item = try #require(state.undecidedSafeguarding.first?.item)
        #expect(throws: PlanRefusal.safeguardingDecidedOneByOne(item)) {
            try fixture.run(.planDone, state.code) { $0.item = item.number }
        }
        try reach(fixture, state.code)
        #expect(try fixture.onlyCase().isUnclosed)
    }

    @Test func rule21_whatWasAgreedIsSeenToAfterTheContactToo() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.onlyCase()
        _ = try decide(fixture, state)
        try fixture.run(.planAdd, state.code) {
            $0.note = "the neighbour keeps the key"
            $0.planOwner = "worker:worker-1"
            $0.until = "2021-03-02T10:00:00+00:00"
            $0.quantity = 2
        }
        let added = try #require(try fixture.onlyCase().plan?.current.entries.last)
        #expect(added.owner == .worker(WorkerID("worker-1")))
        try fixture.run(.planChange, state.code) {
            $0.item = added.id.number
            $0.planOwner = "role:coordinator"
        }
        try fixture.run(.agreePlan, state.code)
        try reach(fixture, state.code)
        try fixture.advance(hours: 72)
        #expect(try titles(fixture).contains("added by the team (2)"))
        try fixture.run(.planDone, state.code) { $0.item = added.id.number }
        try fixture.run(.planReopen, state.code) { $0.item = added.id.number }
        #expect(try titles(fixture).contains("added by the team (2)"))
        let refused = #expect(throws: InvalidInput.self) {
            try fixture.run(.planAdd, state.code) {
                $0.planOwner = "worker:nobody"
                $0.quantity = 0
            }
        }
        #expect(refused?.problems.map(\.field) == ["note", "planOwner", "until"])
    }

    @Test func rule11_aRowToFixStandsInEachReportUntilSomebodyHasSettledIt() throws {
        let fixture = try DaemonFixture()
        let feed =
            "Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,"
            + "Incident Address,Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent\nSAS-1,only\n"
        _ = try fixture.ingest("ambulance", feed)
        func rows() throws -> Int { (try fixture.report()["needsFixing"] as? [Any] ?? []).count }
        try fixture.advance(hours: 72)
        #expect(try rows() == 1)
        try fixture.workflow.perform(as: .user("morag")) {
            try $0.settle(.needsFixing, AlarmSubject("ambulance"))
        }
        #expect(try rows() == 0)
        // A new one does not bring the old one back.
        try fixture.advance(hours: 24)
        _ = try fixture.ingest("ambulance", feed.replacing("SAS-1", with: "SAS-2"))
        #expect(try rows() == 1)
    }
}
