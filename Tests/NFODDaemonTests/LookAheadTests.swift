import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Looking ahead (issue 5): what no huddle sees in time, days without one, and whom today's team does not get to.
@Suite struct LookAheadTests {
    /// Half past twelve on Christmas Eve, and an overdose at noon: due on Sunday, first discussed on Tuesday.
    private func christmasEve() throws -> (DaemonFixture, CaseState) {
        let fixture = try DaemonFixture(start: "2026-12-24T12:30:00+00:00")
        try fixture.ambulance(["Call Date": "24/12/2026", "Call Time": "12:00", "Sent": "2026-12-24"])
        return (fixture, try fixture.onlyCase())
    }

    private func text(_ fixture: DaemonFixture) throws -> String {
        try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "text", withNames: false), by: .user("morag"))
    }

    @Test func `at intake it goes to the duty worker at once and says why`() throws {
        let (fixture, state) = try christmasEve()
        // Before the scheduler has done anything.
        #expect(try fixture.alerts(state.id) == ["due Sun 12:00, no huddle before then -> worker-2"])
        #expect(state.toldDueBeforeHuddle == Instant(iso8601: "2026-12-27T12:00:00Z"))
        let shown = OperationRunner(fixture.daemon).run(
            .response(CaseRequest(action: .show, code: state.code.name)), by: .user("morag"))
        #expect(shown.output.contains("contact due   2026-12-27T12:00:00+00:00, no huddle before then"))
        #expect(try text(fixture).contains("due Sun 12:00, no huddle before then"))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func `a huddle that is called off leaves what came in before it to the duty worker`() throws {
        let fixture = try DaemonFixture(start: "2026-12-24T12:30:00+00:00")
        try fixture.workflow.perform(as: .user("rhona")) {
            try $0.carryOut(HuddleRequest(action: .call, date: "2026-12-26"))
        }
        try fixture.ambulance(["Call Date": "24/12/2026", "Call Time": "12:00", "Sent": "2026-12-24"])
        let state = try fixture.onlyCase()
        #expect(try fixture.alerts(state.id).isEmpty)
        try fixture.workflow.perform(as: .user("rhona")) {
            try $0.carryOut(HuddleRequest(action: .callOff, date: "2026-12-26"))
        }
        #expect(try fixture.alerts(state.id) == ["due Sun 12:00, no huddle before then -> worker-2"])
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func `an old list tells nobody`() throws {
        let fixture = try DaemonFixture(start: "2026-12-24T12:30:00+00:00")
        let shipped = DaemonFixture.feeds.appendingPathComponent("ambulance.csv")
        let header = try #require(
            try String(contentsOf: shipped, encoding: .utf8).split(whereSeparator: \.isNewline).first)
        let cells = header.split(separator: ",", omittingEmptySubsequences: false).map { name in
            switch name.filter({ $0 != "\u{FEFF}" && $0 != "\"" }) {
            case "Incident No": "SAS-OLD"
            case "Call Date": "24/12/2026"
            case "Call Time": "12:00"
            case "Forename": "Ailsa"
            case "Surname": "Testperson"
            case "Sent": "2026-12-24"
            default: ""
            }
        }
        let file = fixture.directory.appendingPathComponent("old.csv")
        try Data("\(header)\n\(cells.joined(separator: ","))\n".utf8).write(to: file)
        _ = try fixture.daemon.intake.ingest(
            SourceID("ambulance"), path: file.path, by: .user("morag"), options: .init(isHistory: true))
        let state = try fixture.onlyCase()
        #expect(state.toldDueBeforeHuddle == nil)
        #expect(try fixture.alerts(state.id).isEmpty)
    }

    @Test func `the report says who is there on the days without a huddle`() throws {
        let (fixture, state) = try christmasEve()
        let closed = try #require(try fixture.report()["closedDays"] as? [String: Any])
        #expect(closed["nextHuddle"] as? String == "2026-12-29T09:30:00+00:00")
        #expect(closed["unseenBefore"] as? String == "2026-12-26T09:30:00+00:00")
        let days = try #require(closed["days"] as? [[String: Any]])
        #expect(
            days.map { $0["date"] as? String } == [
                "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29",
            ])
        #expect(days.compactMap { $0["holiday"] as? String } == ["Christmas Day", "Boxing Day (in lieu)"])
        let due = try #require(days[3]["due"] as? [[String: Any]]).first
        #expect(due?["case"] as? String == state.code.name)
        // On duty on Sunday at noon.
        #expect(due?["coveredBy"] as? String == "Catriona Pattern")
        let duty = try #require(days[3]["onDuty"] as? [[String: Any]])
        #expect(duty.compactMap { $0["workers"] as? [String] }.allSatisfy { !$0.isEmpty })
        // On a Monday there is no such section.
        try fixture.advance(hours: 24 * 18)
        #expect(try fixture.report()["closedDays"] is NSNull)
    }

    @Test func `a worker who is not at work before it is due does not cover it`() throws {
        let (fixture, state) = try christmasEve()
        // Isla works on weekdays, and not on holidays: next on Tuesday.
        try fixture.advance(hours: 5)
        try fixture.run(.assign, state.code) { ($0.worker, $0.kind, $0.reason) = ("worker-1", "outreach", "other") }
        let line = try #require(
            (try fixture.report()["dueBeforeNextHuddle"] as? [[String: Any]])?.first)
        #expect(line["coveredBy"] is NSNull)
        #expect(line["absentOwner"] as? String == "Isla Example")
        #expect(
            try text(fixture).contains(
                "NOBODY COVERS until the next huddle: Isla Example is not at work before it is due."))
        #expect(try text(fixture).contains("1 of them covered by nobody"))
    }

    /// Monday 1 March 2021, 15:00: two hours of the day are left, ten responses have come in.
    @Test func `on a Monday with ten it is named who is not reached, and the decision is written down`() throws {
        let fixture = try DaemonFixture(start: "2021-03-01T15:00:00+00:00")
        for number in 1...10 {
            try fixture.ambulance([
                "Incident No": "SAS-\(number)", "Surname": "Testperson\(number)", "DOB": "01/02/19\(60 + number)",
                "Home Address": "\(number) Example Street", "Incident Address": "\(number) Example Street",
                "Call Time": "0\(number % 10):00",
            ])
        }
        let report = try fixture.report()
        let left = try #require(report["willNotBeReached"] as? [[String: Any]])
        #expect(!left.isEmpty && left.count < 10)
        let reasons = left.compactMap { $0["reason"] as? String }
        #expect(reasons.count == left.count)
        #expect(reasons.contains { $0.contains("more urgent visit") }, "\(reasons)")
        let code = CaseCode(try #require(left.first?["case"] as? String))
        #expect(throws: InvalidInput.self) { try fixture.run(.notToday, code) { $0.worker = "worker-1" } }
        try fixture.run(.notToday, code, by: "rhona") {
            ($0.worker, $0.reason, $0.until) = ("coordinator-1", "phone", "2021-03-02T09:30:00+00:00")
            $0.note = "Ring at six."
        }
        #expect(try fixture.line(code)["notToday"] as? String == "Mon 1 Mar 15:00: by phone today")
        #expect(try fixture.reason(of: "notTodayDecided") == "phone")
        try fixture.advance(hours: 17)
        let matter = try #require(
            (try fixture.report()["mattersArising"] as? [[String: Any]])?.first { $0["case"] as? String == code.name })
        #expect(matter["title"] as? String == "not reached on the day it was decided, Mon 1 Mar 15:00: by phone today")
        #expect(matter["dueAt"] as? String == "2021-03-02T09:30:00+00:00")
        try fixture.run(.attempt, code) {
            ($0.worker, $0.way, $0.outcome) = ("coordinator-1", "phone", "noAnswer")
        }
        #expect(try fixture.line(code)["notToday"] is NSNull)
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
