import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rules 23 to 27 for those who have a response already: what is learned later counts for both of two, and after a
/// reopening. Monday 1 March 2021, 10:00.
@Suite struct LearnedLaterByHandsTests {
    private func given(partner: String? = nil, _ row: [String: String] = [:]) throws -> DaemonFixture {
        let fixture = try DaemonFixture()
        try fixture.ambulance(row)
        let code = try fixture.onlyCase().code
        if partner != nil { try screen(fixture, risk: "yes") }
        try fixture.run(.assign, code) {
            $0.worker = "worker-1"
            $0.partner = partner
        }
        try fixture.run(.accept, code) { $0.worker = "worker-1" }
        return fixture
    }

    private func screen(_ fixture: DaemonFixture, risk: String?, by worker: String = "worker-2") throws {
        try fixture.run(.screen, try fixture.onlyCase().code) {
            $0.worker = worker
            $0.riskToStaff = risk
        }
    }

    @Test func rule25_riskToStaffThatIsLearnedLaterStopsALoneVisit() throws {
        let fixture = try given()
        try screen(fixture, risk: "yes")
        let state = try fixture.onlyCase()
        #expect(state.owner == .role(.coordinator))
        let alerts = try fixture.alerts(state.id)
        #expect(alerts.contains("the second worker of a visit by two is missing -> coordinator-1"))
        #expect(alerts.contains("do not go before you have heard more -> worker-1"))
        // Two who have it keep it.
        let two = try given(partner: "worker-2")
        try screen(two, risk: "yes")
        #expect(try two.onlyCase().hands == [WorkerID("worker-1"), WorkerID("worker-2")])
    }

    @Test func rule26_aScreeningThatDoesNotKnowTakesNothingBack() throws {
        let fixture = try given(partner: "worker-2")
        try screen(fixture, risk: nil)
        #expect(try fixture.onlyCase().screening?.riskToStaff == .yes)
        try screen(fixture, risk: "no")
        #expect(try fixture.onlyCase().screening?.riskToStaff == .no)
    }

    @Test func rule25_whatBarsTheSecondOfTwoStopsTheVisit() throws {
        let fixture = try given(partner: "worker-2")
        try fixture.run(.wishes, try fixture.onlyCase().code) {
            $0.way = "spoken"
            $0.exclude = "worker-2"
            $0.reason = "relative"
        }
        let state = try fixture.onlyCase()
        #expect(state.owner == .role(.coordinator))
        let alerts = try fixture.alerts(state.id)
        for worker in ["worker-1", "worker-2"] {
            #expect(alerts.contains("do not go before you have heard more -> \(worker)"))
        }
    }

    @Test func rule27_theSecondOfTwoMayHandBack() throws {
        let fixture = try given(partner: "worker-2")
        try fixture.run(.handBack, try fixture.onlyCase().code) {
            $0.worker = "worker-2"
            $0.reason = "noTime"
        }
        let state = try fixture.onlyCase()
        #expect(state.owner == .role(.coordinator))
        #expect(state.passedOn == [WorkerID("worker-2")])
        #expect(try fixture.alerts(state.id).contains("somebody else has it now -> worker-1"))
    }

    @Test func rule25_aReopenedResponseIsHeldAgainstWhatWasLearnedMeanwhile() throws {
        let fixture = try given()
        let code = try fixture.onlyCase().code
        try fixture.run(.contact, code) {
            $0.worker = "worker-1"
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
        }
        try fixture.run(.wishes, code) {
            $0.way = "spoken"
            $0.exclude = "worker-1"
            $0.reason = "relative"
        }
        try fixture.run(.withdrawContact, code) { $0.reason = "anotherPerson" }
        #expect(try fixture.onlyCase().isOpen)
        #expect(try fixture.onlyCase().owner == .role(.coordinator))
    }

    @Test func rule23_whoHasAYoungPersonsResponseKeepsItWhenMoreIsTold() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["DOB": "01/02/2005"])
        let code = try fixture.onlyCase().code
        try fixture.run(.assign, code) { $0.worker = "young-people-1" }
        try fixture.run(.accept, code) { $0.worker = "young-people-1" }
        try fixture.ambulance(["DOB": "01/02/2005", "Doses": "3"])
        #expect(try fixture.onlyCase().assignment?.acceptedAt != nil)
        #expect(try fixture.onlyCase().owner == .worker(WorkerID("young-people-1")))
    }

    @Test func rule24_aDutysOwnResponseGoesBackToItAtTheEndOfTheShiftAndWaitsForNobody() throws {
        let fixture = try DaemonFixture()
        // Due this evening, after the lead's shift.
        try fixture.ambulance(["DOB": "01/02/2005", "Call Date": "26/02/2021", "Call Time": "22:00"])
        let code = try fixture.onlyCase().code
        try fixture.run(.assign, code) { $0.worker = "young-people-1" }
        try fixture.run(.accept, code) { $0.worker = "young-people-1" }
        try fixture.daemon.scheduler.advance(to: fixture.now + .hours(9))
        let state = try fixture.onlyCase()
        #expect(state.owner == .role(.youngPeopleLead))
        #expect(state.handOn == nil)
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
