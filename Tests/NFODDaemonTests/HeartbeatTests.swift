import Foundation
import GRDB
import NFODConfig
import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// The watchdog outside hears of the service for as long as it is alive, and of nothing else.
@Suite struct HeartbeatTests {
    /// A daemon with a watchdog, on a machine whose clock the test sets.
    private struct Scene {
        let fixture: HostileReceivers
        let watchdog: LoopbackReceiver
        let lines = LogCatcher()
        let heartbeat: Heartbeat

        init(
            _ manner: @escaping @Sendable (Int) -> LoopbackReceiver.Reply = { _ in .answer(200) },
            place: String? = nil
        ) throws {
            watchdog = LoopbackReceiver { number, _ in manner(number) }
            let place = place ?? "url: \(watchdog.url)"
            fixture = try HostileReceivers(
                ["good": { _ in .answer(200) }],
                sections: "heartbeat:\n  \(place)\n  plainLoopback: true\n  every: 60s\n")
            heartbeat = Heartbeat(fixture.daemon, log: lines.logger)
        }

        var heard: Int { watchdog.received.count }
        var isAlarmed: Bool { fixture.alarms.contains("heartbeatFailed") }

        func look(after seconds: Int64 = 0) async {
            fixture.machine.pass(.seconds(seconds))
            await heartbeat.look()
        }
    }

    @Test func `one beat a minute, with nothing in it`() async throws {
        let scene = try Scene()
        var times: [Int] = []
        for second in 0...180 {
            await scene.look(after: second == 0 ? 0 : 1)
            if scene.heard > times.count { times.append(second) }
        }
        #expect(times == [0, 60, 120, 180])
        let beat = try #require(scene.watchdog.received.first)
        #expect(beat.requestLine == "GET /hook HTTP/1.1")
        #expect(beat.body.isEmpty)
        #expect(!scene.isAlarmed)
    }

    /// Each reason to be silent, one after the other; between them it beats again.
    @Test func `silent while a part hangs, while not ready, while late, while nothing can be written`() async throws {
        let scene = try Scene()
        let (daemon, progress) = (scene.fixture.daemon, scene.fixture.daemon.workflow.progress)
        await scene.look()
        #expect(scene.heard == 1)
        progress.expect([.scheduler, .lastLevelLane])
        await scene.look(after: 60)
        #expect(scene.heard == 1)
        progress.note(.scheduler)
        progress.note(.lastLevelLane, at: .now - .seconds(21))
        await scene.look(after: 60)
        #expect(scene.heard == 1)
        progress.note(.lastLevelLane, at: .now + .seconds(3_600))
        progress.note(.scheduler, at: .now + .seconds(3_600))
        await scene.look(after: 60)
        #expect(scene.heard == 2)
        daemon.alarms.hold(.diskFull)
        await scene.look(after: 60)
        #expect(scene.heard == 2)
        daemon.alarms.withdraw(.diskFull)
        try daemon.workflow.perform(as: .machine("test")) { work in
            try work.tx.db.execute(
                sql: """
                    CREATE TEMP TRIGGER fault BEFORE INSERT ON main.outbox BEGIN SELECT raise(ABORT, 'planted'); END
                    """)
        }
        await scene.look(after: 60)
        #expect(scene.heard == 2)
        try daemon.workflow.perform(as: .machine("test")) { try $0.tx.db.execute(sql: "DROP TRIGGER fault") }
        await scene.look(after: 60)
        #expect(scene.heard == 3)
        // The digest's time has come and nobody does anything about it.
        await scene.look(after: 86_400)
        #expect(scene.heard == 3)
        while try daemon.scheduler.tick() > 0 {}
        await scene.look(after: 60)
        #expect(scene.heard == 4)
        #expect(!scene.isAlarmed)
        let why = scene.lines.all.joined(separator: "\n")
        for word in ["notBegun:", "hangs:lastLevelLane", "notReady:diskFull", "notWritable", "late"] {
            #expect(why.contains(word), "\(word)")
        }
    }

    @Test func `what is probed is not left in the outbox`() async throws {
        let scene = try Scene()
        await scene.look()
        #expect(scene.heard == 1)
        #expect(try scene.fixture.daemon.workflow.read { try $0.tx.outbox.entry(AlertID("probe")) } == nil)
    }

    @Test(arguments: [LoopbackReceiver.Reply.answer(500), .answer(302), .cutInBody])
    func `a watchdog that does not hear is alarmed the second time, and over with the next beat`(
        reply: LoopbackReceiver.Reply
    ) async throws {
        let scene = try Scene { (1...2).contains($0) ? reply : .answer(204) }
        var story: [String] = []
        for minute in 0...4 {
            await scene.look(after: minute == 0 ? 0 : 60)
            story.append("\(scene.heard)\(scene.isAlarmed ? " alarmed" : "")")
        }
        #expect(story == ["1", "2", "3 alarmed", "4", "5"])
        // It went its own way: no alert was tried for it, and the alarm's alert is an ordinary one.
        #expect(scene.fixture.daemon.workflow.endpoints.resting.isEmpty)
    }

    @Test func `an address in a file, and one that is not there, may be read by all, or may not be used`() async throws
    {
        let scene = try Scene(place: "urlFile: watchdog.url")
        let path = scene.fixture.daemon.store.directory + "/watchdog.url"
        await scene.look()
        await scene.look(after: 60)
        #expect(scene.isAlarmed)
        try (scene.watchdog.url + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        await scene.look(after: 60)
        #expect(scene.heard == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        await scene.look(after: 60)
        #expect(scene.heard == 1)
        #expect(!scene.isAlarmed)
        try "http://169.254.169.254/latest\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        await scene.look(after: 60)
        await scene.look(after: 60)
        #expect(scene.isAlarmed)
        let log = scene.lines.all.joined(separator: "\n")
        #expect(
            log.contains("addressMissing") && log.contains("addressExposed") && log.contains("refusedByAddressPolicy"))
        #expect(!log.contains("169.254") && !log.contains("/hook"))
    }

    @Test func `on a simulated clock nobody is told that the service is alive`() async throws {
        let watchdog = LoopbackReceiver { _, _ in .answer(200) }
        let fixture = try EditableDaemon()
        let section = "heartbeat:\n  url: \(watchdog.url)\n  plainLoopback: true\n  every: 60s\n"
        try fixture.edit("nfodd.yaml", "\nchannels:\n", "\n" + section + "\nchannels:\n")
        _ = try fixture.daemon.reload()
        await Heartbeat(fixture.daemon, log: RealClockFixture.log).look()
        #expect(watchdog.received.isEmpty)
    }

    @Test func `without the section its alarm is over`() async throws {
        let fixture = try HostileReceivers([:])
        try fixture.daemon.workflow.perform(as: .machine("test")) { try $0.raise(.heartbeatFailed) }
        await Heartbeat(fixture.daemon, log: RealClockFixture.log).look()
        #expect(!fixture.alarms.contains("heartbeatFailed"))
    }
}
