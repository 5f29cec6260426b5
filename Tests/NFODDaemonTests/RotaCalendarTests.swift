import Foundation
import Logging
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// The calendar of a rota tool, from a file. Monday 1 March 2021, 10:00.
@Suite struct RotaCalendarTests {
    private static let section = """
        calendars:
          on-call:
            file: rota.ics
            role: duty-worker
            people: {"Ailsa Instance": worker-3, "Fergus Model": worker-6}

        duty:

        """

    private func fixture() throws -> (EditableDaemon, RotaCalendarWatch, LogCatcher) {
        let fixture = try EditableDaemon()
        try fixture.edit("team.yaml", "\nduty:\n", "\n" + Self.section)
        let lines = LogCatcher()
        _ = try fixture.daemon.reload()
        return (fixture, RotaCalendarWatch(fixture.daemon, log: lines.logger), lines)
    }

    private func write(_ fixture: EditableDaemon, _ summary: String, rule: String = "RRULE:FREQ=DAILY") throws {
        let text = """
            BEGIN:VCALENDAR\r
            BEGIN:VEVENT\r
            UID:1\r
            SUMMARY:\(summary)\r
            DTSTART;TZID=Europe/London:20210301T090000\r
            DTEND;TZID=Europe/London:20210301T170000\r
            \(rule)\r
            END:VEVENT\r
            END:VCALENDAR\r

            """
        try text.write(toFile: fixture.config + "/rota.ics", atomically: true, encoding: .utf8)
    }

    private func holders(_ fixture: EditableDaemon) throws -> [String] {
        let noon = try #require(Instant(iso8601: "2021-03-02T12:00:00+00:00"))
        return try fixture.workflow.read { $0.configuration.team.holders(of: .dutyWorker, at: noon) }.map(\.name)
    }

    private func alarms(_ fixture: EditableDaemon) throws -> [String?] {
        try fixture.workflow.read { try $0.tx.alarms.standing() }.map(\.alarm).filter { $0.kind == .rotaCalendarStale }
            .map(\.subject?.name)
    }

    private func reads(_ fixture: EditableDaemon) throws -> Int {
        try fixture.workflow.read { try $0.tx.events.events(of: .system).count { $0.payload is RotaCalendarRead } }
    }

    @Test func `what was read last holds on, over a restart, and a broken file is alarmed`() async throws {
        let (fixture, watch, lines) = try fixture()
        try write(fixture, "Ailsa Instance on call")
        await watch.look()
        #expect(try holders(fixture) == ["worker-2", "worker-3"])
        #expect(try reads(fixture) == 1)
        // Read again with nothing new: no word of it.
        _ = try fixture.daemon.scheduler.advance(by: .minutes(15))
        await watch.look()
        #expect(try reads(fixture) == 1)
        try Data("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".utf8).write(to: URL(filePath: fixture.config + "/rota.ics"))
        _ = try fixture.daemon.scheduler.advance(by: .minutes(15))
        await watch.look()
        #expect(try alarms(fixture) == [], "caught in the middle of being written, perhaps")
        _ = try fixture.daemon.scheduler.advance(by: .minutes(1))
        await watch.look()
        #expect(try alarms(fixture) == ["on-call"])
        #expect(try holders(fixture) == ["worker-2", "worker-3"])
        #expect(lines.all.contains { $0.contains("line 2: the file ends in the middle") })
        let shown = OperationRunner(fixture.daemon).run(.showRoster, by: .user("test")).output
        #expect(shown.contains("line 2: the file ends in the middle, or what begins does not end; what was read last"))
        try fixture.reopen()
        #expect(try holders(fixture) == ["worker-2", "worker-3"])
        #expect(try Verification(fixture.daemon).run().holds)
        try write(fixture, "Fergus Model")
        await RotaCalendarWatch(fixture.daemon, log: lines.logger).look()
        #expect(try holders(fixture) == ["worker-2", "worker-6"])
        #expect(try alarms(fixture) == [])
    }

    @Test func `an event that cannot be read is told with its line, and nothing of the file`() async throws {
        let (fixture, watch, lines) = try fixture()
        try write(fixture, "Ailsa Instance", rule: "RRULE:FREQ=MONTHLY")
        await watch.look()
        #expect(try alarms(fixture) == ["on-call"])
        let shown = OperationRunner(fixture.daemon).run(.showRoster, by: .user("test")).output
        #expect(shown.contains("line 7: a repetition other than by days and weeks (RRULE)"))
        #expect(!(shown + lines.all.joined()).contains("Ailsa"))
    }

    @Test func `a calendar that leaves the configuration takes its hours and its alarm with it`() async throws {
        let (fixture, watch, _) = try fixture()
        try write(fixture, "Ailsa Instance")
        await watch.look()
        try FileManager.default.removeItem(atPath: fixture.config + "/rota.ics")
        for _ in 1...2 {
            _ = try fixture.daemon.scheduler.advance(by: .minutes(15))
            await watch.look()
        }
        #expect(try alarms(fixture) == ["on-call"])
        try fixture.edit("team.yaml", Self.section, "duty:\n")
        _ = try fixture.daemon.reload()
        #expect(try alarms(fixture) == [])
        #expect(try holders(fixture) == ["worker-2"])
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
