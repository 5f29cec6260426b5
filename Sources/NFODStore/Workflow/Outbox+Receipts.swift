import GRDB
public import NFODEngine

/// What a service says of a message after it took it. It may say so before the answer to our own request is written
/// down, more than once, and long after nobody needs to know.
extension Outbox {
    /// What follows from a receipt.
    public enum ReceiptEffect: Hashable, Sendable {
        /// No such message goes over that channel.
        case unknown
        /// It was known already, or changes nothing any more.
        case nothing
        case arrived(OutboxMessage)
        /// It did not arrive, and is not tried again over this channel.
        case failed(OutboxMessage)
        /// A try of it did not arrive, and another one is to be made anyway.
        case goesOn(OutboxMessage)
    }

    /// Writes a receipt down and moves its message on.
    ///
    /// - Parameter isTheirs: whether who says so may speak for a channel.
    public func receive(
        _ receipt: DeliveryReceipt, of id: AlertID, at now: Instant, isTheirs: (ChannelID) -> Bool
    ) throws -> ReceiptEffect {
        guard let entry = try entry(id), isTheirs(entry.message.channel) else { return .unknown }
        let hasArrived = receipt == .arrived
        switch entry.state {
        case .recorded, .gathering, .gathered: return .unknown
        case .delivered: return .nothing
        case .ready, .leased, .sent, .failed, .cancelled: break
        }
        let isNew = try isNew(receipt, of: id)
        let movesOn = hasArrived || entry.state == .leased || entry.state == .sent
        if isNew || movesOn {
            let outcome = hasArrived ? DeliveryTry.Outcome.delivered : .permanent
            try add(
                DeliveryTry(startedAt: now, endedAt: now, outcome: outcome, code: receipt.code, status: nil), to: id)
        }
        guard movesOn else { return isNew && entry.state == .ready ? .goesOn(entry.message) : .nothing }
        try db.run(
            "UPDATE outbox SET state = ?, lease_epoch = NULL, lease_until = NULL WHERE id = ?",
            .string(hasArrived ? OutboxState.delivered.rawValue : OutboxState.failed.rawValue), .string(id.name))
        return hasArrived ? .arrived(entry.message) : .failed(entry.message)
    }

    private func isNew(_ receipt: DeliveryReceipt, of id: AlertID) throws -> Bool {
        let sql = "SELECT count(*) FROM delivery_try WHERE outbox_id = ? AND code = ?"
        return try db.integer(sql, .string(id.name), .string(receipt.code)) == 0
    }
}
