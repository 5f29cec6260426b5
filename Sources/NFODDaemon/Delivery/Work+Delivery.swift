import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// What became of an alert, as case and coordinator hear of it (rule 32).
extension Work {
    /// The channel has it: the fallback is not needed any more, and the case knows.
    func told(_ message: OutboxMessage) throws {
        // A last level that was tried all the same.
        if workflow.endpoints.isDisabled(message.channel) {
            try clear(.channelDisabled, AlarmSubject(message.channel))
        }
        try tx.outbox.cancelFallbacks(of: message.id)
        guard let response = message.response else {
            // An alarm that arrives says nothing of what the channel did not deliver.
            if message.kind != .alarm { try clear(.notTold, AlarmSubject(message.channel)) }
            return
        }
        let told = AlertTold(alert: message.alert, recipient: message.recipient, channel: message.channel)
        let after = try handle(.markTold(told), on: response)
        if after.state.untold.isEmpty { try clear(.notTold, try subject(of: .case(response))) }
    }

    /// A try failed. The recipient counts as not told once no channel will take the alert, or the time that a setting
    /// gives it is over; it goes on being tried all the same.
    ///
    /// - Parameter now: on the clock that deliveries live by.
    func failed(_ message: OutboxMessage, outcome: String, at now: Instant) throws {
        let copies = try tx.outbox.copies(of: message.alert)
        // One of them has arrived, or nobody needs to hear it any more.
        guard copies.allSatisfy({ [.ready, .leased, .failed].contains($0.state) }) else { return }
        let isOver = copies.allSatisfy { $0.state == .failed }
        let began = try tx.outbox.tries(of: message.alert).first?.startedAt ?? now
        guard isOver || began + configuration.settings.alerts.notToldAfter <= now else { return }
        try notTold(message, outcome: outcome)
    }

    /// It has waited in vain for the time that a setting gives it, tried or not.
    func waitsTooLong(_ message: OutboxMessage) throws {
        let copies = try tx.outbox.copies(of: message.alert)
        guard copies.allSatisfy({ [.ready, .leased, .failed].contains($0.state) }) else { return }
        try notTold(message, outcome: RetryReason.waitedTooLong.code)
    }

    /// The receiver is no more: its ordinary alerts go over the fall-back at once, and its owner is told over another
    /// channel.
    func disable(_ channel: ChannelID) throws { try raise(.channelDisabled, AlarmSubject(channel)) }

    /// Somebody had the configuration read again: every receiver is asked anew.
    func enableChannels() throws {
        for channel in try tx.alarms.disabledChannels() { try clear(.channelDisabled, AlarmSubject(channel)) }
    }

    /// The case knows, its ladder goes on, and the coordinator is alarmed.
    func notTold(_ message: OutboxMessage, outcome: String) throws {
        // Once as long as it stands: an alarm that is not delivered raises none about itself.
        guard let response = message.response else { return try raise(.notTold, AlarmSubject(message.channel)) }
        let notTold = AlertNotTold(
            alert: message.alert, recipient: message.recipient, channel: message.channel, outcome: outcome)
        try handle(.markNotTold(notTold), on: response)
        try raise(.notTold, try subject(of: .case(response)))
    }
}

extension OutboxMessage {
    /// The alert as its case knows it, over whichever channel this message goes.
    fileprivate var alert: AlertID { fallbackOf ?? id }
}
