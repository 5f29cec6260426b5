import Foundation
import Logging
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct ReloadTests {
    @Test func `a changed configuration comes into force and is said by hash; an unchanged one is not`() throws {
        let fixture = try EditableDaemon()
        let (before, applied) = (fixture.workflow.configuration, try fixture.applied())
        #expect(try fixture.daemon.reload().changed == [])
        #expect(try fixture.applied() == applied)
        try fixture.edit("nfodd.yaml", "acceptWithin: 60m", "acceptWithin: 45m")
        try fixture.edit("triage.yaml", "\n", "\n# a remark\n")
        let outcome = try fixture.daemon.reload()
        #expect(outcome.changed == ["nfodd.yaml", "triage.yaml"])
        #expect(outcome.configuration == fixture.workflow.configuration.hash)
        #expect(outcome.configuration != before.hash)
        #expect(outcome.needsRestart == [])
        #expect(fixture.workflow.configuration.settings.acceptWithin == .minutes(45))
        #expect(try fixture.applied() == applied + 1)
        let status = OperationRunner(fixture.daemon).run(.status, by: .user("test")).output
        #expect(status.contains("configuration  \(outcome.configuration) since 2021-03-01T10:00:00"))
    }

    @Test func `anything wrong leaves everything as it was, and all of it is told`() throws {
        let fixture = try EditableDaemon()
        let (before, applied) = (fixture.workflow.configuration.hash, try fixture.applied())
        try fixture.edit("nfodd.yaml", "acceptWithin: 60m", "acceptWithin: soon")
        try fixture.edit("team.yaml", "capacity: 50", "capacity: many")
        try fixture.edit("escalation.yaml", "acknowledgementHolds: 4h", "acknowledgementHolds: 2h")
        let problems = try #require(throws: ConfigurationProblems.self) { try fixture.daemon.reload() }.problems
        #expect(Set(problems.map(\.file)) == ["nfodd.yaml", "team.yaml"])
        #expect(problems.count == 3)
        #expect(fixture.workflow.configuration.hash == before)
        #expect(try fixture.applied() == applied)
        let told = OperationRunner(fixture.daemon).run(.reloadConfiguration, by: .user("test"))
        #expect(told.exitCode == 2)
        #expect(told.errors.count == 3)
    }

    @Test func `a store that does not take it up leaves the one before in force`() throws {
        let fixture = try EditableDaemon()
        let before = fixture.workflow.configuration.hash
        try fixture.edit("nfodd.yaml", "acceptWithin: 60m", "acceptWithin: 45m")
        // What follows from a configuration fails after it was put in force.
        try fixture.daemon.store.write { try $0.db.run("DROP TABLE feed") }
        #expect(throws: (any Error).self) { try fixture.daemon.reload() }
        #expect(fixture.workflow.configuration.hash == before)
        try fixture.daemon.close()
        #expect(throws: StoreError.closed) { try fixture.daemon.reload() }
        #expect(fixture.workflow.configuration.hash == before)
    }

    @Test func `a ladder that runs keeps the policy it began with, a new one has the new (rule 33)`() throws {
        let fixture = try EditableDaemon()
        let old = try fixture.takeIn()
        try fixture.daemon.scheduler.tick()
        let due = try fixture.due(.case(old.id))
        try fixture.edit("escalation.yaml", "afterLevelBefore: 8h", "afterLevelBefore: 1h")
        _ = try fixture.daemon.reload()
        let new = try fixture.takeIn("SAS-2", surname: "Otherman")
        try fixture.daemon.scheduler.tick()
        #expect(new.ladder?.policy != old.ladder?.policy)
        #expect(try fixture.due(.case(old.id)) == due)
        let (first, second) = (try #require(due.first?.at), try #require(try fixture.due(.case(new.id)).first?.at))
        #expect(first - second == .hours(7))
        try fixture.daemon.scheduler.advance(to: fixture.workflow.clock.now() + .hours(40))
        #expect(try fixture.cases().first?.ladder?.policy == old.ladder?.policy)
        try fixture.reopen()
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func `settings that take a restart are named and stay`() throws {
        let fixture = try EditableDaemon()
        try fixture.edit("nfodd.yaml", "listen: 127.0.0.1:8420", "listen: 127.0.0.1:9999")
        try fixture.edit("nfodd.yaml", "tokens: tokens", "tokens: others")
        for _ in 1...2 { #expect(try fixture.daemon.reload().needsRestart == ["http.listen", "http.tokens"]) }
        let told = OperationRunner(fixture.daemon).run(.reloadConfiguration, by: .user("test"))
        #expect(told.exitCode == 0)
        #expect(told.errors.contains { $0.hasPrefix("http.listen changed, which takes a restart") })
    }

    @Test func `a source is watched from the reload that brings it, and can send at once (rule 14)`() throws {
        let fixture = try EditableDaemon()
        let police = try String(contentsOfFile: fixture.config + "/sources/police.yaml", encoding: .utf8)
        let name = police.contains("id: police") ? "id: police" : "source: police"
        try police.replacingOccurrences(of: name, with: name.replacingOccurrences(of: "police", with: "transport"))
            .write(toFile: fixture.config + "/sources/transport.yaml", atomically: true, encoding: .utf8)
        #expect(try fixture.due(.source(SourceID("transport"))).isEmpty)
        #expect(try fixture.daemon.reload().changed == ["sources/transport.yaml"])
        #expect(try fixture.due(.source(SourceID("transport"))).count == 1)
    }

    @Test func `the digest follows the huddle's new time`() throws {
        let fixture = try EditableDaemon()
        let before = try fixture.due(.system)
        try fixture.edit("nfodd.yaml", "time: \"09:30\"", "time: \"11:00\"")
        _ = try fixture.daemon.reload()
        let after = try fixture.due(.system)
        #expect(after.count == before.count)
        #expect(after.first?.at == Instant(iso8601: "2021-03-01T11:00:00+00:00"))
    }

    @Test func `a command on a directory without a daemon says that there is nobody to tell`() throws {
        let fixture = try EditableDaemon()
        try fixture.daemon.close()
        #expect(throws: DaemonError.noDaemon(fixture.data)) {
            try Client.ask(.reloadConfiguration, Directories(data: fixture.data, config: fixture.config))
        }
    }
}

/// Rule 27: disabling somebody moves what they hold to the coordinator at once.
@Suite struct DisabledWorkerTests {
    private func assigned() throws -> (EditableDaemon, CaseState) {
        let fixture = try EditableDaemon()
        try fixture.addWorker()
        _ = try fixture.daemon.reload()
        let held = try fixture.takeIn()
        try fixture.assign(held.code, to: "worker-9")
        #expect(try fixture.cases().map(\.owner) == [.worker(WorkerID("worker-9"))])
        return (fixture, held)
    }

    private func check(_ fixture: EditableDaemon, _ held: CaseState) throws {
        let state = try #require(try fixture.cases().first)
        #expect(state.owner == .role(.coordinator))
        #expect(state.assignment == nil)
        let alerts = try fixture.workflow.read { try $0.tx.outbox.entries(of: held.id) }
        #expect(alerts.contains { $0.message.recipient == WorkerID("coordinator-1") })
        let waiting = try fixture.due(.case(held.id)).map(\.kind)
        #expect(waiting == ["level"])
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func `at a reload`() throws {
        let (fixture, held) = try assigned()
        try fixture.disableWorker()
        _ = try fixture.daemon.reload()
        try check(fixture, held)
        let story = try fixture.workflow.read { try $0.tx.events.head().sequence }
        #expect(try fixture.daemon.reload().changed == [])
        #expect(try fixture.workflow.read { try $0.tx.events.head().sequence } == story)
    }

    @Test func `at the next start`() throws {
        let (fixture, held) = try assigned()
        try fixture.disableWorker()
        try fixture.reopen()
        try check(fixture, held)
    }

    @Test func `not when the reload fails`() throws {
        let (fixture, _) = try assigned()
        try fixture.disableWorker()
        try fixture.edit("triage.yaml", "rules:", "rulez:")
        #expect(throws: ConfigurationProblems.self) { try fixture.daemon.reload() }
        #expect(try fixture.cases().map(\.owner) == [.worker(WorkerID("worker-9"))])
    }
}

@Suite struct ReloaderTests {
    @Test func `systemd hears the beginning and the end, and the log every problem`() throws {
        let (fixture, receiver, lines) = (try EditableDaemon(), try NotifyReceiver(), LogCatcher())
        let reloader = Reloader(
            fixture.daemon, log: lines.logger, environment: ["NOTIFY_SOCKET": receiver.place])
        reloader.run()
        let names = receiver.lines.map { String($0.prefix { $0 != "=" }) }
        #expect(names == ["RELOADING", "MONOTONIC_USEC", "STATUS", "READY", "STATUS"])
        #expect(lines.all.count == 1)
        try fixture.edit("nfodd.yaml", "acceptWithin: 60m", "acceptWithin: soon")
        try fixture.edit("triage.yaml", "rules:", "rulez:")
        reloader.run()
        #expect(receiver.count("READY=1") == 2)
        let problems = lines.all.filter { $0.hasPrefix("<3>configuration not taken up problem=") }
        #expect(problems.count >= 2)
        #expect(problems.contains { $0.contains("nfodd.yaml:") } && problems.contains { $0.contains("triage.yaml:") })
    }
}
