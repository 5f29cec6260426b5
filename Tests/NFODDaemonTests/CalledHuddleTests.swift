import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// One more huddle on one day, by command (issue 5).
@Suite struct CalledHuddleTests {
    private func call(
        _ fixture: DaemonFixture, _ date: String, _ time: String? = nil, _ action: HuddleRequest.Action = .call
    ) throws {
        try fixture.workflow.perform(as: .user("rhona")) {
            try $0.carryOut(HuddleRequest(action: action, date: date, time: time))
        }
    }

    private func next(_ fixture: DaemonFixture, at: Instant? = nil) throws -> String? {
        try fixture.report(at: at)["nextHuddle"] as? String
    }

    private func digest(_ fixture: DaemonFixture) throws -> Instant? {
        try fixture.workflow.read { try $0.tx.due.rows(of: .system) }.first { $0.kind == Work.digestDue }?.at
    }

    /// Christmas Eve at noon: without it nobody would look before Tuesday.
    private func christmasEve() throws -> DaemonFixture { try DaemonFixture(start: "2026-12-24T12:00:00+00:00") }

    @Test func `report and digest know of it at once, and after a start`() throws {
        let fixture = try christmasEve()
        #expect(try next(fixture) == "2026-12-29T09:30:00+00:00")
        try call(fixture, "2026-12-26", "11:00")
        #expect(try next(fixture) == "2026-12-26T11:00:00+00:00")
        #expect(try digest(fixture) == Instant(iso8601: "2026-12-26T11:00:00Z"))
        try fixture.reopen()
        #expect(try next(fixture) == "2026-12-26T11:00:00+00:00")
        #expect(try Verification(fixture.daemon).run().holds)
        try fixture.advance(hours: 48)
        #expect(try fixture.report()["previousHuddle"] as? String == "2026-12-26T11:00:00+00:00")
        #expect(try digest(fixture) == Instant(iso8601: "2026-12-29T09:30:00Z"))
    }

    @Test func `a report for an earlier instant shows what was known then (rule 40)`() throws {
        let fixture = try christmasEve()
        let before = fixture.now
        try fixture.advance(hours: 1)
        try call(fixture, "2026-12-28")
        let between = fixture.now
        try fixture.advance(hours: 1)
        try call(fixture, "2026-12-28", nil, .callOff)
        #expect(try next(fixture, at: before) == "2026-12-29T09:30:00+00:00")
        #expect(try next(fixture, at: between) == "2026-12-28T09:30:00+00:00")
        #expect(try next(fixture) == "2026-12-29T09:30:00+00:00")
        #expect(try Verification(fixture.daemon).run().holds)
        // Called again, it stands again.
        try call(fixture, "2026-12-28")
        #expect(try next(fixture) == "2026-12-28T09:30:00+00:00")
        #expect(throws: HuddleRefusal.alreadyPlanned) { try call(fixture, "2026-12-28") }
    }

    /// Rule 30: it is the next look.
    @Test func `keep trying lasts until the huddle that was called`() throws {
        let fixture = try christmasEve()
        try fixture.ambulance(["Call Date": "24/12/2026", "Sent": "2026-12-24"])
        let code = try fixture.onlyCase().code
        try call(fixture, "2026-12-26")
        #expect(throws: CaseRefusal.nextLookTooLate(latest: try #require(Instant(iso8601: "2026-12-26T09:30:00Z")))) {
            try fixture.run(.keepTrying, code) {
                ($0.worker, $0.way, $0.until) = ("worker-1", "phone", "2026-12-29T09:30:00+00:00")
            }
        }
    }

    @Test(arguments: [
        (HuddleRequest(action: .call, date: nil), ["date"]),
        (HuddleRequest(action: .call, date: "soon", time: "25:00", why: "bored"), ["date", "time", "why"]),
        (HuddleRequest(action: .callOff, date: "2026-12-28", why: "longGap"), ["why"]),
    ])
    func `every wrong field is told at once`(request: HuddleRequest, fields: [String]) throws {
        let fixture = try christmasEve()
        let wrong = try #require(throws: InvalidInput.self) {
            try fixture.workflow.perform(as: .user("rhona")) { try $0.carryOut(request) }
        }
        #expect(wrong.problems.map(\.field).sorted() == fields)
    }

    @Test func `the command line calls, lists and calls off`() throws {
        let fixture = try christmasEve()
        let runner = OperationRunner(fixture.daemon)
        let request = HuddleRequest(action: .call, date: "2026-12-28", time: "10:00", why: "manyWaiting")
        let called = runner.run(.huddle(request), by: .user("rhona"))
        #expect(called.exitCode == 0)
        #expect(called.output.contains("Mon 28 Dec 2026 10:00 (called: many wait)"))
        #expect(called.output.contains("Fri 25 Dec 2026 no huddle: Christmas Day"))
        #expect(runner.run(.huddle(request), by: .user("rhona")).exitCode == 1)
        let off = HuddleRequest(action: .callOff, date: "2026-12-28", time: "10:00")
        let calledOff = runner.run(.huddle(off), by: .user("rhona")).output
        #expect(calledOff.contains("Mon 28 Dec 2026 no huddle: Boxing Day (in lieu)"))
        #expect(!calledOff.contains("called"))
        #expect(runner.run(.huddlePlan(days: 0), by: .user("rhona")).exitCode == 2)
        let json = runner.run(.huddlePlan(days: 3), by: .user("rhona"), asJSON: true).output
        #expect(json.contains("\"closed\"") && json.contains("\"2026-12-25\""))
    }
}

/// The calendars of the configuration, in force.
@Suite struct HolidayReloadTests {
    /// The fixture's clock stands on Monday 1 March 2021, 10:00.
    @Test func `a holiday put into a file moves the digest at the reload, and is said by hash`() throws {
        let fixture = try EditableDaemon()
        let applied = try fixture.applied()
        try fixture.edit(
            "holidays/dundee-city-council.yaml", "rules:", "add: [{date: 2021-03-02, name: Snow}]\nrules:")
        #expect(try fixture.daemon.reload().changed == ["holidays/dundee-city-council.yaml"])
        #expect(try fixture.applied() == applied + 1)
        #expect(try fixture.due(.system).first?.at == Instant(iso8601: "2021-03-03T09:30:00+00:00"))
        let report = try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "text", withNames: false), by: .user("rhona"))
        #expect(report.contains("No huddle on Tuesday 2021-03-02: Snow."))
    }

    @Test(arguments: ["{", "", "{\"scotland\": {\"events\": []}}", "[]"])
    func `the file before stays in force when the new one is bad`(text: String) throws {
        let fixture = try EditableDaemon()
        let before = fixture.workflow.configuration
        try text.write(toFile: fixture.config + "/holidays/scotland.json", atomically: true, encoding: .utf8)
        let problems = try #require(throws: ConfigurationProblems.self) { try fixture.daemon.reload() }.problems
        #expect(problems.contains { $0.file == "holidays/scotland.json" })
        #expect(fixture.workflow.configuration.hash == before.hash)
        #expect(fixture.workflow.configuration.team.agencies == before.team.agencies)
    }
}
