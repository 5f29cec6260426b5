import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Synchronization
import Testing

@testable import NFODDaemon

/// The calendar of a rota tool that is fetched from its address. Monday 1 March 2021, 10:00.
@Suite struct RotaCalendarFeedTests {
    /// What the tool answers just now.
    private final class Answers: Sendable {
        private let reply = Mutex(LoopbackReceiver.Reply.answer(404))
        var now: LoopbackReceiver.Reply {
            get { reply.withLock { $0 } }
            set { reply.withLock { $0 = newValue } }
        }
    }

    /// A daemon, the tool it fetches from, and who is on duty by it.
    private struct Scene {
        let fixture: EditableDaemon
        let tool: LoopbackReceiver
        let answers = Answers()
        let lines = LogCatcher()

        init(_ place: (LoopbackReceiver) -> String = { "url: \($0.url)" }) throws {
            tool = LoopbackReceiver { [answers] _, _ in answers.now }
            fixture = try EditableDaemon()
            let section = """
                calendars:
                  on-call:
                    \(place(tool))
                    plainLoopback: true
                    role: duty-worker
                    people: {"Ailsa Instance": worker-3, "Fergus Model": worker-6}

                duty:

                """
            try fixture.edit("team.yaml", "\nduty:\n", "\n" + section)
            _ = try fixture.daemon.reload()
        }

        func watch(_ limits: TransferLimits = RotaCalendarFeed.limits) -> RotaCalendarWatch {
            RotaCalendarWatch(fixture.daemon, log: lines.logger, limits: limits)
        }

        func looks(_ watch: RotaCalendarWatch, after span: Span = .minutes(15)) async throws {
            _ = try fixture.daemon.scheduler.advance(by: span)
            await watch.look()
        }

        var holders: [String] {
            get throws {
                let noon = try #require(Instant(iso8601: "2021-03-02T12:00:00+00:00"))
                return try fixture.workflow.read { $0.configuration.team.holders(of: .dutyWorker, at: noon) }
                    .map(\.name)
            }
        }

        var alarms: [String?] {
            get throws {
                try fixture.workflow.read { try $0.tx.alarms.standing() }.map(\.alarm)
                    .filter { $0.kind == .rotaCalendarStale }.map(\.subject?.name)
            }
        }

        var shown: String { OperationRunner(fixture.daemon).run(.showRoster, by: .user("test")).output }

        var copy: String { RotaCalendarFeed.copy(of: RotaCalendarID("on-call"), in: fixture.daemon.store.directory) }

        /// As if it had been fetched so long ago.
        func age(by span: Span) throws {
            let then = Date(timeIntervalSinceNow: -Double(span.milliseconds) / 1_000)
            try FileManager.default.setAttributes([.modificationDate: then], ofItemAtPath: copy)
        }
    }

    private static func calendar(_ summary: String, events: Int = 1) -> String {
        let event = """
            BEGIN:VEVENT\r
            UID:1\r
            SUMMARY:\(summary)\r
            DTSTART;TZID=Europe/London:20210301T090000\r
            DTEND;TZID=Europe/London:20210301T170000\r
            RRULE:FREQ=DAILY\r
            END:VEVENT\r

            """
        return "BEGIN:VCALENDAR\r\n" + String(repeating: event, count: events) + "END:VCALENDAR\r\n"
    }

    private static let ailsa = LoopbackReceiver.Reply.answer(200, body: calendar("Ailsa Instance"))

    @Test func whatIsFetchedIsTheRosterAndWhatIsNewChangesIt() async throws {
        let scene = try Scene()
        scene.answers.now = Self.ailsa
        let watch = scene.watch()
        await watch.look()
        #expect(try scene.holders == ["worker-2", "worker-3"])
        #expect(scene.tool.received.map(\.requestLine) == ["GET /hook HTTP/1.1"])
        scene.answers.now = .answer(200, body: Self.calendar("Fergus Model"))
        try await scene.looks(watch, after: .minutes(14))
        #expect(try scene.holders == ["worker-2", "worker-3"], "not asked before its time")
        try await scene.looks(watch, after: .minutes(1))
        #expect(try scene.holders == ["worker-2", "worker-6"])
        #expect(try scene.alarms == [])
        let rights = try FileManager.default.attributesOfItem(atPath: scene.copy)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        await watch.stop()
        scene.tool.close()
    }

