import Foundation
import GRDB
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Alarms about the service itself: raised once, told, told again, over; and what `verify` makes of them.
@Suite struct AlarmBoardTests {
    @Test func rule14_aSilentSourceIsAlarmedToldAgainAndOverWithItsNextFeed() async throws {
        let fixture = try RealClockFixture()
        fixture.machine.pass(.days(4))
        try fixture.daemon.scheduler.tick()
        let silent = fixture.alarms
        #expect(silent.contains("silentFeed ambulance"))
        let before = try fixture.told.filter { $0.contains("ambulance") }
        #expect(before == ["source ambulance has gone silent"])
        fixture.machine.pass(.hours(24))
        try fixture.daemon.scheduler.tick()
        #expect(try fixture.told.filter { $0.contains("ambulance") }.count == 2)
        _ = try fixture.ambulance()
        #expect(Set(silent).subtracting(fixture.alarms) == ["silentFeed ambulance"])
        fixture.machine.pass(.hours(12))
        try fixture.daemon.scheduler.tick()
        #expect(try fixture.told.filter { $0.contains("ambulance") }.count == 2)
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func rule11_rowsToFixAddUpAreToldEachTimeAndEndedByAPerson() throws {
        let fixture = try RealClockFixture()
        for count in [2, 3] {
            try fixture.perform { try $0.raise(.needsFixing, AlarmSubject("police"), figure: Int64(count)) }
        }
        #expect(try fixture.told == ["2 rows of source police to fix", "5 rows of source police to fix"])
        #expect(fixture.run(.alarms).output.contains("nfodd alarm settle needsFixing SOURCE"))
        let settled = fixture.run(.settleAlarm(alarm: "needsFixing", subject: "police"))
        #expect(settled == Answer(output: "no alarm stands"))
        let again = fixture.run(.settleAlarm(alarm: "needsFixing", subject: "police"))
        #expect((again.exitCode, again.errors.first?.contains("[alarmNotStanding]")) == (1, true))
        #expect(fixture.run(.settleAlarm(alarm: "nothing", subject: nil)).exitCode == 2)
        #expect(try fixture.story == ["alarmRaised", "alarmRaised", "alarmCleared"])
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func rule32_aCaseThatSomebodyWasNotToldOfIsAlarmedUntilItsOwnAlertsArrive() throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        fixture.machine.pass(.hours(70))
        while try fixture.daemon.scheduler.tick() > 0 {}
        let messages = try fixture.daemon.workflow.read { try $0.tx.outbox.entries(of: CaseID(1)) }.map(\.message)
        try #require(messages.count > 3)
        try fixture.perform { work in
            for message in messages.prefix(3) { try work.notTold(message) }
        }
        let code = try fixture.daemon.workflow.read { try $0.loadCase(CaseID(1))?.state.code.name } ?? ""
        #expect(fixture.alarms.contains("notTold case \(code)"))
        let told = try fixture.told.filter { $0.contains("could not be delivered") }
        #expect(told == ["an alert about case \(code) could not be delivered"])
        // The alarm itself arrives over the same channel, and so does another alert: neither says that these did.
        let alarm = OutboxMessage(
            id: AlertID("alarm-x"), response: nil, lane: .ordinary, kind: .alarm, recipient: messages[0].recipient,
            channel: messages[0].channel, says: "planted", body: Data(), createdAt: messages[0].createdAt)
        try fixture.perform { try $0.told(alarm) }
        try fixture.perform { try $0.told(messages[3]) }
        #expect(fixture.alarms.contains("notTold case \(code)"))
        for message in messages.prefix(3) { try fixture.perform { try $0.told(message) } }
        #expect(!fixture.alarms.contains("notTold case \(code)"))
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func rule29_aGapEndsWhenSomebodyIsOnDuty() async throws {
        let fixture = try RealClockFixture()
        try fixture.perform { work in
            let duty = Owner.role(.dutyWorker)
            #expect(work.gap(of: [.owner, .role(.coordinator)], owner: duty).name == "coordinator, duty-worker")
            // Who has been named and cannot be told is no gap of the coordinator's.
            let named = [Audience.worker(WorkerID("worker-1")), .agency(AgencyID("tayview-outreach"))]
            #expect(work.gap(of: named, owner: duty).name == "agency:tayview-outreach, worker:worker-1")
            #expect(work.gap(of: named, owner: duty).audience.sorted { $0.text < $1.text } == named.reversed())
            try work.raise(.rosterGap, AlarmSubject("nobody-has-this"))
            try work.raise(.rosterGap, AlarmSubject("coordinator"))
            try work.raise(.rosterGap, AlarmSubject("worker:worker-1"))
            try work.raise(.rosterGap, AlarmSubject("worker:gone"))
        }
        try await fixture.look()
        #expect(Set(fixture.alarms) == ["rosterGap nobody-has-this", "rosterGap worker:gone"])
    }

    @Test func aFaultyCaseIsNamedByItsCodeAndOverOnceItWasHandled() async throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        fixture.machine.pass(.hours(23))
        // Whatever is wrong with it, its row cannot be written.
        try fixture.perform { work in
            try work.tx.db.execute(
                sql: """
                    CREATE TEMP TRIGGER fault BEFORE UPDATE ON main.response
                    BEGIN SELECT raise(ABORT, 'planted'); END
                    """)
        }
        try fixture.daemon.scheduler.tick()
        let code = try fixture.daemon.workflow.read { try #require(try $0.tx.responses.row(id: CaseID(1))).code }
        #expect(fixture.alarms == ["faultyCase case \(code)"])
        try await fixture.look()
        #expect(fixture.alarms == ["faultyCase case \(code)"])
        try fixture.perform { try $0.tx.db.execute(sql: "DROP TRIGGER fault") }
        fixture.machine.pass(.minutes(5))
        try fixture.daemon.scheduler.tick()
        try await fixture.look()
        #expect(fixture.alarms == [])
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func theNextDigestSurvivesWhatAlarmsDoToTheSystemsDueRows() throws {
        let fixture = try RealClockFixture()
        let digest = {
            try fixture.daemon.workflow.read { try $0.tx.due.rows(of: .system) }.filter { $0.kind == "digest" }
        }
        let before = try digest()
        #expect(before.count == 1)
        // Its time has come and nobody has sent it yet.
        fixture.machine.pass(.days(1))
        try fixture.perform { work in
            try work.raise(.diskLow, figure: 12)
            try work.clear(.diskLow)
            try work.raise(.walLarge, figure: 70)
        }
        #expect(try digest() == before)
        try fixture.daemon.scheduler.tick()
        #expect(try digest().map(\.at) == [before[0].at + .days(1)])
    }

    @Test func nobodyIsToldTwiceOfWhatStands() throws {
        let fixture = try RealClockFixture()
        try fixture.perform { work in for _ in 0..<3 { try work.raise(.diskLow, figure: 12) } }
        #expect(try fixture.told == ["the disk is nearly full: 12 MB left"])
        #expect(try fixture.story == ["alarmRaised"])
    }

    @Test func anAlarmStandsAtTheHeadOfTheHuddleReportAsItWasKnownThen() throws {
        let fixture = try RealClockFixture()
        try fixture.perform { try $0.raise(.walLarge, figure: 70) }
        fixture.machine.pass(.hours(1))
        try fixture.perform { try $0.clear(.walLarge) }
        fixture.machine.pass(.hours(1))
        let report = { (at: Span) in
            fixture.run(
                .report(.init(kind: .huddle, at: RealClockFixture.start + at, format: "text", withNames: false)))
        }
        #expect(report(.minutes(30)).output.contains("The write-ahead log has 70 MB"))
        #expect(report(.minutes(90)).output.contains("Nothing: no alarm stands."))
    }

    @Test func anOldBackupAndAFileLeftLyingAreFound() async throws {
        let folder = OperationScratch.newPath()
        let fixture = try RealClockFixture(settings: [
            "# backups:\n#   folder: /var/backups/nfodd\n#   ageAtMost: 26h":
                "backups:\n  folder: \(folder)\n  ageAtMost: 26h"
        ])
        try await fixture.look()
        #expect(fixture.alarms == ["backupOld"])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("copy".utf8).write(to: URL(fileURLWithPath: folder + "/nfodd.backup"))
        try await fixture.look()
        #expect(fixture.alarms == [])
    }

    @Test func whatCannotBeWrittenDownStandsOnTheBoardAllTheSame() throws {
        let fixture = try RealClockFixture()
        fixture.daemon.alarms.hold(.storeLost)
        try fixture.perform { try $0.raise(.diskLow, figure: 12) }
        #expect(fixture.alarms == ["storeLost", "diskLow"])
        #expect(fixture.daemon.alarms.notReady == [.storeLost])
        fixture.daemon.alarms.withdraw(.storeLost)
        #expect(fixture.alarms == ["diskLow"])
    }
}
