import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// Alerts on their way out (rules 35, 36).
extension Work {
    /// Writes an alert down, over every channel it may have to take: its bytes are fixed here for each, and so is when
    /// each takes over. What arrives makes the rest unnecessary.
    func enqueue(_ alert: Alert, response: CaseID?, order: Int?) throws {
        defer { noteChange() }
        guard workflow.delivery == .send else {
            try tx.outbox.enqueue(message(alert, response, order), recordedOnly: true)
            return
        }
        let settings = configuration.settings.alerts
        let written = workflow.deliveryClock.now()
        let gatherUntil = try gatheringEnd(of: alert, writtenAt: written)
        let goes = gatherUntil ?? written
        let route = route(of: alert, at: now + (goes - written))
        for leg in route.legs {
            let isCopy = leg.channel != alert.channel
            let message = message(
                isCopy ? alert.over(leg.channel) : alert, response, order, copyOf: isCopy ? alert.id : nil)
            let isHeld = isCopy || gatherUntil != nil
            try tx.outbox.enqueue(
                message, gatherUntil: gatherUntil, firstTryAt: goes + leg.wait,
                tellBy: isHeld ? nil : written + route.firstWait + settings.notToldAfter)
        }
    }

    /// Over which channels an alert goes that goes at `instant`.
    func route(of alert: Alert, at instant: Instant) -> AlertRoute {
        AlertRoute(
            of: alert, ways: duties.ways(toTell: alert.recipient, at: instant),
            fallbackAfter: configuration.settings.alerts.fallbackAfter,
            traits: configuration.settings.channels.mapValues(\.traits))
    }

    func message(
        _ alert: Alert, _ response: CaseID?, _ order: Int?, copyOf original: AlertID? = nil
    ) -> OutboxMessage {
        let links = CaseLinks(base: configuration.settings.alerts.link)
        // What is never sent has nothing to press, and a replay has the same bytes in every store.
        let link = workflow.delivery == .send ? AlertLink(alert, original, of: response, writtenAt: now) : nil
        let isAlone = workflow.channels[alert.channel]?.reachesAlone(alert.recipient) ?? true
        let taken = isAlone ? link.map { links.acknowledge($0.token(tx.links)) } : nil
        let context = AlertContext(
            team: configuration.settings.team, links: links, order: order, zone: configuration.zone,
            acknowledge: taken)
        let form = workflow.channels.kind(of: alert.channel)
        return OutboxMessage(
            id: alert.id, response: response, lane: alert.isLastLevel ? .lastLevel : .ordinary, kind: alert.kind,
            recipient: alert.recipient, channel: alert.channel, form: form, says: alert.level,
            body: Data(form.body(alert, context)), createdAt: now, fallbackOf: original)
    }
}

/// What became of an alert, as case and coordinator hear of it (rule 32).
extension Work {
    /// A channel has it: the others are not needed any more, and the case knows.
    func told(_ message: OutboxMessage) throws {
        try isWell(message.channel)
        guard try settle(message) else { return }
        try sayTold(message)
    }

    private func sayTold(_ message: OutboxMessage) throws {
        guard message.kind != .gathered else { return try toldTogether(message) }
        guard let response = message.response else {
            // An alarm or a test that arrives says nothing of what the channel did not deliver.
            if message.kind != .alarm, message.kind != .canary { try clear(.notTold, AlarmSubject(message.channel)) }
            return
        }
        try told(message.alert, message, of: response)
    }

    /// - Parameter message: by which it arrived.
    func told(_ alert: AlertID, _ message: OutboxMessage, of response: CaseID) throws {
        let told = AlertTold(alert: alert, recipient: message.recipient, channel: message.channel)
        let after = try handle(.markTold(told), on: response)
        if after.state.untold.isEmpty { try clear(.notTold, try subject(of: .case(response))) }
    }

