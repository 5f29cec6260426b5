import Crypto
import Foundation
import Logging
import NFODConfig
import NFODDaemon
import NFODEngine
import NFODStore
import ServiceLifecycle

@testable import NFODWeb

/// A daemon with its web service on a port of its own, in a fresh directory, with the shipped configuration.
struct TestSite: Sendable {
    let daemon: Daemon
    let http: RawHTTP
    let log: LogLines
    let directory: String

    static let now = "2021-03-01T10:00:00+00:00"

    static let tokens = [
        "morag": "staff-token-1", "ewan": "reader-token-1", "sas": "ambulance-token-1", "stray": "stray-token-1",
        "police-feed": "police-token-1", "prometheus": "metrics-token-1", "rhona": "coordinator-token-1",
    ]

    static let roles = [
        "morag": "staff", "ewan": "reader", "sas": "source:ambulance", "stray": "source:nosuch",
        "police-feed": "source:police", "prometheus": "metrics", "rhona": "coordinator",
    ]

    /// Starts it, runs the test, stops it gracefully, takes everything away.
    ///
    /// - Parameters:
    ///   - delivery: `.send` writes alerts as they would go out; nobody sends them here.
    ///   - root: a directory that stays; nil: one of its own.
    ///   - prepare: changes the configuration in the one directory and adds files to the data in the other.
    static func run(
        limits: WebLimits = WebLimits(), delivery: Workflow.DeliveryMode = .record, root given: String? = nil,
        prepare: (_ config: String, _ data: String) throws -> Void = { _, _ in },
        _ test: (TestSite) async throws -> Void
    ) async throws {
        let root = given ?? newRoot()
        defer { if given == nil { try? FileManager.default.removeItem(atPath: root) } }
        let config = root + "/config"
        if !FileManager.default.fileExists(atPath: config) {
            try configure(in: root)
            if delivery == .send { try writeSecret(to: root + "/data") }
            try prepare(config, root + "/data")
        }
        let daemon = try Daemon(
            Daemon.Options(
                dataDirectory: root + "/data", configDirectory: config, clock: .simulated(try instant(now)),
                createIfMissing: true, delivery: delivery, seed: 1))
        defer { try? daemon.close() }
        try tokensFile().write(toFile: root + "/data/tokens", atomically: true, encoding: .utf8)
        let log = LogLines()
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let service = WebService(daemon: daemon, log: log.logger(), limits: limits) { _, port in bound.yield(port) }
        let group = ServiceGroup(
            configuration: .init(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        async let running: Void = group.run()
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? 0
        let site = TestSite(daemon: daemon, http: RawHTTP(port: port), log: log, directory: root + "/data")
        do { try await test(site) } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running
    }

    static func newRoot() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("nfodd-web-\(UUID().uuidString)").path
    }

    static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(iso8601: text) else { throw CocoaError(.formatting) }
        return instant
    }

    static func tokensFile(_ tokens: [String: String] = tokens) -> String {
        tokens.sorted { $0.key < $1.key }.map { name, token in
            let hash = SHA256.hash(data: Data(token.utf8)).map { String(format: "%02x", $0) }.joined()
            return "\(name) \(roles[name] ?? "staff") \(hash)\n"
        }.joined()
    }

    private static func writeSecret(to directory: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
        _ = files.createFile(
            atPath: directory + "/team-webhook.secret", contents: Data(secret.utf8),
            attributes: [.posixPermissions: 0o600])
    }

    /// The shipped configuration with a port that the system chooses.
    private static func configure(in root: String) throws {
        let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../../config")
        let config = root + "/config"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: shipped.standardizedFileURL.path, toPath: config)
        let file = config + "/nfodd.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "127.0.0.1:8420\n  #", with: "127.0.0.1:0\n  #")
            .write(toFile: file, atomically: true, encoding: .utf8)
    }
}

extension TestSite {
    func get(_ path: String, as name: String? = "morag", _ headers: [String: String] = [:]) async throws
        -> RawHTTP.Reply
    {
        try await http.ask("GET", path, TestSite.signed(name).merging(headers) { _, new in new })
    }

    func post(
        _ path: String, _ json: String, as name: String? = "morag", _ headers: [String: String] = [:]
    ) async throws -> RawHTTP.Reply {
        let all = TestSite.signed(name).merging(["Content-Type": "application/json"]) { old, _ in old }
        return try await http.ask("POST", path, all.merging(headers) { _, new in new }, body: Data(json.utf8))
    }

    func notify(
        _ cells: [String: String], key: String = UUID().uuidString, as name: String = "sas",
        source: String = "ambulance"
    ) async throws -> RawHTTP.Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let body = try encoder.encode(["cells": cells])
        let json = "{\"source\":\"\(source)\"," + String(decoding: body, as: UTF8.self).dropFirst()
        return try await post("/api/v1/notifications", json, as: name, ["Idempotency-Key": key])
    }

    static func signed(_ name: String?) -> [String: String] {
        name.flatMap { tokens[$0] }.map { ["Authorization": "Bearer " + $0] } ?? [:]
    }

    /// Every case there is, by its number.
    func cases() throws -> [CaseState] {
        try daemon.workflow.read { reading in
            var found: [CaseState] = []
            while let loaded = try reading.loadCase(CaseID(Int64(found.count + 1))) { found.append(loaded.state) }
            return found
        }
    }

    /// A case, made the way cases are made.
    func makeCase() async throws -> CaseCode {
        _ = try await notify(TestSite.told)
        guard let code = try cases().last?.code else { throw CocoaError(.fileNoSuchFile) }
        return code
    }

    /// Somebody who does not exist.
    static let told = [
        "Incident No": "SAS-1", "Call Date": "28/02/2021", "Call Time": "18:30", "Forename": "Zebedee",
        "Surname": "Quillfeather", "DOB": "12/05/1985", "CHI": "1205859999", "Sex": "M",
        "Home Address": "77 Wobblestone Wynd",
        "Home Postcode": "DD4 3JF", "Incident Address": "77 Wobblestone Wynd", "Incident Postcode": "DD4 3JF",
        "Naloxone": "Y", "Doses": "2", "Conveyed": "N", "Destination": "", "Substances": "heroin", "Sent": "2021-03-01",
    ]
}

extension SiteURL {
    /// The address of this case, or of somebody.
    func path(about code: CaseCode) -> String {
        path.replacing(SiteURL.anyCode.name, with: code.name).replacing(SiteURL.anySubject, with: "P0012")
            .replacing(SiteURL.anyToken, with: "T0012").replacing(SiteURL.anyChannel, with: "team-webhook")
    }
}
