import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// What waits for too long is seen to, whether or not it was ever tried: its receiver may rest, or be busy with others.
extension Dispatcher {
    /// The fall-back of what has waited for `alerts.fallbackAfter`, "not told" for what has waited for
    /// `alerts.notToldAfter`. While the daemon was down nothing waited for a receiver: that time does not count.
    func followUp(limit: GroupLimit) throws {
        let alerts = workflow.configuration.settings.alerts
        for (step, after) in [(Outbox.FollowUp.fallback, alerts.fallbackAfter), (.notTold, alerts.notToldAfter)] {
            guard now - startedAt >= after else { continue }
            let since = now - after
            guard try !workflow.store.read({ try $0.outbox.overdue(step, since: since, limit: 1) }).isEmpty else {
                continue
            }
            try workflow.perform(as: Dispatcher.actor) { try followUp(step, since, limit, $0) }
        }
    }

    private func followUp(_ step: Outbox.FollowUp, _ since: Instant, _ limit: GroupLimit, _ work: Work) throws {
        let start = ContinuousClock.now
        for entry in try work.tx.outbox.overdue(step, since: since, limit: limit.items) {
            let fault = try work.item {
                switch step {
                case .fallback: try fallBack(at: now, entry.message, work)
                case .notTold: try work.waitsTooLong(entry.message)
                }
            }
            if let fault { try alarm(fault, entry.message, work) }
            try work.tx.outbox.note(step, of: entry.message.id)
            if ContinuousClock.now - start >= limit.holding { return }
        }
    }
}
