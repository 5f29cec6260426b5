import NFODConfig
import NFODEngine
import NFODStore

/// What of the alerts' way out is to be alarmed.
extension SelfWatch {
    func deliveryFindings(_ standing: [StandingAlarm]) throws -> [Finding] {
        try oldestFindings(standing) + channelFindings(standing)
    }

    /// On a simulated clock an alert's age says nothing: its receivers live in real time.
    private func oldestFindings(_ standing: [StandingAlarm]) throws -> [Finding] {
        guard !workflow.clock.isSimulated else { return [] }
        let oldest = try workflow.read { try $0.tx.outbox.oldestWaiting(at: workflow.deliveryClock.now()) }
        let minutes = oldest.map { (workflow.clock.now() - $0).wholeMinutes } ?? 0
        let most = settings.alarms.undeliveredAfter.wholeMinutes
        return [
            Finding(
                .oldestUndelivered, minutes, AlarmThreshold(raiseAt: most, clearAt: most / 2), among: standing)
        ]
    }

    /// Raised by how long a receiver has failed; over only when something has arrived there, because neither a restart
    /// nor a while without alerts says that it is well again.
    private func channelFindings(_ standing: [StandingAlarm]) -> [Finding] {
        let (endpoints, now) = (workflow.endpoints, workflow.deliveryClock.now())
        let failing = endpoints.failingSince.mapValues { now - $0 }
            .filter { $0.value >= settings.alarms.channelFailingAfter }
        let raised = failing.sorted { $0.key < $1.key }.map { channel, span in
            Finding(.channelFailing, AlarmSubject(channel), isRaised: true, figure: span.wholeMinutes)
        }
        let over = standing.filter { $0.kind == .channelFailing }.compactMap(\.subject).filter {
            endpoints.isWell(ChannelID($0.name))
        }
        return raised + over.map { Finding(.channelFailing, $0, isRaised: false) }
    }
}
