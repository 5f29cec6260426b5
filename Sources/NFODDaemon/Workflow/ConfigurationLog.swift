import Foundation
import NFODConfig
import NFODEngine
import NFODStore

/// Keeps every ladder that was ever in force, because a running one goes on with what it started with; of the other
/// files the hashes stand in the system stream.
enum ConfigurationLog {
    private static let ladderKind = "ladder"

    /// Stores what is new and says so in the system stream; returns every ladder that some open case still needs.
    static func apply(_ configuration: Configuration, to store: Store, at now: Instant) throws -> LadderBook {
        try store.write { tx in
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let body = try encoder.encode(configuration.ladder)
            try tx.configuration.keep(body, kind: ladderKind, at: now)
            if try filesChanged(configuration, tx) {
                let event = ConfigurationApplied(files: configuration.files, ladder: configuration.ladder.hash)
                let stamp = CommandStamp(
                    actor: .machine("configuration"), command: CommandNumber(try tx.counters.next("command")),
                    knownAt: now, recordedAt: now)
                try tx.events.append(
                    [NewEvent(event, happenedAt: now)], to: .system,
                    expectedVersion: try tx.events.version(of: .system), by: stamp)
                try tx.meta.set("configurationFiles", to: fingerprint(configuration))
            }
            let earlier = try tx.configuration.bodies(kind: ladderKind).map {
                try JSONDecoder().decode(LadderPolicy.self, from: $0)
            }
            let book = LadderBook(current: configuration.ladder, earlier: earlier)
            if let missing = try tx.responses.policiesInUse().first(where: { !book.contains($0) }) {
                throw DaemonError.ladderMissing(missing)
            }
            return book
        }
    }

    private static func filesChanged(_ configuration: Configuration, _ tx: Transaction) throws -> Bool {
        try tx.meta.value("configurationFiles") != fingerprint(configuration)
    }

    private static func fingerprint(_ configuration: Configuration) -> String {
        configuration.files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
