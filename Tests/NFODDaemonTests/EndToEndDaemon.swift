import Foundation
import Glibc
import NFODEngine
import Notify
import Testing

@testable import NFODDaemon

/// The built program as a team would run it: a directory, a copy of the shipped configuration, secret, tokens, the
/// daemon on a simulated clock, and somebody else's receiver beside it.
final class EndToEndDaemon {
    let receiver: EndToEndReceiver
    private let root: String
    private let clock: [String]
    private var process: Process?
    private var port: UInt16 = 0
    private var tokens: [String: String] = [:]
    private var starts = 0

    static let start = "2021-03-01T10:00:00+00:00"
    /// Looks, a hundredth of a second apart, before somebody who waits gives up.
    static let patience = 3_000

    var data: String { root + "/data" }
    private var config: String { root + "/config" }
    private var options: [String] { ["--data", data, "--config", config] }

    /// - Parameters:
    ///   - settings: replaced in the shipped `nfodd.yaml`.
    ///   - isReceiverUp: false turns every alert away until the receiver comes up.
    ///   - clock: `--clock` and its value; empty: the machine's time.
    init(
        settings changes: [String: String] = [:], isReceiverUp: Bool = true,
        clock: [String] = ["--clock", "simulated:" + start]
    ) async throws {
        self.clock = clock
        root = NSTemporaryDirectory() + "/nfod-e2e-" + UUID().uuidString.prefix(8)
        receiver = try EndToEndReceiver(isUp: isReceiverUp)
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: OperationScratch.config, toPath: config)
        let settings = config + "/nfodd.yaml"
        let shipped = try String(contentsOfFile: settings, encoding: .utf8)
        // The daemon takes any free port and says which.
        let own = changes.reduce(
            shipped.replacingOccurrences(of: "listen: 127.0.0.1:8420", with: "listen: 127.0.0.1:0")
                .replacingOccurrences(of: "127.0.0.1:8421", with: "127.0.0.1:\(receiver.port)")
        ) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
        try own.write(toFile: settings, atomically: true, encoding: .utf8)
        _ = try await run(["secret", "new", "team-webhook", "--create"])
        for (name, role) in [
            ("morag", "staff"), ("hamish", "staff"), ("ambulance", "source:ambulance"), ("police", "source:police"),
        ] {
            let made = try await run(["token", "new", name, role])
            tokens[name] = made.output.trimmingCharacters(in: .newlines)
        }
    }

    deinit {
        // Gone before its directory is, or it would make files in it again.
        if let process, process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        receiver.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    /// What signs the alerts, as its receiver was given it.
    var secret: WebhookSecret {
        get throws { try WebhookSecret(String(contentsOfFile: data + "/team-webhook.secret", encoding: .utf8)) }
    }

    /// Starts the daemon and waits until it takes requests.
    func serve(_ more: [String] = [], environment: [String: String] = [:]) async throws {
        let (process, log) = try spawn(more, environment: environment)
        // Whatever the log's format is.
        let said = "http://127.0.0.1:"
        try await eventually("the daemon listens") {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            guard
                let line = text.split(separator: "\n").first(where: { $0.contains("listening") && $0.contains(said) }),
                let found = line.range(of: said)
            else {
                if !process.isRunning { throw EndToEndFault(what: "the daemon ended: " + text) }
                return false
            }
            port = UInt16(line[found.upperBound...].prefix { $0.isNumber }) ?? 0
            return port > 0
        }
    }

    /// Starts the daemon and does not wait for it.
    /// - Returns: its process, and the file it complains in.
    func spawn(_ more: [String] = [], environment: [String: String] = [:]) throws -> (process: Process, log: String) {
        starts += 1
        let log = root + "/log-\(starts)"
        try #require(FileManager.default.createFile(atPath: log, contents: nil))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("nfodd")
        process.arguments = ["serve", "--create"] + clock + options + more
        process.environment = ProcessInfo.processInfo.environment.merging(["XDG_RUNTIME_DIR": root]) { $1 }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        self.process = process
        return (process, log)
    }

    /// Everything the daemon has said, over all its starts.
    var log: String {
        get throws {
            try (1...max(starts, 1)).map { try String(contentsOfFile: root + "/log-\($0)", encoding: .utf8) }.joined()
        }
    }

    /// For clients on threads of their own.
    func client(_ user: String) -> EndToEndClient { EndToEndClient(port: port, token: tokens[user] ?? "") }

    /// The process that runs now.
    var processID: Int32 { get throws { try #require(process).processIdentifier } }

    func signal(_ number: Int32) throws { kill(try #require(process).processIdentifier, number) }

    /// Another way to write a file of the configuration.
    func edit(_ file: String, _ words: String, _ others: String) throws {
        let text = try String(contentsOfFile: config + "/" + file, encoding: .utf8)
        try #require(text.contains(words))
        try text.replacingOccurrences(of: words, with: others)
            .write(toFile: config + "/" + file, atomically: true, encoding: .utf8)
    }

    /// As a power cut does it.
    func killNow() async throws {
        kill(try processID, SIGKILL)
        try await gone()
    }

    /// Waits for the end of a process that somebody else kills.
    func gone() async throws {
        let process = try #require(process)
        try await eventually("the killed daemon is gone") { !process.isRunning }
    }

    /// - Returns: its exit code.
    func stop() async throws -> Int32 {
        let process = try #require(process)
        process.terminate()
        try await eventually("the daemon stops") { !process.isRunning }
        return process.terminationStatus
    }

    /// Another command of the program, beside the daemon.
    @discardableResult
    func run(_ arguments: [String], code: Int32 = 0) async throws -> Program.Run {
        let whole = arguments + options
        let run = try await onOwnThread { try Program.run(whole) }
        guard run.code == code else { throw EndToEndFault(what: "\(arguments) ended with \(run.code): \(run.errors)") }
        return run
    }

    func advance(_ span: String) async throws { try await run(["clock", "advance", span]) }

    /// Lets the clock run and does not wait for it.
    func beginAdvance(hours: Int64) -> Task<Program.Run, any Error> {
        let whole = ["clock", "advance", "\(hours)h"] + options
        return Task { try await onOwnThread { try Program.run(whole) } }
    }

    /// Moves the clock, unless the daemon is killed before.
    func beginAdvance(minutes: Int64) -> Task<Void, Never> {
        let places = Directories(data: data, config: config)
        return Task {
            _ = try? await onOwnThread { try Client.ask(.advanceClock(milliseconds: minutes * 60_000), places) }
        }
    }

    func now() async throws -> Instant {
        let text = try await run(["clock", "show"]).output.prefix { $0 != " " }
        return try #require(Instant(iso8601: String(text)))
    }

    /// Everything due has happened and every alert has arrived.
    func settle() async throws {
        let places = Directories(data: data, config: config)
        try await eventually("every alert arrives") {
            let status = try await onOwnThread {
                _ = try Client.ask(.advanceClock(milliseconds: 0), places)
                return try Client.ask(.status, places, asJSON: true)
            }
            let counts = try JSONDecoder().decode(Waiting.self, from: Data(status.output.utf8)).counts
            return counts["alertsReady"] == 0 && counts["alertsLeased"] == 0
        }
    }

    /// One request over a connection of its own.
    func ask(
        _ method: String, _ path: String, as user: String, headers: [String: String] = [:], body: Data? = nil
    ) async throws -> EndToEndMessage {
        let bytes = request(method, path, as: user, headers: headers, body: body)
        let port = port
        return try await onOwnThread {
            let descriptor = try EndToEndSocket.connect(port: port)
            defer { close(descriptor) }
            EndToEndSocket.write(bytes, to: descriptor)
            guard let answer = EndToEndMessage.read(from: descriptor) else {
                throw EndToEndFault(what: "no answer to \(method) \(path)")
            }
            return answer
        }
    }

    /// Sends a request and does not wait for its answer.
    func sendOnly(_ method: String, _ path: String, as user: String, headers: [String: String], body: Data) throws {
        let descriptor = try EndToEndSocket.connect(port: port)
        EndToEndSocket.write(request(method, path, as: user, headers: headers, body: body), to: descriptor)
        close(descriptor)
    }

    private func request(
        _ method: String, _ path: String, as user: String, headers: [String: String], body: Data?
    ) -> [UInt8] {
        var lines = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close",
            "Authorization: Bearer \(tokens[user] ?? "")",
        ]
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.count)"] }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + Array(body ?? Data())
    }

    private struct Waiting: Decodable { let counts: [String: Int] }
}

/// What kept a test from going on.
struct EndToEndFault: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}

/// Asks again and again. Gives up after so many answers, not at a time of day: on a machine with much else to do an
/// answer may be old before anybody reads it.
func eventually(
    _ what: String, isolation: isolated (any _Concurrency.Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
    for _ in 0..<EndToEndDaemon.patience {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw EndToEndFault(what: "in vain waited for: \(what)")
}
