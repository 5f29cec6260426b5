public import NFODEngine
import NFODStore
import Notify

/// What a callback came to, for counting: never about anybody.
public enum ReceiptUse: String, Sendable, CaseIterable {
    case arrived
    case failed
    /// It was known already, or changes nothing any more.
    case known
    /// Nothing is known yet.
    case underWay
    /// Of nothing that went over that channel.
    case unknown
}

/// Receipts by callback: the service that took a message says later whether it arrived.
extension Workflow {
    /// Whether a service that calls back with this token may speak for a channel; that it may not is as slow to find
    /// out as that there is no such channel.
    public func isCallback(_ token: String, for channel: ChannelID) -> Bool { channels.isCallback(token, for: channel) }

    /// Takes in what GOV.UK Notify says of a message. The same again changes nothing.
    ///
    /// - Parameters:
    ///   - reference: what we called the message; nil for one that was not ours.
    ///   - token: what it was said with. It speaks for every channel that has this token: one service of Notify has one
    ///     address to call back to, and may serve several channels.
    /// - Throws: faults of the store; then nothing was taken in, and Notify says it again.
    @discardableResult
    public func takeCallback(_ status: String, of reference: String?, token: String) throws -> ReceiptUse {
        let use = try use(status, of: reference.map { AlertID($0) }, token: token)
        meters.receipts.count(use.rawValue)
        return use
    }

    private func use(_ status: String, of message: AlertID?, token: String) throws -> ReceiptUse {
        guard let message else { return .unknown }
        guard let receipt = NotifyStatus.receipt(status) else { return .underWay }
        let channels = channels
        return try perform(as: .machine("receipts")) { work in
            try work.take(receipt, of: message, at: deliveryClock.now()) { channels.isCallback(token, for: $0) }
        }
    }
}

extension Work {
    /// What follows from a receipt, in one transaction with it. A case that cannot take it up does not keep it from
    /// being written down.
    fileprivate func take(
        _ receipt: DeliveryReceipt, of id: AlertID, at instant: Instant, isTheirs: (ChannelID) -> Bool
    ) throws -> ReceiptUse {
        var effect = Outbox.ReceiptEffect.unknown
        let fault = try item {
            effect = try tx.outbox.receive(receipt, of: id, at: instant, isTheirs: isTheirs)
            try follow(effect, receipt, at: instant)
        }
        if let message = effect.message { workflow.endpoints.note(receipt, of: message.channel, at: instant) }
        if fault != nil {
            _ = try item {
                effect = try tx.outbox.receive(receipt, of: id, at: instant, isTheirs: isTheirs)
                try followWithoutCase(effect)
            }
            if let message = effect.message { try isFaulty(message) }
        }
        // The next channel's turn may be now.
        if effect.message != nil { noteChange() }
        return effect.use
    }

    private func follow(_ effect: Outbox.ReceiptEffect, _ receipt: DeliveryReceipt, at instant: Instant) throws {
        switch effect {
        case .unknown, .nothing: break
        case .arrived(let message): try told(message)
        case .failed(let message): try failed(message, outcome: receipt.code)
        case .goesOn(let message): try bringForward(message)
        }
    }

    private func followWithoutCase(_ effect: Outbox.ReceiptEffect) throws {
        switch effect {
        case .unknown, .nothing: break
        case .arrived(let message): _ = try settle(message)
        case .failed(let message), .goesOn(let message): try bringForward(message)
        }
    }
}

extension Outbox.ReceiptEffect {
    fileprivate var message: OutboxMessage? {
        switch self {
        case .unknown, .nothing: nil
        case .arrived(let message), .failed(let message), .goesOn(let message): message
        }
    }

    fileprivate var use: ReceiptUse {
        switch self {
        case .unknown: .unknown
        case .nothing: .known
        case .arrived: .arrived
        case .failed, .goesOn: .failed
        }
    }
}
