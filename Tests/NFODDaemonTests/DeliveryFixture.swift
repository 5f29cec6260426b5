import Foundation
import NFODEngine
import NFODStore
import Notify
import Testing

@testable import NFODDaemon

/// A daemon whose receivers are down: alerts are sent for real, to a port at which nobody listens. Its clock is a
/// machine's that the test sets.
final class DeliveryFixture {
    /// Monday 1 March 2021, 10:00 in Dundee.
    let machine = StubMachine(RealClockFixture.start)
    let daemon: Daemon
    let dispatcher: Dispatcher
    private let root: String

    /// - Parameters:
    ///   - settings: text of `nfodd.yaml` to be replaced, and by what.
    ///   - team: the same of `team.yaml`.
    init(settings: [String: String] = [:], team: [String: String] = [:]) throws {
        root = OperationScratch.newPath()
        try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: OperationScratch.config, toPath: root + "/config")
        var text = try String(contentsOfFile: root + "/config/nfodd.yaml", encoding: .utf8)
        let all = settings.merging([Self.receiver: Self.receiver + Self.spare], uniquingKeysWith: { $1 })
        for (old, new) in all {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        text = text.replacingOccurrences(of: "127.0.0.1:8421", with: "127.0.0.1:18999")
        try text.write(toFile: root + "/config/nfodd.yaml", atomically: true, encoding: .utf8)
        let teamFile = root + "/config/team.yaml"
        var workers = try String(contentsOfFile: teamFile, encoding: .utf8)
        for (old, new) in team {
            try #require(workers.contains(old))
            workers = workers.replacingOccurrences(of: old, with: new)
        }
        try workers.write(toFile: teamFile, atomically: true, encoding: .utf8)
        let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString() + "\n"
        let file = root + "/data/team-webhook.secret"
        try secret.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        var options = Daemon.Options(
            dataDirectory: root + "/data", configDirectory: root + "/config", clock: .real, createIfMissing: true,
            seed: 7)
        options.clockSource = machine
        daemon = try Daemon(options)
        dispatcher = Dispatcher(workflow: daemon.workflow, transport: try CurlTransport(), log: RealClockFixture.log)
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    private static let receiver = "    secret: team-webhook.secret\n    plainLoopback: true"
    /// The second channel uses the first one's secret.
    private static let spare = """

            fallback: spare
          spare:
            url: http://127.0.0.1:18999/spare
            secret: team-webhook.secret
            plainLoopback: true\u{20}
        """

    var workflow: Workflow { daemon.workflow }

    /// Another way to write a file of the configuration, which is read again.
    func edit(_ file: String, _ words: String, _ others: String) throws {
        let path = root + "/config/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(words))
        try text.replacingOccurrences(of: words, with: others).write(toFile: path, atomically: true, encoding: .utf8)
        _ = try daemon.reload()
    }

    /// Somebody's overdose an hour before the start.
    func takeIn(_ reference: String = "SAS-1", surname: String = "Testperson") throws -> CaseState {
        _ = try daemon.intake.ingest(
            SourceID("ambulance"),
            cells: [
                "Incident No": reference, "Call Date": "01/03/2021", "Call Time": "09:00", "Forename": "Ailsa",
                "Surname": surname,
                "DOB": "01/02/1985", "Sex": "F", "Home Postcode": "DD1 1AA", "Naloxone": "Y",
            ], by: .source(SourceID("ambulance")))
        return try #require(try cases().last)
    }

    func cases() throws -> [CaseState] {
        try workflow.read { reading in
            try reading.tx.responses.all().compactMap { try reading.loadCase($0.id)?.state }
        }
    }

    /// Handles what is due and takes everything that is ready, in both lanes.
    func take() throws -> [OutboxEntry] {
        while try daemon.scheduler.tick() > 0 {}
        return try OutboxMessage.Lane.allCases.flatMap { try dispatcher.take($0, InHand()) }
    }

    /// Tries them, and writes down what became of them; then says of whom the time to be told is over.
    func deliver(_ entries: [OutboxEntry]) async throws {
        for entry in entries { _ = try dispatcher.record([await dispatcher.deliver(entry)], limit: .standard) }
        _ = try dispatcher.sayWhoIsNotTold()
    }

    /// Time passes, and everything that is ready then is tried once.
    func pass(_ span: Span) async throws {
        machine.pass(span)
        try await deliver(take())
        while try daemon.scheduler.tick() > 0 {}
    }

    func entries(of id: CaseID) throws -> [OutboxEntry] { try workflow.read { try $0.tx.outbox.entries(of: id) } }

    func events(of id: CaseID) throws -> [String] {
        try workflow.read { try $0.tx.events.events(of: .case(id)).map(\.type) }
    }

    var alarms: [String] { daemon.alarms.current.map { $0.kind.rawValue + ($0.subject.map { " \($0)" } ?? "") } }
}