    /// A service has it and will say whether it arrives. Until then nobody knows: the other channels keep their times.
    func sent(_ message: OutboxMessage) throws { try isWell(message.channel) }

    /// One that was disabled has taken a last level, which was tried all the same.
    private func isWell(_ channel: ChannelID) throws {
        if workflow.endpoints.isDisabled(channel) { try clear(.channelDisabled, AlarmSubject(channel)) }
    }

    /// A case cannot take the news of its alert.
    func isFaulty(_ message: OutboxMessage) throws {
        if let response = message.response { try isFaulty(response) }
    }

    /// A case that could not take what became of its alert.
    func isFaulty(_ response: CaseID) throws {
        let stream = EventStream.case(response)
        _ = try item {
            try raise(.faultyCase, try subject(of: stream))
            // The alarm stands until the case could be handled again.
            try tx.due.backOff(stream, until: now)
        }
    }

    /// A channel will not take it, or its service says that it did not arrive: the next one does at once, and where
    /// there is none the recipient is not told.
    func failed(_ message: OutboxMessage, outcome: String) throws {
        // Nobody was to be told: it is looked for by who wrote it.
        guard message.kind != .canary else { return }
        try bringForward(message)
        let decisive = try decisiveCopies(of: message.alert)
        guard decisive.allSatisfy({ $0.state == .failed }) else {
            // Nothing else will ever say more than that a channel took it.
            guard let taken = decisive.first(where: { $0.state == .delivered }),
                try tx.outbox.entry(message.alert)?.tellBy != nil
            else { return }
            return try told(taken.message)
        }
        // Whoever is no longer in the team has nothing to do, and does not have the case.
        guard message.kind != .assignment || outcome != PermanentReason.recipientNotInTeam.code else {
            return try tx.outbox.isSaid(message.alert)
        }
        try notTold(message, outcome: outcome)
    }

    /// The receiver is no more: its ordinary alerts go over their other channels at once, and its owner is told over
    /// another one.
    func disable(_ channel: ChannelID) throws { try raise(.channelDisabled, AlarmSubject(channel)) }

    /// Somebody had the configuration read again: every receiver is asked anew.
    func enableChannels() throws {
        for channel in try tx.alarms.disabledChannels() { try clear(.channelDisabled, AlarmSubject(channel)) }
    }

    /// Its time is over, and nothing says that it has arrived. It goes on being tried all the same.
    func notTold(_ message: OutboxMessage) throws {
        let copies = try tx.outbox.copies(of: message.id)
        let tries = try copies.flatMap { try tx.outbox.tries(of: $0.message.id) }
        try notTold(message, outcome: tries.max { $0.endedAt < $1.endedAt }?.code ?? "notTried")
    }

    /// The case knows, its ladder goes on, and the coordinator is alarmed.
    private func notTold(_ message: OutboxMessage, outcome: String) throws {
        try tx.outbox.isSaid(message.alert)
        guard message.kind != .gathered else { return try notToldTogether(message, outcome: outcome) }
        // Once as long as it stands: an alarm that is not delivered raises none about itself.
        guard let response = message.response else { return try raise(.notTold, AlarmSubject(message.channel)) }
        try notTold(message.alert, message, of: response, outcome: outcome)
    }

    /// - Parameter message: by which it should have arrived.
    func notTold(_ alert: AlertID, _ message: OutboxMessage, of response: CaseID, outcome: String) throws {
        let notTold = AlertNotTold(
            alert: alert, recipient: message.recipient, channel: message.channel, outcome: outcome)
        try handle(.markNotTold(notTold), on: response)
        try raise(.notTold, try subject(of: .case(response)))
    }
}

extension OutboxMessage {
    /// The alert as its case knows it, over whichever channel this message goes.
    var alert: AlertID { fallbackOf ?? id }
}

extension Settings.ChannelSettings {
    var traits: AlertRoute.Traits { AlertRoute.Traits(fallback: fallback, givesReceipt: givesReceipt) }
}
