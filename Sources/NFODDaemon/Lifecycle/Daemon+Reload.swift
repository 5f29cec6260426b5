import Foundation
import NFODConfig
import NFODEngine
import NFODStore

/// What a reload came to.
struct ReloadOutcome: Codable, Sendable, Hashable {
    /// Of the configuration now in force.
    let configuration: String
    /// Files that are new, other than before, or gone.
    let changed: [String]
    /// Settings that were changed and stay as they were until the daemon starts again.
    let needsRestart: [String]
    let warnings: [String]

    var text: String {
        let files = changed.isEmpty ? "nothing changed" : "changed: " + changed.joined(separator: ", ")
        return "configuration \(configuration) is in force; \(files)"
    }

    /// What somebody should do something about.
    var complaints: [String] {
        needsRestart.map { "\($0) changed, which takes a restart; until then it stays as it was" }
            + warnings.map { "warning: " + $0 }
    }
}

extension Daemon {
    /// Reads the whole configuration again, secrets of channels with it, and puts it in force between two transactions.
    /// Running ladders keep their policy (rule 33); what disabled workers hold moves at once (rule 27).
    ///
    /// - Throws: `ConfigurationProblems`, ``DaemonError``, `StoreError`: the one before stays in force.
    func reload() throws -> ReloadOutcome {
        try reloading.hold {
            let before = workflow.configuration.files
            let configuration = try Daemon.configuration(options.configDirectory)
            let channels = try Daemon.channels(options, configuration, store.directory)
            try workflow.takeUp(configuration, channels)
            // A secret may be what was changed, of which the configuration's files say nothing.
            try workflow.perform(as: .machine("scheduler")) { try $0.enableChannels() }
            let names = Set(before.keys).union(configuration.files.keys)
            return ReloadOutcome(
                configuration: configuration.hash,
                changed: names.filter { before[$0] != configuration.files[$0] }.sorted(),
                needsRestart: needsRestart(configuration.settings.http),
                warnings: configuration.warnings.map(\.description))
        }
    }

    private func needsRestart(_ http: Settings.HTTPSettings) -> [String] {
        var names: [String] = []
        if (http.host, http.port) != (httpAtStart.host, httpAtStart.port) { names.append("http.listen") }
        if http.tokensFile != httpAtStart.tokensFile { names.append("http.tokens") }
        return names
    }
}

extension OperationRunner {
    func reloadConfiguration(asJSON: Bool) throws -> Answer {
        let outcome = try daemon.reload()
        return Answer(output: asJSON ? JSONText.of(outcome) : outcome.text, errors: outcome.complaints)
    }
}
