import Foundation
import NFODConfig
import NFODDaemon
import NFODEngine
import NFODStore

/// A daemon in a directory of its own, with the shipped configuration and a simulated clock, that can be closed and
/// opened again.
final class DaemonFixture {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let config = root.appendingPathComponent("config").path
    static let feeds = root.appendingPathComponent("Tests/Fixtures/dundee")

    let directory: URL
    private let start: Instant
    private let configuration: String
    private(set) var daemon: Daemon

    /// A piece of a configuration file, and what stands there instead.
    struct Edit {
        let file: String
        let from: String
        let to: String
    }

    /// Monday 1 March 2021, 10:00 in Dundee.
    init(start: String = "2021-03-01T10:00:00+00:00", _ edits: [Edit] = []) throws {
        guard let start = Instant(iso8601: start) else { throw FixtureError() }
        self.start = start
        directory = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("nfodd-\(UUID().uuidString)")
        configuration = try DaemonFixture.configuration(edits, beside: directory)
        daemon = try DaemonFixture.open(directory, configuration, start)
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(at: directory)
        if configuration != DaemonFixture.config { try? FileManager.default.removeItem(atPath: configuration) }
    }

    var workflow: Workflow { daemon.workflow }
    var now: Instant { daemon.workflow.clock.now() }

    func reopen() throws {
        try daemon.close()
        daemon = try DaemonFixture.open(directory, configuration, start)
    }

    func advance(hours: Int64) throws { try daemon.scheduler.advance(to: now + .hours(hours)) }

    /// One row of the ambulance's feed; columns that are not given are empty.
    @discardableResult
    func ambulance(_ cells: [String: String]) throws -> IngestResult {
        var row = [
            "Incident No": "SAS-1", "Call Date": "01/03/2021", "Call Time": "08:00", "Forename": "Ailsa",
            "Surname": "Testperson", "DOB": "01/02/1985", "CHI": "", "Sex": "F", "Home Address": "1 Example Street",
            "Home Postcode": "DD1 1AA", "Incident Address": "1 Example Street", "Incident Postcode": "DD1 1AA",
            "Naloxone": "Y", "Doses": "1", "Conveyed": "N", "Destination": "", "Substances": "heroin",
            "Sent": "2021-03-01",
        ]
        row.merge(cells) { $1 }
        return try daemon.intake.ingest(SourceID("ambulance"), cells: row, by: .source(SourceID("ambulance")))
    }

    func ingest(_ source: String, _ text: String) throws -> IngestResult {
        let file = directory.appendingPathComponent("feed-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        return try daemon.intake.ingest(SourceID(source), path: file.path, by: .source(SourceID(source)))
    }

    func cases() throws -> [CaseState] {
        try workflow.read { reading in
            try reading.tx.responses.all().compactMap { try reading.loadCase($0.id)?.state }
        }
    }

    func onlyCase() throws -> CaseState {
        let cases = try cases()
        guard cases.count == 1, let only = cases.first else { throw FixtureError() }
        return only
    }

    @discardableResult
    func run(
        _ action: CaseRequest.Action, _ code: CaseCode, by user: String = "morag",
        _ fill: (inout CaseRequest) -> Void = { _ in }
    )
        throws -> CaseState
    {
        var request = CaseRequest(action: action, code: code.name)
        fill(&request)
        let filled = request
        return try workflow.perform(as: .user(user)) { try $0.carryOut(filled).state }
    }

    /// Every event as text, for comparing two histories.
    func story() throws -> [String] {
        try workflow.read { reading in
            try reading.tx.events.events(after: 0, limit: 1_000_000).map {
                "\($0.stream) \($0.version) \($0.type) \($0.happenedAt.milliseconds) \($0.stamp.knownAt.milliseconds)"
            }
        }
    }

    /// The shipped configuration, or a changed copy of it.
    private static func configuration(_ edits: [Edit], beside directory: URL) throws -> String {
        guard !edits.isEmpty else { return config }
        let copy = directory.path + "-config"
        try FileManager.default.copyItem(atPath: config, toPath: copy)
        for edit in edits {
            let path = copy + "/" + edit.file
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard text.contains(edit.from) else { throw FixtureError() }
            try text.replacingOccurrences(of: edit.from, with: edit.to)
                .write(toFile: path, atomically: true, encoding: .utf8)
        }
        return copy
    }

    private static func open(_ directory: URL, _ configuration: String, _ start: Instant) throws -> Daemon {
        try Daemon(
            Daemon.Options(
                dataDirectory: directory.path, configDirectory: configuration, clock: .simulated(start),
                createIfMissing: true,
                delivery: .record, seed: 7))
    }
}

struct FixtureError: Error {}
