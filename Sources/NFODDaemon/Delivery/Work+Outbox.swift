import NFODConfig
public import NFODEngine
import NFODStore

/// Alerts that a person wants tried again, after a channel was mended.
extension Work {
    /// Of those named, each is tried again or nothing is done; of many, those that nobody needs to hear any more are
    /// cancelled instead.
    ///
    /// - Throws: ``InvalidInput``, ``AlertRefusal``; `CaseRefusal.noSuchCase`; faults of the store.
    public func carryOut(_ request: OutboxRequest) throws -> OutboxOutcome {
        let outcome =
            switch try request.read(channels: Set(configuration.settings.channels.keys)) {
            case .alerts(let alerts): try retry(alerts)
            case .response(let code): try retry(.response(try caseID(code)))
            case .channel(let channel): try retry(.channel(channel))
            case .all: try retry(.all)
            }
        let retried = AlertsRetried(alerts: outcome.retried, notNeeded: outcome.notNeeded.map(\.alert))
        if !retried.alerts.isEmpty || !retried.notNeeded.isEmpty { try systemEvent(.alertsRetried(retried)) }
        return outcome
    }

    private func retry(_ alerts: [AlertID]) throws -> OutboxOutcome {
        var outcome = OutboxOutcome()
        for alert in alerts where !outcome.retried.contains(alert) {
            guard let entry = try tx.outbox.entry(alert) else { throw AlertRefusal.unknown(alert) }
            guard [.failed, .ready].contains(entry.state) else { throw AlertRefusal.notFailed(alert) }
            if let bar = try bar(to: entry) { throw AlertRefusal.barred(alert, bar) }
            try retry(entry)
            outcome.retried.append(alert)
        }
        return outcome
    }

    /// Whoever asks for it has seen to the receiver: it is asked anew, whatever it said.
    private func retry(_ entry: OutboxEntry) throws {
        let channel = entry.message.channel
        try tx.outbox.retry(entry.message.id, at: workflow.deliveryClock.now())
        try clear(.channelDisabled, AlarmSubject(channel))
        workflow.endpoints.forget(channel)
    }

    private func retry(_ which: LetterSelection) throws -> OutboxOutcome {
        let most = OutboxRequest.most
        let dead = try tx.outbox.deadLetters(which, limit: most + 1)
        let tried = try tx.outbox.triedInVain(which, limit: most + 1)
        var outcome = OutboxOutcome()
        outcome.isMore = dead.count + tried.count > most
        for entry in (dead + tried).prefix(most) {
            let alert = entry.message.id
            guard let bar = try bar(to: entry) else {
                try retry(entry)
                outcome.retried.append(alert)
                continue
            }
            // One that is still being tried is ended by what makes it unnecessary.
            guard try tx.outbox.withdraw(alert) else { continue }
            outcome.notNeeded.append(.init(alert: alert, why: bar))
        }
        return outcome
    }

    private func bar(to entry: OutboxEntry) throws -> RetryBar? {
        let message = entry.message
        let alert = message.fallbackOf ?? message.id
        if try tx.outbox.copies(of: alert).contains(where: { $0.state == .delivered }) { return .arrived }
        guard message.kind != .gathered else { return try barToGathered(alert) }
        guard let id = message.response, let state = try loadCase(id)?.state else { return nil }
        let hands = duties.recipients(of: [.owner], owner: state.owner, at: now) + state.hands
        return state.barToRetry(
            alert, kind: message.kind, recipient: message.recipient, writtenAt: message.createdAt, hands: Set(hands))
    }

    /// One message for many is of use as long as one of its alerts is.
    private func barToGathered(_ message: AlertID) throws -> RetryBar? {
        let bars = try tx.outbox.members(of: message).map { try $0.state == .cancelled ? .ended : bar(to: $0) }
        return bars.contains(nil) ? nil : bars.compactMap(\.self).first
    }
}
