import Foundation
import NFODConfig
import NFODEngine
import NFODStore

/// Keeps every ladder that was ever in force, because a running one goes on with what it started with; of the other
/// files the hashes stand in the system stream.
enum ConfigurationLog {
    private static let ladderKind = "ladder"
    private static let files = "configurationFiles"
    /// When the configuration in force was taken up, in milliseconds, in `meta`.
    static let appliedAt = "configurationAppliedAt"

    /// Stores what is new and says so in the system stream.
    /// - Returns: every ladder that some open case still needs, and whether anything in the files is new.
    static func apply(
        _ configuration: Configuration, in tx: Transaction, at now: Instant
    ) throws -> (ladders: LadderBook, isNew: Bool) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try tx.configuration.keep(encoder.encode(configuration.ladder), kind: ladderKind, at: now)
        let isNew = try tx.meta.value(files) != fingerprint(configuration)
        if isNew { try note(configuration, in: tx, at: now) }
        let earlier = try tx.configuration.bodies(kind: ladderKind).map {
            try JSONDecoder().decode(LadderPolicy.self, from: $0)
        }
        let book = LadderBook(current: configuration.ladder, earlier: earlier)
        if let missing = try tx.responses.policiesInUse().first(where: { !book.contains($0) }) {
            throw DaemonError.ladderMissing(missing)
        }
        return (book, isNew)
    }

    private static func note(_ configuration: Configuration, in tx: Transaction, at now: Instant) throws {
        let event = ConfigurationApplied(files: configuration.files, ladder: configuration.ladder.hash)
        let stamp = CommandStamp(
            actor: .machine("configuration"), command: CommandNumber(try tx.counters.next("command")), knownAt: now,
            recordedAt: now)
        try tx.events.append(
            [NewEvent(event, happenedAt: now)], to: .system, expectedVersion: try tx.events.version(of: .system),
            by: stamp)
        try tx.meta.set(files, to: fingerprint(configuration))
        try tx.meta.set(appliedAt, to: String(now.milliseconds))
    }

    private static func fingerprint(_ configuration: Configuration) -> String {
        configuration.files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
