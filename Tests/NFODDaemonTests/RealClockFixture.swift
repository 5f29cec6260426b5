import Foundation
import GRDB
import Logging
import NFODConfig
import NFODEngine
import NFODStore
import Synchronization
import Testing

@testable import NFODDaemon

/// A machine whose wall clock a test sets and whose time passes when a test says so.
final class StubMachine: ClockSource {
    private let current: Mutex<ClockReading>

    init(_ wall: Instant) { current = Mutex(ClockReading(wall: wall, sinceBoot: .days(3))) }

    func read() -> ClockReading { current.withLock { $0 } }

    /// Time passes for both clocks.
    func pass(_ span: Span) {
        current.withLock { $0 = ClockReading(wall: $0.wall + span, sinceBoot: $0.sinceBoot + span) }
    }

    /// Somebody sets the wall clock.
    func set(by span: Span) { current.withLock { $0 = ClockReading(wall: $0.wall + span, sinceBoot: $0.sinceBoot) } }
}

/// A daemon on real time as such a machine tells it, that looks at itself when a test says so. Alerts are written down
/// and nobody sends them.
final class RealClockFixture {
    let machine: StubMachine
    let directory: String
    let config: String
    private(set) var daemon: Daemon
    private var watch: SelfWatch

    /// Monday 1 March 2021, 10:00 in Dundee.
    static let start = Instant(milliseconds: 1_614_592_800_000)

    /// - Parameters:
    ///   - settings: text of `nfodd.yaml` to be replaced, and by what.
    ///   - stoodStillAfter: most tests look only now and then, which is no standstill of theirs.
    init(settings: [String: String] = [:], stoodStillAfter: String = "8760h") throws {
        let root = OperationScratch.newPath()
        directory = root + "/data"
        config = root + "/config"
        machine = StubMachine(Self.start)
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let standstill = ["stoodStillAfter: 2m": "stoodStillAfter: \(stoodStillAfter)"]
        try OperationScratch.copyConfiguration(
            to: config, settings: settings.merging(standstill, uniquingKeysWith: { $1 }))
        daemon = try Self.open(directory, config, machine)
        watch = SelfWatch(daemon, log: Self.log)
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: (directory as NSString).deletingLastPathComponent)
    }

    static let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static func open(_ directory: String, _ config: String, _ machine: StubMachine) throws -> Daemon {
        var options = Daemon.Options(
            dataDirectory: directory, configDirectory: config, clock: .real, createIfMissing: true, delivery: .record,
            seed: 7)
        options.clockSource = machine
        return try Daemon(options)
    }

    func reopen() throws {
        try daemon.close()
        daemon = try Self.open(directory, config, machine)
        watch = SelfWatch(daemon, log: Self.log)
    }

    /// From now on the disk says that so much is left.
    func watch(freeBytes: @escaping @Sendable () -> Int64?) {
        watch = SelfWatch(daemon, log: Self.log, freeBytes: freeBytes)
    }

    func look() async throws { try await watch.look() }

    /// Engine time after the start.
    var now: Span { daemon.workflow.clock.now() - Self.start }

    /// One overdose, two hours before the start.
    func ambulance() throws -> IngestResult {
        try daemon.intake.ingest(
            SourceID("ambulance"),
            cells: [
                "Incident No": "SAS-1", "Call Date": "01/03/2021", "Call Time": "08:00", "Forename": "Ailsa",
                "Surname": "Testperson", "DOB": "01/02/1985", "Sex": "F", "Home Postcode": "DD1 1AA", "Naloxone": "Y",
                "Sent": "2021-03-01",
            ], by: .source(SourceID("ambulance")))
    }

    func version(of response: CaseID) throws -> Int64 {
        try daemon.workflow.read { try $0.tx.events.version(of: .case(response)) }
    }

    @discardableResult
    func run(_ operation: Operation) -> Answer { OperationRunner(daemon).run(operation, by: .user("morag")) }

    func perform(_ body: (Work) throws -> Void) throws {
        try daemon.workflow.perform(as: .machine("test")) { try body($0) }
    }

    /// Types of the system's events, configuration apart.
    var story: [String] {
        get throws {
            try daemon.workflow.read { reading in
                try reading.tx.events.events(of: .system).map(\.type).filter { $0 != "configurationApplied" }
            }
        }
    }

    var alarms: [String] { daemon.alarms.current.map { $0.kind.rawValue + ($0.subject.map { " \($0)" } ?? "") } }

    /// Levels of all alerts about the service itself that were ever written, oldest first.
    var told: [String] {
        get throws {
            try daemon.workflow.read { reading in
                try Data.fetchAll(
                    reading.tx.db, sql: "SELECT body FROM outbox WHERE kind = 'alarm' ORDER BY rowid"
                ).compactMap { body in
                    let tree = try JSONSerialization.jsonObject(with: body) as? [String: Any]
                    return (tree?["data"] as? [String: Any])?["level"] as? String
                }
            }
        }
    }
}
