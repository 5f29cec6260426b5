import Logging
public import NFODDaemon
import NFODEngine
import NFODStore

/// Whether the daemon lives and whether it can do its work. Nothing about anybody.
public struct Health: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    public init(daemon: Daemon, limits: WebLimits = WebLimits()) {
        self.daemon = daemon
        self.limits = limits
    }

    /// Answers when the store answers.
    func isAlive() -> Bool { (try? daemon.workflow.read { try $0.tx.due.nextWake() }) != nil }

    struct Readiness: Equatable, Sendable {
        var isStoreWritable: Bool
        /// How long the oldest thing that is due has been waiting; nil when that could not be read.
        var lagSeconds: Int64?
        var lagMost: Int64
        /// Alarms that say the same.
        var alarms: [AlarmKind] = []

        var isReady: Bool { isStoreWritable && (lagSeconds ?? .max) <= lagMost && alarms.isEmpty }

        var json: JSONValue {
            .object([
                "ready": .bool(isReady), "store": .string(isStoreWritable ? "writable" : "notWritable"),
                "schedulerLagSeconds": lagSeconds.map { .integer($0) } ?? .null,
                "configuration": .string("loaded"), "alarms": .strings(alarms.map(\.rawValue)),
                "clock": .string(alarms.contains(.clockUnconfirmed) ? "unconfirmed" : "running"),
            ])
        }
    }

    /// A daemon that runs has its configuration: without one it does not start.
    func readiness() -> Readiness {
        Readiness(
            isStoreWritable: isWritable(), lagSeconds: try? lag(), lagMost: limits.schedulerLagSeconds,
            alarms: daemon.alarms.notReady)
    }

    private func lag() throws -> Int64 {
        let now = daemon.workflow.clock.now()
        guard let wake = try daemon.workflow.read({ try $0.tx.due.nextWake() }) else { return 0 }
        return max(0, (now - wake).milliseconds / 1_000)
    }

    /// Writes and takes it back.
    private func isWritable() -> Bool {
        do {
            try daemon.store.write { tx in
                try tx.meta.set("probe", to: "")
                throw TakenBack()
            }
            return false
        } catch { return error is TakenBack }
    }

    private struct TakenBack: Error {}
}
