import NFODConfig
import NFODEngine
import NFODStore

/// Whether the way of an alert is open, from the transaction that writes it to the receiver's answer.
extension SelfWatch {
    /// Writes the next test message when it is time to, and says how the last one fared. On a simulated clock there is
    /// none: receivers live in real time.
    func canaryFindings(_ standing: [StandingAlarm]) throws -> [Finding] {
        let canary = workflow.clock.isSimulated || workflow.delivery != .send ? nil : settings.canary
        let subject = canary.map { AlarmSubject($0.channel) }
        let before = standing.filter { $0.kind == .canaryLost && $0.subject != subject }
            .map { Finding(.canaryLost, $0.subject, isRaised: false) }
        guard let canary else { return before }
        return try before + finding(canary)
    }

    private func finding(_ canary: Settings.CanarySettings) throws -> [Finding] {
        let now = workflow.clock.now()
        let last = try workflow.read { try $0.tx.outbox.canary() }.flatMap { $0.channel == canary.channel ? $0 : nil }
        if last?.isFollowed(every: canary.every, within: canary.within, at: now) ?? true {
            try workflow.perform(as: Self.actor) { try $0.sendCanary(over: canary.channel) }
        }
        guard let last else { return [] }
        let subject = AlarmSubject(canary.channel)
        switch last.standing(within: canary.within, at: now) {
        // What stands, stands until one has arrived in time.
        case .underWay: return []
        case .arrivedInTime: return [Finding(.canaryLost, subject, isRaised: false)]
        case .late, .lost: return [Finding(.canaryLost, subject, isRaised: true)]
        }
    }
}

extension Work {
    /// Writes a test message in place of the one before, in the other lane: each of the two is tried out by turns. It
    /// goes over its channel alone, and nobody counts as not told when it does not arrive.
    func sendCanary(over channel: ChannelID) throws {
        let lane: OutboxMessage.Lane = try tx.outbox.canaryLane() == .ordinary ? .lastLevel : .ordinary
        try tx.outbox.removeCanaries()
        let alert = Alert(
            id: .canary(at: now), kind: .canary, code: nil, contactDueAt: nil, level: Wording().text(.canary),
            isLastLevel: false, recipient: .canary, channel: channel, at: now)
        try tx.outbox.enqueue(message(alert, nil, nil).inLane(lane), firstTryAt: workflow.deliveryClock.now())
        noteChange()
    }
}
