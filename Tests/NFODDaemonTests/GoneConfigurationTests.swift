import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 14 and 29: an alarm about what was taken out of the configuration could never end by itself.
@Suite struct GoneConfigurationTests {
    private func alarms(_ fixture: EditableDaemon) throws -> [String] {
        try fixture.workflow.read { try $0.tx.alarms.standing() }.map {
            "\($0.alarm.kind.rawValue) \($0.alarm.subject?.name ?? "")"
        }
    }

    private func metrics(_ fixture: EditableDaemon) throws -> String {
        try ServiceMetrics.families(fixture.workflow).map(\.text).joined()
    }

    @Test func rule14_aSourceThatIsNoLongerThereIsSilentNoMoreAndWatchedAnewWhenItComesBack() throws {
        let fixture = try EditableDaemon()
        let path = fixture.config + "/sources/extra.yaml"
        let profile = try String(contentsOfFile: fixture.config + "/sources/ambulance.yaml", encoding: .utf8)
            .replacingOccurrences(of: "source: ambulance", with: "source: extra")
        try profile.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try fixture.daemon.reload()
        _ = try fixture.daemon.scheduler.advance(by: .days(2))
        #expect(try alarms(fixture).contains("silentFeed extra"))
        #expect(try metrics(fixture).contains("nfo_feed_silent{feed=\"extra\"} 1\n"))
        try FileManager.default.removeItem(atPath: path)
        _ = try fixture.daemon.reload()
        #expect(try !alarms(fixture).contains("silentFeed extra"))
        #expect(try fixture.due(.source(SourceID("extra"))).isEmpty)
        #expect(try !metrics(fixture).contains("feed=\"extra\""))
        _ = try fixture.daemon.scheduler.advance(by: .days(5))
        #expect(try !alarms(fixture).contains("silentFeed extra"))
        try profile.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try fixture.daemon.reload()
        #expect(try fixture.due(.source(SourceID("extra"))).count == 1)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule29_aGapInADutyThatIsNoLongerThereIsOver() throws {
        let fixture = try EditableDaemon()
        try fixture.workflow.perform(as: .machine("test")) {
            try $0.raise(.rosterGap, AlarmSubject("night-watch"))
            try $0.raise(.inboxStuck, AlarmSubject("extra"))
        }
        try fixture.edit("team.yaml", "capacity: 8", "capacity: 9")
        _ = try fixture.daemon.reload()
        #expect(try alarms(fixture).filter { $0.hasPrefix("rosterGap") || $0.hasPrefix("inboxStuck") } == [])
    }
}
