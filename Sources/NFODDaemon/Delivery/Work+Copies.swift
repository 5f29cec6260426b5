import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// An alert and its copies over other channels: when one of them arriving is enough.
extension Work {
    /// What waits is not needed any more. A last level that a channel without receipts has taken waits on for those of
    /// its channels that give one: only they know.
    ///
    /// - Parameter message: by which it arrived.
    /// - Returns: false while that is to be seen.
    func settle(_ message: OutboxMessage) throws -> Bool {
        let now = workflow.deliveryClock.now()
        let decisive = try decisiveCopies(of: message.alert)
        guard decisive.contains(where: { $0.message.id == message.id }) else {
            let deciding = Set(decisive.map(\.message.id))
            for copy in try tx.outbox.copies(of: message.alert) where !deciding.contains(copy.message.id) {
                try tx.outbox.settleOnly(copy.message.id, at: now)
            }
            return false
        }
        try tx.outbox.settle(message.alert, at: now)
        return true
    }

    /// The next channel's turn is now.
    func bringForward(_ message: OutboxMessage) throws {
        try tx.outbox.bringForward(message.alert, to: workflow.deliveryClock.now())
    }

    /// A try that was under way when another channel took the alert: it is not made again where that was enough.
    func cancelIfArrived(_ message: OutboxMessage) throws {
        guard try decisiveCopies(of: message.alert).contains(where: { $0.state == .delivered }) else { return }
        try tx.outbox.cancelReady(message.id)
    }

    /// Those of an alert's copies by which its recipient can count as told: all, but of a last level only those that
    /// give a receipt, where there are any whose channel knows the recipient.
    func decisiveCopies(of alert: AlertID) throws -> [OutboxEntry] {
        let copies = try tx.outbox.copies(of: alert)
        guard copies.first?.message.lane == .lastLevel else { return copies }
        let knowing = try copies.filter { copy in
            guard configuration.settings.channels[copy.message.channel]?.givesReceipt ?? false else { return false }
            guard copy.state == .failed else { return copy.state != .cancelled }
            return try tx.outbox.decisiveTry(of: copy.message.id)?.code != PermanentReason.noAddress.code
        }
        return knowing.isEmpty ? copies : knowing
    }
}
