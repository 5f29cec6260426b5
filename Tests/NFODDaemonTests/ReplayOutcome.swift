import Foundation
import NFODConfig
import NFODEngine
import NFODStore

@testable import NFODDaemon

/// The eighteen Dundee months lived through once, and everything the tests ask about them.
struct ReplayOutcome: Sendable {
    let summary: Replay.Summary
    let links: [ReplayLink]
    let verification: VerificationReport
    let cases: [ReplayCase]
    /// The huddle's reports in JSON, by the instant they are for.
    let huddles: [String: Data]

    static let monday = "2021-03-01T09:30:00+00:00"
    static let afterHoliday = "2021-04-06T09:30:00+01:00"

    /// Made by whoever asks first.
    static let whole = Task { try await onOwnThread { try ReplayOutcome() } }

    private init() throws {
        let root = OperationScratch.newPath()
        defer { try? FileManager.default.removeItem(atPath: root) }
        summary = try ReplayLife.replay(into: root, through: "2021-05-31", seed: 1)
        let daemon = try ReplayLife.open(root)
        defer { try? daemon.close() }
        links = ReplayLink.all(in: try LinkExport(daemon.workflow).csv())
        verification = try Verification(daemon).run()
        cases = try ReplayCase.all(in: daemon)
        let reports = ReportService(daemon.workflow)
        huddles = try [Self.monday, Self.afterHoliday].reduce(into: [:]) { found, text in
            let at = Instant(iso8601: text)
            let json = try reports.render(
                .init(kind: .huddle, at: at, format: "json", withNames: false), by: .user("test"))
            found[text] = Data(json.utf8)
        }
    }
}

/// Old feeds into a directory, and the directory opened again.
enum ReplayLife {
    static let sources = ["ambulance", "police", "hospital", "community"]
    static let from = "2019-11-18"

    static func replay(
        into root: String, through last: String, seed: UInt64, modelOf: Directories? = nil
    ) throws -> Replay.Summary {
        guard let first = CivilDate(iso8601: from), let last = CivilDate(iso8601: last) else { throw FixtureError() }
        let feeds = sources.map { Replay.Feed(source: SourceID($0), path: path(of: $0)) }
        return try ReplayOperation(
            places: Directories(data: root, config: OperationScratch.config), feeds: feeds, days: first...last,
            seed: seed, modelOf: modelOf
        ).run()
    }

    static func path(of feed: String) -> String { DaemonFixture.feeds.appendingPathComponent(feed + ".csv").path }

    static func open(_ root: String) throws -> Daemon {
        try Daemon(
            Daemon.Options(dataDirectory: root, configDirectory: OperationScratch.config, delivery: .record))
    }
}

/// One row of `nfodd export links`.
struct ReplayLink: Sendable {
    let source: String
    let reference: String
    let incident: String
    let person: String
    let status: String

    /// No cell of this list holds a comma or a quote.
    static func all(in csv: String) -> [ReplayLink] {
        csv.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return ReplayLink(
                source: cells[0], reference: cells[1], incident: cells[2], person: cells[3], status: cells[4])
        }
    }
}

/// A case as its events told it, without the engine's own folding: when it was opened, until when contact was due as
/// it was known at each instant, and when it turned out to be another case's overdose.
struct ReplayCase: Sendable {
    let code: String
    let openedAt: Instant
    private var dues: [(knownAt: Instant, due: Instant)] = []
    private(set) var endedAt: Instant?
    private(set) var notifications: Set<String> = []

    func due(knownAt instant: Instant) -> Instant? { dues.last { $0.knownAt <= instant }?.due }

    func isOpen(at instant: Instant) -> Bool { openedAt <= instant && (endedAt.map { $0 > instant } ?? true) }

    static func all(in daemon: Daemon) throws -> [ReplayCase] {
        try daemon.workflow.read { reading in
            try reading.tx.responses.all().compactMap { row in
                let events = try reading.tx.events.events(of: .case(row.id))
                guard let first = events.first, let opened = first.payload as? CaseOpened else { return nil }
                var found = ReplayCase(code: opened.code.name, openedAt: first.stamp.knownAt)
                for event in events { found.take(event) }
                for id in try reading.tx.notifications.notifications(of: row.id) {
                    let (source, vaulted) = try reading.stored(id)
                    found.notifications.insert("\(source.name) \(vaulted.details.reference ?? "")")
                }
                return found
            }
        }
    }

    private init(code: String, openedAt: Instant) {
        self.code = code
        self.openedAt = openedAt
    }

    private mutating func take(_ event: StoredEvent) {
        let due: Instant?
        switch event.payload {
        case let told as CaseOpened: due = told.contactDueAt
        case let told as NotificationAttached: due = told.contactDueAt
        case let told as NotificationCorrected: due = told.contactDueAt
        case let told as NotificationDetached: due = told.contactDueAt
        case let told as CaseAbsorbed: due = told.contactDueAt
        case is CaseEndedEvent:
            endedAt = event.stamp.knownAt
            due = nil
        default: due = nil
        }
        if let due { dues.append((event.stamp.knownAt, due)) }
    }
}
