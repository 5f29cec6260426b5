import Foundation
import NFODConfig
import NFODEngine
import Testing

@testable import NFODDaemon

/// What a report says while the huddle it is for is on. Tuesday 2 March 2021.
@Suite struct HuddleUnderWayTests {
    private func report(_ fixture: DaemonFixture, at time: String) throws -> String {
        let instant = try #require(Instant(iso8601: "2021-03-02T\(time):00+00:00"))
        try fixture.daemon.scheduler.advance(to: instant)
        return try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "json", withNames: false), by: .user("morag"))
    }

    /// Codes of the responses in one section.
    private func codes(_ report: String, _ section: String) throws -> [String] {
        let whole = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let items = try #require(whole?[section] as? [[String: Any]])
        return items.compactMap { $0["case"] as? String }
    }

    @Test func rule37_whatCameOverNightStaysInItsReportUntilItIsOver() throws {
        let fixture = try DaemonFixture(start: "2021-03-02T02:00:00+00:00")
        try fixture.ambulance(["Call Date": "02/03/2021", "Call Time": "01:00", "Sent": "2021-03-02"])
        let code = try fixture.onlyCase().code.name
        for time in ["09:30", "09:31", "10:29"] {
            #expect(try codes(try report(fixture, at: time), "new") == [code], "at \(time)")
        }
        #expect(try codes(try report(fixture, at: "10:30"), "new") == [])
    }

    @Test func aHuddleThatWasCalledLeavesTheOthersAsLongAsTheyAre() throws {
        let fixture = try DaemonFixture()
        let ordinary = fixture.workflow.configuration.huddles
        let called = ordinary.calling(
            CivilDateTime(date: CivilDate(dayNumber: 0), time: .midnight))
        #expect(called.lasts == ordinary.lasts && ordinary.lasts == .minutes(60))
        let during = try #require(Instant(iso8601: "2021-03-02T09:40:00+00:00"))
        #expect(called.underWay(at: during) == ordinary.underWay(at: during))
    }

    @Test func rule37_aVisitIsPlannedUntilTheHuddleWasToLookAgain() throws {
        let fixture = try DaemonFixture(start: "2021-03-02T09:40:00+00:00")
        try fixture.ambulance(["Call Date": "26/02/2021", "Call Time": "01:00"])
        let state = try fixture.onlyCase()
        let next = fixture.workflow.configuration.huddles.nextHuddle(after: fixture.now)
        try fixture.workflow.perform(as: .user("morag")) {
            let decided = KeepTryingDecided(worker: WorkerID("worker-1"), how: [.visit], nextLookAt: next)
            _ = try $0.handle(.keepTrying(decided), on: state.id)
        }
        func planned(_ at: Instant) throws -> Bool {
            try fixture.daemon.scheduler.advance(to: at)
            let report = try ReportService(fixture.workflow).render(
                .init(kind: .huddle, at: nil, format: "json", withNames: false), by: .user("morag"))
            return try codes(report, "visitsPlanned") == [state.code.name]
        }
        #expect(try planned(next))
        #expect(try !planned(next + .hours(2)))
    }
}
