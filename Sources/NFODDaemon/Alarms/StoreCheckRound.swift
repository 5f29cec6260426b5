import Logging
import NFODConfig
import NFODEngine
import NFODStore

/// Reads the database through for damage, a table at a time, as often as the settings say. When it was done last, and
/// with what result, is remembered over a restart.
struct StoreCheckRound: Sendable {
    let daemon: Daemon
    let log: Logger

    /// What `nfodd status` says of the last one.
    struct Result: Sendable {
        let at: Instant
        let isWhole: Bool

        /// `1614592800000 whole`
        init?(_ text: String?) {
            guard let words = text?.split(separator: " "), words.count == 2, let at = Int64(words[0]) else {
                return nil
            }
            self.at = Instant(milliseconds: at)
            isWhole = words[1] == "whole"
        }
    }

    private static let name = "checked"

    static func last(_ reading: Reading) throws -> Result? { Result(try reading.tx.meta.value(name)) }

    /// Does it when it is time; after a damage was found, each time, so that a mended database is soon known to be.
    func runWhenDue() async throws {
        let last = try daemon.workflow.read { try Self.last($0) }
        if let last, !last.isWhole { daemon.store.condition.setDamaged(true) }
        let every = daemon.workflow.configuration.settings.store.checkEvery
        let now = daemon.workflow.clock.now()
        if let last, last.isWhole, now - last.at < every { return }
        let isWhole = try await run()
        daemon.store.condition.setDamaged(!isWhole)
        let text = "\(now.milliseconds) \(isWhole ? "whole" : "damaged")"
        try await daemon.store.write { try $0.meta.set(Self.name, to: text) }
        if !isWhole { log.critical("the database is damaged; run `nfodd verify`") }
    }

    /// - Returns: false at the first table that is not whole.
    func run() async throws -> Bool {
        let check = try StoreCheck(daemon.store)
        defer { check.close() }
        return try await withTaskCancellationHandler {
            for table in try check.tables() {
                try Task.checkCancellation()
                guard try check.isWhole(table) else { return false }
                // Others want the disk too, and the log its chance to be emptied.
                try await Task.sleep(for: .milliseconds(50))
            }
            return true
        } onCancel: {
            check.interrupt()
        }
    }
}
