import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct StartUpReportTests {
    private func report(_ fixture: EditableDaemon, withWeb: Bool = true) -> StartUpReport {
        StartUpReport(
            daemon: fixture.daemon, directories: Directories(data: fixture.data, config: fixture.config),
            socket: "/run/s", withWeb: withWeb, environment: [:])
    }

    private func states(_ report: StartUpReport, _ part: String) -> [StartUpReport.State] {
        report.lines.filter { $0.part == part }.map(\.state)
    }

    @Test func `a fresh directory says what is missing and what to do about it`() throws {
        let told = report(try EditableDaemon())
        for part in ["data", "configuration", "clock", "sqlite", "commands", "sources", "inbox", "vault key", "pages"] {
            #expect(states(told, part).first == .on, "\(part)")
        }
        #expect(states(told, "watchdog") == [.off])
        for part in ["channel", "proxy", "tokens"] { #expect(states(told, part) == [.missing], "\(part)") }
        #expect(told.text.contains("missing  channel: team-webhook has no secret; make one with `nfodd secret new"))
    }

    @Test func `what is there is on, and tokens are counted by role`() throws {
        let fixture = try EditableDaemon()
        let secrets = try Secrets(Directories(data: fixture.data, config: fixture.config), create: false)
        _ = try secrets.makeSecret(of: ChannelID("team-webhook"))
        for (name, role) in [("anna", "staff"), ("ben", "staff"), ("sas", "source:ambulance")] {
            _ = try secrets.makeToken(name: name, role: role)
        }
        try fixture.edit("nfodd.yaml", "link: http://127.0.0.1:8420", "link: https://example.org/")
        _ = try fixture.daemon.reload()
        let told = report(fixture)
        #expect(states(told, "channel") == [.on])
        #expect(states(told, "proxy") == [.on])
        #expect(told.lines.contains(.init(.on, "tokens", "1 source:ambulance, 2 staff")))
        #expect(told.text.contains("files only from: community, hospital, police"))
        #expect(states(told, "metrics") == [.off])
        // The path of a webhook may be its password.
        #expect(!told.text.contains("/hook"))
        #expect(states(report(fixture, withWeb: false), "pages") == [.off])
    }

    @Test func `whether anybody would notice silence, and never a secret address`() throws {
        let fixture = try EditableDaemon()
        for part in ["heartbeat", "canary"] { #expect(states(report(fixture), part) == [.off], "\(part)") }
        let alive =
            "heartbeat: {urlFile: watchdog.url, every: 60s}\ncanary: {channel: team-webhook, every: 1h, within: 5m}"
        try fixture.edit("nfodd.yaml", "\nchannels:\n", "\n\(alive)\nchannels:\n")
        _ = try fixture.daemon.reload()
        #expect(states(report(fixture), "heartbeat") == [.missing])
        let file = fixture.data + "/watchdog.url"
        try "https://watchdog.example.org/secret-1".write(toFile: file, atomically: true, encoding: .utf8)
        chmod(file, 0o600)
        let text = report(fixture).text
        #expect(text.contains("on       heartbeat: to a secret address, every 60 s"))
        #expect(text.contains("on       canary: a test message over team-webhook every 60 min, looked for after 5 min"))
        #expect(!text.contains("secret-1") && !text.contains("watchdog.example.org"))
    }

    @Test func `an open door is a warning`() throws {
        let fixture = try EditableDaemon()
        try fixture.edit("nfodd.yaml", "listen: 127.0.0.1:8420", "listen: 0.0.0.0:8420")
        _ = try fixture.daemon.reload()
        #expect(states(report(fixture), "pages") == [.warning])
        try "anna staff 00\n".write(toFile: fixture.data + "/tokens", atomically: true, encoding: .utf8)
        chmod(fixture.data + "/tokens", 0o666)
        #expect(states(report(fixture), "tokens") == [.warning])
    }

    @Test func `programs get one event a line`() throws {
        let lines = LogCatcher()
        let told = report(try EditableDaemon())
        told.write(to: lines.logger)
        #expect(lines.all.count == told.lines.count + 1)
        #expect(lines.all.contains { $0.hasPrefix("<4>start part=tokens state=missing words=") })
        #expect(lines.all.contains { $0.hasPrefix("<6>start part=watchdog state=off words=") })
    }
}

@Suite struct SQLiteVersionTests {
    @Test(arguments: [
        ("3.40.1", false), ("3.44.5", false), ("3.44.6", true), ("3.45.0", false), ("3.50.6", false), ("3.50.7", true),
        ("3.51.2", false), ("3.51.3", true), ("3.52.0", true), ("4.0.0", true),
    ])
    func `the releases that lost commits are known`(text: String, isMended: Bool) throws {
        #expect(try #require(SQLiteVersion(text)).hasWALResetFix == isMended)
    }

    @Test(arguments: ["", "3.40", "3.x.1", "3.40.1.2"])
    func `anything else is no version`(text: String) { #expect(SQLiteVersion(text) == nil) }
}
