import Foundation
import Glibc
import Testing

/// The built program, as `script/demo` starts it.
@Suite struct DemoProgramTests {
    @Test func itRunsIsLookedAtAndLeavesNothingBehind() async throws {
        let demo = try DemoProgram()
        defer { demo.end() }
        let said = try await onOwnThread { try demo.readUntil("leaves nothing behind") }
        let words = said.split(whereSeparator: \.isWhitespace).map(String.init)
        let start = try #require(words.first { $0.hasPrefix("http://127.0.0.1:") }.flatMap(URL.init(string:)))
        let signedIn = try #require(words.first { $0.hasPrefix("http://demo:") }.flatMap(URL.init(string:)))
        let receiver = try #require(start.port.flatMap(UInt16.init(exactly:)))
        let pages = try #require(signedIn.port.flatMap(UInt16.init(exactly:)))
        let data = try #require(words.firstIndex(of: "--data").map { words[$0 + 1] })
        let scratch = URL(fileURLWithPath: data).deletingLastPathComponent().path
        #expect(FileManager.default.fileExists(atPath: scratch))

        let page = try await demo.get("/", port: receiver)
        #expect(page.contains("Ten things to look at") && page.contains("DEMO: nobody here is real."))
        let huddle = try await demo.get("/huddle", port: pages, token: signedIn.password ?? "")
        #expect(huddle.contains("DEMO: nobody here is real.") && huddle.contains("Due before the next huddle"))
        try await eventually("an alert arrives with a signature that holds") {
            try await demo.get("/alerts", port: receiver).contains("<span class=\"good\">genuine</span>")
        }
        #expect(try await !demo.get("/alerts", port: receiver).contains("NOT GENUINE"))

        #expect(try await demo.post("/pause", port: receiver).contains("303"))
        #expect(try await demo.get("/", port: receiver).contains("Let the clock run"))
        #expect(try await demo.post("/play", port: receiver, origin: "http://elsewhere.example").contains("403"))

        kill(demo.process.processIdentifier, SIGINT)
        try await eventually("the demo ends") { !demo.process.isRunning }
        #expect(demo.process.terminationStatus == 0)
        #expect(!FileManager.default.fileExists(atPath: scratch))
        #expect(try FileManager.default.contentsOfDirectory(atPath: demo.temporary).isEmpty)
    }

    @Test func aCtrlCInItsFirstMomentLeavesNothingEither() async throws {
        let demo = try DemoProgram()
        defer { demo.end() }
        try await onOwnThread { try demo.waitForDirectory() }
        kill(demo.process.processIdentifier, SIGINT)
        try await eventually("the demo ends") { !demo.process.isRunning }
        #expect(demo.process.terminationStatus == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: demo.temporary).isEmpty)
    }

    @Test func aCtrlCWhileTheHistoryIsMadeLeavesNothingEither() async throws {
        let demo = try DemoProgram()
        defer { demo.end() }
        _ = try await onOwnThread { try demo.readUntil("making a history") }
        kill(demo.process.processIdentifier, SIGTERM)
        try await eventually("the demo ends") { !demo.process.isRunning }
        #expect(demo.process.terminationStatus == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: demo.temporary).isEmpty)
    }
}

/// `nfodd demo`, with a temporary directory that nobody else uses.
private final class DemoProgram: Sendable {
    let process: Process
    let temporary: String
    private let output: FileHandle

    init() throws {
        temporary = NSTemporaryDirectory() + "/nfod-demo-test-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let pipe = Pipe()
        process = try Program.process(["demo", "--config", DaemonFixture.config, "--port", "0", "--speed", "600"])
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TMPDIR": temporary, "XDG_RUNTIME_DIR": temporary]
        ) { $1 }
        process.standardOutput = pipe
        output = pipe.fileHandleForReading
        try process.run()
    }

    /// Until its directory is there.
    func waitForDirectory() throws {
        while try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty {
            guard process.isRunning else { throw EndToEndFault(what: "the demo ended before it began") }
        }
    }

    func readUntil(_ words: String) throws -> String {
        var said = ""
        while case let piece = output.availableData, !piece.isEmpty {
            said += String(decoding: piece, as: UTF8.self)
            if said.contains(words) { return said }
        }
        throw EndToEndFault(what: "the demo ended: " + said)
    }

    func get(_ path: String, port: UInt16, token: String = "") async throws -> String {
        try await ask("GET", path, port: port, "Authorization: Bearer \(token)")
    }

    /// - Returns: the whole answer with its head.
    func post(_ path: String, port: UInt16, origin: String? = nil) async throws -> String {
        try await ask("POST", path, port: port, "Origin: \(origin ?? "http://127.0.0.1:\(port)")\r\nContent-Length: 0")
    }

    private func ask(_ method: String, _ path: String, port: UInt16, _ header: String) async throws -> String {
        let text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(header)\r\n\r\n"
        return try await onOwnThread {
            let descriptor = try EndToEndSocket.connect(port: port)
            defer { close(descriptor) }
            EndToEndSocket.write(Array(text.utf8), to: descriptor)
            var answer: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(descriptor, &piece, piece.count), count > 0 { answer += piece[0..<count] }
            return String(decoding: answer, as: UTF8.self)
        }
    }

    func end() {
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try? FileManager.default.removeItem(atPath: temporary)
    }
}
