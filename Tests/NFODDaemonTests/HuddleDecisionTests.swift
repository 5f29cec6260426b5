import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

/// Rules 30 and 34 from the outside: what the huddle decides and what waits for a second person stands in its report.
@Suite struct HuddleDecisionTests {
    private func matters(_ fixture: DaemonFixture) throws -> [[String: Any]] {
        try fixture.report()["mattersArising"] as? [[String: Any]] ?? []
    }

    private func objections(_ fixture: DaemonFixture) throws -> [[String: Any]] {
        try matters(fixture).filter { ($0["title"] as? String)?.hasPrefix("objects") == true }
    }

    private func objected() throws -> (DaemonFixture, CaseState) {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.run(.end, try fixture.onlyCase().code, by: "isla") {
            $0.kind = "objects"
            $0.outcome = "outreach"
            $0.way = "spoken"
        }
        return (fixture, state)
    }

    @Test func rule34_anObjectionNotConfirmedWithinAWorkingDayIsToldToTheCoordinatorOnceAndStaysInTheReport() throws {
        let (fixture, state) = try objected()
        let waiting = try #require(try objections(fixture).first)
        #expect(
            waiting["title"] as? String == "objects to outreach (spoken), told Mon 1 Mar 10:00, "
                + "written down by user:isla: waits for a second person to confirm")
        // Monday 10:00 and one working day.
        #expect(waiting["dueAt"] as? String == "2021-03-02T10:00:00+00:00")
        let words = "an objection waits for a second person -> coordinator-1"
        try fixture.advance(hours: 23)
        #expect(try fixture.alerts(state.id).filter { $0 == words } == [])
        try fixture.advance(hours: 48)
        #expect(try fixture.alerts(state.id).filter { $0 == words } == [words])
        #expect(try objections(fixture).count == 1)
        try fixture.run(.confirmEnd, state.code, by: "euan")
        #expect(try objections(fixture).isEmpty)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule34_anObjectionConfirmedInTimeRemindsNobody() throws {
        let (fixture, state) = try objected()
        try fixture.run(.confirmEnd, state.code, by: "euan")
        try fixture.advance(hours: 72)
        #expect(try fixture.alerts(state.id).contains { $0.hasPrefix("an objection waits") } == false)
    }

    @Test func rule30_keepTryingSaysWhoHowAndWhenItIsLookedAtAndStandsInTheNextReport() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let code = try fixture.onlyCase().code
        #expect(throws: InvalidInput.self) {
            try fixture.run(.keepTrying, code) {
                $0.worker = "worker-1"
                $0.until = "2021-03-02T09:30:00+00:00"
            }
        }
        try fixture.run(.keepTrying, code) {
            $0.worker = "worker-1"
            $0.way = "phone, visit"
            $0.until = "2021-03-02T09:30:00+00:00"
        }
        let matter = try #require(try matters(fixture).first)
        #expect(matter["title"] as? String == "keep trying: phone and visit")
        #expect(matter["owner"] as? String == "Isla Example")
        #expect(matter["dueAt"] as? String == "2021-03-02T09:30:00+00:00")
        #expect(try fixture.reason(of: "keepTryingDecided") == "huddle")
    }

    @Test func rule34_aConfirmedDeathIsALegalHoldThatNothingIsErasedOver() throws {
        let fixture = try DaemonFixture()
        let (first, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.end, first.code) { $0.kind = "diedConfirmed" }
        let death = try #require((try fixture.report()["deaths"] as? [[String: Any]])?.first)
        #expect(death["legalHold"] as? Bool == true)
        func erase(_ stream: EventStream) throws {
            try fixture.workflow.perform(as: .user("morag")) { work in
                let sequence = try #require(try work.tx.events.events(of: stream).first?.sequence)
                try work.tx.events.removePayload(of: sequence, by: work.stamp, reason: "retention")
            }
        }
        let person = try #require(first.person)
        for stream in [EventStream.case(first.id), .person(person)] {
            #expect(throws: StoreError.self) { try erase(stream) }
        }
        // What is about the same person under another number is held too.
        try fixture.confirm(review)
        #expect(throws: StoreError.self) { try erase(.case(second.id)) }
        try fixture.undo(review)
        try erase(.case(second.id))
    }

    @Test func rule15_whetherThePersonWasToldAboutSharingIsShownInTheReport() throws {
        let columns = DaemonFixture.Edit(
            file: "sources/ambulance.yaml", from: "  Destination: ",
            to: "  Told About Sharing: toldAboutSharing\n  Destination: ")
        let fixture = try DaemonFixture([columns])
        try fixture.ambulance(["Told About Sharing": "01/03/2021 by the crew"])
        let sharing = try #require((try fixture.line(fixture.onlyCase().code)["sharing"] as? [[String: Any]])?.first)
        #expect(sharing["personTold"] as? Bool == true)
        #expect(sharing["source"] as? String == "ambulance")
        let text = try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "text", withNames: false), by: .user("morag"))
        #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("was told about it"))
        #expect(!text.contains("by the crew"))
    }

    @Test func rule21_anItemOfThePlanCanBeSetAsideWithAReason() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let before = try fixture.onlyCase()
        let entry = try #require(before.plan?.outstanding.first { !$0.kind.isSafeguarding })
        #expect(throws: InvalidInput.self) {
            try fixture.run(.planNotNeeded, before.code) { $0.item = entry.id.number }
        }
        let after = try fixture.run(.planNotNeeded, before.code) {
            $0.item = entry.id.number
            $0.reason = "alreadyHas"
        }
        #expect(after.plan?.outstanding.contains(entry) == false)
        #expect(try fixture.reason(of: "planChanged") == "itemNotNeeded")
    }

    @Test func rule41_whatAHumanDecidesCarriesAReason() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let code = try fixture.onlyCase().code
        try fixture.run(.assign, code) { $0.worker = "worker-1" }
        try fixture.run(.agreePlan, code)
        try fixture.run(.restartLadder, code) { $0.reason = "startedWrong" }
        try fixture.run(.overdoseTime, code) {
            $0.earliest = "2021-03-01T07:00:00+00:00"
            $0.reason = "witnessTold"
        }
        try fixture.run(.attempt, code) {
            $0.way = "phone"
            $0.outcome = "noAnswer"
            $0.worker = "worker-1"
        }
        let review = try DaemonFixture()
        try review.confirm(review.twoPeopleWhoMayBeOne().review)
        #expect(try review.reason(of: "reviewConfirmed") == "compared")
        #expect(try review.reason(of: "mergedInto") == "compared")
        let reasons = ["assigned", "planChanged", "ladderRestarted", "overdoseTimeSet", "attempted"].map {
            try? fixture.reason(of: $0)
        }
        #expect(reasons == ["person", "agreed", "startedWrong", "witnessTold", "noAnswer"])
    }
}
