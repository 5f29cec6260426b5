import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A daemon on a configuration of its own, which the test may change.
final class EditableDaemon {
    let root: String
    private(set) var daemon: Daemon
    /// 2021-03-01T10:00:00Z
    private static let start = Daemon.ClockChoice.simulated(Instant(milliseconds: 1_614_592_800_000))

    var config: String { root + "/config" }
    var data: String { root + "/data" }
    var workflow: Workflow { daemon.workflow }

    init() throws {
        root = NSTemporaryDirectory() + "/nfodd-edit-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: OperationScratch.config, toPath: root + "/config")
        daemon = try EditableDaemon.open(root)
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    func reopen() throws {
        try daemon.close()
        daemon = try EditableDaemon.open(root)
    }

    /// Writes other words into a file; what is not there is a fault of the test.
    func edit(_ file: String, _ words: String, _ others: String) throws {
        let path = config + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(words), "\(file): \(words)")
        try text.replacingOccurrences(of: words, with: others).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// One more worker, whom no duty names.
    func addWorker() throws {
        try edit("team.yaml", "  coordinator-1:\n    name", Self.worker + "  coordinator-1:\n    name")
    }

    static let worker = """
          worker-9:
            name: Una Extra
            agency: harbour-outreach
            sex: female
            skills: [outreach]
            shifts:
              - {days: [monday, tuesday, wednesday, thursday, friday], from: 09:00, to: 17:00}
            localities: [DD1]
            capacity: 8
            channels: [team-webhook]

        """

    func disableWorker() throws { try edit("team.yaml", "name: Una Extra\n", "name: Una Extra\n    disabled: true\n") }

    @discardableResult
    func takeIn(_ reference: String = "SAS-1", surname: String = "Testperson") throws -> CaseState {
        let row = [
            "Incident No": reference, "Call Date": "01/03/2021", "Call Time": "08:00", "Forename": "Ailsa",
            "Surname": surname, "DOB": "01/02/1985", "CHI": "", "Sex": "F", "Home Address": "1 Example Street",
            "Home Postcode": "DD1 1AA", "Incident Address": "1 Example Street", "Incident Postcode": "DD1 1AA",
            "Naloxone": "Y", "Doses": "1", "Conveyed": "N", "Destination": "", "Substances": "heroin",
            "Sent": "2021-03-01",
        ]
        let source = SourceID("ambulance")
        _ = try daemon.intake.ingest(source, cells: row, by: .source(source))
        return try #require(try cases().last)
    }

    func cases() throws -> [CaseState] {
        try workflow.read { reading in
            try reading.tx.responses.all().compactMap { try reading.loadCase($0.id)?.state }
        }
    }

    func assign(_ code: CaseCode, to worker: String) throws {
        var request = CaseRequest(action: .assign, code: code.name)
        request.worker = worker
        let filled = request
        _ = try workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
    }

    /// How often a configuration was put in force.
    func applied() throws -> Int {
        try workflow.read { try $0.tx.events.events(of: .system).count { $0.payload is ConfigurationApplied } }
    }

    func due(_ stream: EventStream) throws -> [DueRow] { try workflow.read { try $0.tx.due.rows(of: stream) } }

    private static func open(_ root: String) throws -> Daemon {
        try Daemon(
            Daemon.Options(
                dataDirectory: root + "/data", configDirectory: root + "/config", clock: start, createIfMissing: true,
                delivery: .record, seed: 7))
    }
}
