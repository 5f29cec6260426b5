import NFODConfig
import NFODEngine
import NFODStore

/// How the alerts' way out stands, for whoever looks after the machine.
struct DeliveryStatus: Codable, Sendable {
    /// Since when the alert has waited that has been tried longest in vain; nil when none waits.
    let oldestUndelivered: String?
    /// Channels whose receivers fail, by name, with since when. Known to the running daemon alone.
    let failing: [String: String]
    /// Channels whose receivers said that they are no more.
    let disabled: [String]

    init(_ workflow: Workflow) throws {
        let zone = workflow.configuration.zone
        let (oldest, gone) = try workflow.read {
            (try $0.tx.outbox.oldestWaiting(at: workflow.deliveryClock.now()), try $0.tx.alarms.disabledChannels())
        }
        oldestUndelivered = oldest.map(zone.iso8601)
        failing = Dictionary(
            uniqueKeysWithValues: workflow.endpoints.failingSince.map { ($0.key.name, zone.iso8601($0.value)) })
        disabled = gone.map(\.name).sorted()
    }

    var lines: [String] {
        (oldestUndelivered.map { ["undelivered  oldest alert since " + $0] } ?? [])
            + failing.sorted { $0.key < $1.key }.map { "channel \($0.key)  failing since \($0.value)" }
            + disabled.map { "channel \($0)  disabled: its receiver said that it is no more" }
    }
}