    /// Everything that a tool out of order may answer.
    static let troubles: [(LoopbackReceiver.Reply, String)] = [
        (.answer(500), "the tool answered 500"), (.answer(304), "the tool answered 304"),
        (.answer(302, headers: ["Location": "http://169.254.169.254/latest/"]), "the tool answered 302"),
        (.answer(200, body: "<html><body>Sign in</body></html>"), "line 1"),
        (.answer(200, body: ""), "no calendar begins here"),
        (.answer(200, body: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "a calendar without any event"),
        (.answer(200, body: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"), "the file ends in the middle"),
        (.cutInBody, "(answerCutShort)"), (.cutBeforeAnswer, "(connectionFailed)"), (.hang, "(timeOut)"),
        (.drip(500), "(timeOut)"), (.flood(64_000_000, announced: true), "(answerTooLarge)"),
        (.flood(64_000_000, announced: false), "(answerTooLarge)"),
    ]

    @Test(arguments: troubles)
    func whatIsNoCalendarLeavesTheLastGoodOne(reply: LoopbackReceiver.Reply, words: String) async throws {
        let scene = try Scene()
        scene.answers.now = Self.ailsa
        let first = scene.watch()
        await first.look()
        let watch = scene.watch(
            TransferLimits(totalTimeOut: .seconds(1), answerBytesMax: RotaCalendarFeed.limits.answerBytesMax))
        scene.answers.now = reply
        for _ in 1...3 { try await scene.looks(watch) }
        #expect(try scene.holders == ["worker-2", "worker-3"])
        #expect(try scene.alarms == [], "it is not old yet")
        #expect(scene.shown.contains(words), "\(scene.shown)")
        try scene.age(by: .hours(7))
        try await scene.looks(watch)
        #expect(try scene.alarms == ["on-call"])
        #expect(try scene.holders == ["worker-2", "worker-3"])
        scene.answers.now = Self.ailsa
        try await scene.looks(watch)
        #expect(try scene.alarms == [])
        #expect(!scene.shown.contains(words))
        await first.stop()
        await watch.stop()
        scene.tool.close()
    }

    @Test func afterARestartWithTheToolOutOfReachTheCopyIsRead() async throws {
        let scene = try Scene()
        scene.answers.now = Self.ailsa
        let watch = scene.watch()
        await watch.look()
        await watch.stop()
        scene.tool.close()
        try scene.fixture.reopen()
        let again = scene.watch()
        await again.look()
        #expect(try scene.holders == ["worker-2", "worker-3"])
        #expect(try scene.alarms == [])
        #expect(try Verification(scene.fixture.daemon).run().holds)
        await again.stop()
    }

    @Test func whatWasNeverFetchedIsAlarmedAtTheSecondLook() async throws {
        let scene = try Scene()
        let watch = scene.watch()
        await watch.look()
        #expect(try scene.alarms == [])
        try await scene.looks(watch, after: .minutes(1))
        #expect(try scene.alarms == ["on-call"])
        await watch.stop()
        scene.tool.close()
    }

    @Test func anAddressThatIsASecretStandsInAFileAndNowhereElse() async throws {
        let scene = try Scene { _ in "urlFile: on-call.url" }
        let watch = scene.watch()
        await watch.look()
        #expect(scene.shown.contains("the file of 'urlFile' is not there or empty"))
        let secret = scene.fixture.daemon.store.directory + "/on-call.url"
        let url = scene.tool.url + "/private-4711/basic.ics"
        try Data((url + "\n").utf8).write(to: URL(filePath: secret))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
        try await scene.looks(watch)
        #expect(scene.shown.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        scene.answers.now = .answer(500)
        try await scene.looks(watch)
        #expect(scene.tool.received.map(\.requestLine) == ["GET /hook/private-4711/basic.ics HTTP/1.1"])
        scene.answers.now = Self.ailsa
        try await scene.looks(watch)
        #expect(try scene.holders == ["worker-2", "worker-3"])
        #expect(!(scene.shown + scene.lines.all.joined()).contains("4711"))
        await watch.stop()
        scene.tool.close()
    }

    @Test(arguments: [
        ("http://rota.example.org/a.ics", "schemeNotAllowed"), ("ftp://127.0.0.1/a.ics", "schemeNotAllowed"),
        ("https://somebody@127.0.0.1/a.ics", "userNotAllowed"), ("https://127.0.0.1:22/a.ics", "portNotAllowed"),
    ])
    func anAddressThatCannotBeUsedIsSaidAndNotAsked(url: String, code: String) async throws {
        let scene = try Scene { _ in "url: \"\(url)\"" }
        // Plain http is for this machine alone: the name is never looked up.
        let watch = scene.watch()
        await watch.look()
        #expect(scene.shown.contains(code) || scene.shown.contains("could not be fetched"), "\(scene.shown)")
        await watch.stop()
        scene.tool.close()
    }

    @Test func aCopyGoesWithItsCalendar() async throws {
        let scene = try Scene()
        scene.answers.now = Self.ailsa
        let watch = scene.watch()
        await watch.look()
        #expect(FileManager.default.fileExists(atPath: scene.copy))
        try scene.fixture.edit("team.yaml", "  on-call:\n", "  on-call-2:\n")
        _ = try scene.fixture.daemon.reload()
        await watch.look()
        #expect(!FileManager.default.fileExists(atPath: scene.copy))
        #expect(try scene.holders == ["worker-2", "worker-3"])
        await watch.stop()
        scene.tool.close()
    }
}
