import Foundation
import Glibc
import Testing

/// Rules 35 and 43 over the built program: who somebody is stands in the sealed vault and in the inbox, where the
/// agency put it, and nowhere else: not in what is sent, not in what is said, not in any file, under no disguise.
@Suite struct EndToEndCanaryTests {
    private let sweep = CanarySweep(CanaryDay.markers)

    @Test func `canaries leave the vault neither in what is sent nor in any file`() async throws {
        let daemon = try await EndToEndDaemon(settings: ["settle: 10s": "settle: 0s", "lookEvery: 5s": "lookEvery: 1s"])
        let temporary = daemon.data + "/../temporary"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let arguments = ["--log-level", "trace", "--log-format", "json"]
        try await daemon.serve(arguments, environment: ["TMPDIR": temporary])
        try await CanaryDay.live(daemon)
        try await drop(daemon)
        try await daemon.settle()
        // Once as it runs, once as a power failure leaves it, once as it stops.
        try look(at: daemon, "running")
        try await daemon.killNow()
        try look(at: daemon, "killed")
        try await daemon.serve(arguments, environment: ["TMPDIR": temporary])
        try await daemon.settle()
        #expect(try await daemon.stop() == 0)
        try look(at: daemon, "stopped")

        #expect(daemon.receiver.count >= 6)
        #expect(daemon.receiver.unreadable == 0)
        for arrival in daemon.receiver.arrivals {
            let head = arrival.message.startLine + "\n" + arrival.message.headers.description
            #expect(sweep.found(in: head) == [], "URL and headers")
            #expect(sweep.found(in: Data(arrival.body)) == [], "body")
        }
    }

    @Test func `a daemon leaves no dump of its memory`() async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve()
        let limits = try String(contentsOfFile: "/proc/\(daemon.processID)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
        #expect(!(try daemon.log.contains("memory can be dumped")))
    }

    /// A file in the inbox, until it is taken in and out of the way.
    private func drop(_ daemon: EndToEndDaemon) async throws {
        let (inbox, feed) = (daemon.data + "/inbox/police", daemon.data + "/../MARKREF-1.csv")
        let text = try String(contentsOfFile: daemon.data + "/../good.csv", encoding: .utf8)
            .replacingOccurrences(of: "VPDMARK-1", with: "VPDMARK-2")
        try #require(!sweep.found(in: text).isEmpty)
        try text.write(toFile: feed, atomically: true, encoding: .utf8)
        try await eventually("the inbox is there") { FileManager.default.fileExists(atPath: inbox) }
        #expect(rename(feed, inbox + "/MARKREF-1.csv") == 0)
        try await eventually("the file is out of the way") {
            !FileManager.default.fileExists(atPath: inbox + "/MARKREF-1.csv")
        }
    }

    /// Every file that the daemon may have written: data, logs, temporary ones; names of files, too.
    private func look(at daemon: EndToEndDaemon, _ when: String) throws {
        let root = URL(fileURLWithPath: daemon.data).deletingLastPathComponent().path
        let files = try FileManager.default.subpathsOfDirectory(atPath: root)
        #expect(files.contains("data/nfodd.db") && files.contains("log-1"))
        for file in files where !Self.mayTell(file) {
            #expect(sweep.found(in: file) == [], "\(when): the name of \(file)")
            var status = stat()
            guard lstat(root + "/" + file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            let content = try Data(contentsOf: URL(fileURLWithPath: root + "/" + file))
            #expect(sweep.found(in: content) == [], "\(when): \(file)")
        }
    }

    /// By design: what an agency put into its inbox, and what this test gave to a command.
    private static func mayTell(_ file: String) -> Bool {
        file.hasPrefix("data/inbox/") || file == "good.csv" || file == "MARKREF-1.csv"
    }
}
