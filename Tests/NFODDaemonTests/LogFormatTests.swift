import Foundation
import Logging
import Synchronization
import Testing

@testable import NFODDaemon

@Suite struct LogFormatTests {
    private static let time = Date(timeIntervalSince1970: 1_614_592_800)
    private static let fields = ["b": "two words", "a": "1", "c": "\u{1B}[2Jx\ny", "d": "q\"q", "e": ""]

    @Test func `text has time, level, event and sorted fields on one line`() {
        #expect(
            LogFormat.text.line(.info, "listening", Self.fields, at: Self.time)
                == #"2021-03-01T10:00:00Z info listening a=1 b="two words" c=\u{1b}[2Jx\u{a}y d="q\"q" e="""#)
    }

    @Test func `a journal line begins with its priority and has no time`() {
        #expect(
            LogFormat.journal.line(.critical, "a part hangs", ["parts": "store"], at: Self.time)
                == "<2>a part hangs parts=store")
        let priorities = Logger.Level.allCases.map { LogFormat.journal.line($0, "x", [:], at: Self.time).prefix(3) }
        #expect(priorities == ["<7>", "<7>", "<6>", "<5>", "<4>", "<3>", "<2>"])
    }

    @Test func `json is one object on one line, and a field cannot pass itself off as time, level or event`() throws {
        let line = LogFormat.json.line(.error, "fault", Self.fields.merging(["level": "info"]) { $1 }, at: Self.time)
        #expect(!line.contains("\n"))
        let read = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(
            read == Self.fields.merging(["time": "2021-03-01T10:00:00Z", "level": "error", "event": "fault"]) { $1 })
    }

    @Test func `the handler keeps its level and merges what is known of the logger with the event`() {
        let lines = Mutex<[String]>([])
        let handler = LineLogHandler(.journal, level: .notice) { line in lines.withLock { $0.append(line) } }
        var log = Logger(label: "x") { _ in handler }
        log[metadataKey: "part"] = "web"
        log.info("not told")
        log.notice("told", metadata: ["n": "1"])
        #expect(lines.withLock { $0 } == ["<5>told n=1 part=web"])
    }
}
