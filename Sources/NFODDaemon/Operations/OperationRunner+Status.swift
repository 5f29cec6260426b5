import NFODConfig
import NFODEngine
import NFODStore

/// How a directory stands: for whoever looks after the machine.
struct StatusAnswer: Codable, Sendable {
    let version: String
    let clock: OperationRunner.ClockAnswer
    let sqlite: String
    let configuration: ConfigurationAnswer
    /// SQLite's settings as read back from the writing connection.
    let settings: [String: String]
    let counts: [String: Int]
    let inbox: InboxStatus
    let delivery: DeliveryStatus
    let alarms: [AlarmAnswer]
    /// When the database was last read through for damage, and what was found.
    let checkedAt: String?
    let isWhole: Bool?
    let warnings: [String]

    /// Which configuration is in force, and since when.
    struct ConfigurationAnswer: Codable, Sendable {
        let hash: String
        /// Nil for a directory that was last written before this was noted.
        let since: String?
    }

    var text: String {
        var lines = ["nfodd \(version), SQLite \(sqlite)", "clock  \(clock.text)"]
        lines.append("configuration  \(configuration.hash)" + (configuration.since.map { " since " + $0 } ?? ""))
        lines.append("checked  \(checkedAt.map { "\($0): \(isWhole == true ? "whole" : "DAMAGED")" } ?? "not yet")")
        lines += alarms.map { "alarm  " + $0.line }
        lines += delivery.lines
        lines += counts.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" }
        lines += inbox.sources.sorted { $0.key < $1.key }.map {
            "inbox \($0.key)  \($0.value.waiting) waiting, \($0.value.needsFixing) in needs-fixing"
        }
        lines += settings.sorted { $0.key < $1.key }.map { "sqlite \($0.key)=\($0.value)" }
        return (lines + warnings.map { "warning: " + $0 }).joined(separator: "\n")
    }
}

extension OperationRunner {
    func status(asJSON: Bool) throws -> Answer {
        var settings = try daemon.store.settings()
        let sqlite = settings.removeValue(forKey: "sqlite_version") ?? "unknown"
        let (counts, check, applied) = try daemon.workflow.read {
            (try Self.counts($0), try StoreCheckRound.last($0), try Self.configuration($0))
        }
        let configuration = daemon.workflow.configuration
        let inbox = InboxStatus.read(of: daemon.store.directory, sources: configuration.feeds)
        let status = StatusAnswer(
            version: NFODVersion.current, clock: ClockAnswer(daemon.workflow), sqlite: sqlite,
            configuration: applied, settings: settings, counts: counts, inbox: inbox,
            delivery: try DeliveryStatus(daemon.workflow), alarms: alarmAnswers,
            checkedAt: check.map { configuration.zone.iso8601($0.at) }, isWhole: check?.isWhole,
            warnings: configuration.warnings.map(\.description) + inbox.warnings)
        return Answer(output: asJSON ? JSONText.of(status) : status.text)
    }

    private static func counts(_ reading: Reading) throws -> [String: Int] {
        let responses = try reading.tx.responses.counts()
        var counts = [
            "responsesOpen": responses.open,
            "responsesEnded": responses.ended,
            "people": Int(try reading.tx.counters.last("person")),
            "notifications": try reading.tx.notifications.count(),
            "reviewsOpen": try reading.tx.people.openReviews().count,
            "events": Int(try reading.tx.events.head().sequence),
        ]
        for state in OutboxState.allCases {
            counts["alerts" + state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst()] =
                try reading.tx.outbox.count(state)
        }
        return counts
    }

    private static func configuration(_ reading: Reading) throws -> StatusAnswer.ConfigurationAnswer {
        let since = try reading.tx.meta.value(ConfigurationLog.appliedAt).flatMap { Int64($0) }
        let zone = reading.configuration.zone
        return StatusAnswer.ConfigurationAnswer(
            hash: reading.configuration.hash, since: since.map { zone.iso8601(Instant(milliseconds: $0)) })
    }
}
