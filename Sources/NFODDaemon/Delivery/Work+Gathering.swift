import NFODConfig
import NFODEngine
import NFODStore

/// Alerts of low levels to one recipient go in one message.
extension Work {
    /// So many at most: what follows from one message is one transaction, and a longer list nobody reads.
    static let gatheredMost = 50

    /// When an alert that may wait for others goes at the latest: as the gathering ends that is open for its recipient
    /// already, so that nobody waits longer because more comes. One that would come into its recipient's quiet hours
    /// gathers until their end: a night is one message. Nil for one that goes at once; on a simulated clock all do: its
    /// days pass while receivers, who live in real time, would still wait.
    func gatheringEnd(of alert: Alert, writtenAt written: Instant) throws -> Instant? {
        guard let span = alert.gathersFor, !alert.isLastLevel, !workflow.clock.isSimulated else { return nil }
        let end = written + span + route(of: alert, at: now + span).firstWait
        return min(end, try tx.outbox.gatheringEnd(of: alert.recipient) ?? end)
    }

    /// What has gathered for somebody goes: what is not needed any more is dropped, one alone goes as itself, several
    /// in one message of their own, which is fixed here.
    func endGathering(of recipient: WorkerID) throws {
        defer { noteChange() }
        let held = try tx.outbox.gathering(of: recipient, limit: Work.gatheredMost)
        var members: [GatheredAlert] = []
        for entry in held {
            let fault = try item {
                if let member = try gathered(entry.message) {
                    members.append(member)
                } else {
                    try tx.outbox.drop(entry.message.id)
                }
            }
            // Its case cannot be read: it goes as it was written, and the others without it.
            if fault != nil { try release(entry.message.id) }
        }
        guard members.count > 1, let first = held.first, let end = first.gatherUntil else {
            for member in members { try release(member.alert) }
            return
        }
        let channel = duties.ways(toTell: recipient, at: now).first?.channel ?? first.message.channel
        let message = Alert.gathering(members, to: recipient, over: channel, end: end, at: now)
        try enqueue(message, response: nil, order: nil)
        for member in members { try tx.outbox.gather(member.alert, in: message.id) }
    }

    /// Something is wrong with the gathering as a whole: each goes as it was written, at once.
    func scatter(of recipient: WorkerID) throws {
        defer { noteChange() }
        for entry in try tx.outbox.gathering(of: recipient, limit: Work.gatheredMost) { try release(entry.message.id) }
    }

    private func release(_ alert: AlertID) throws {
        try tx.outbox.release(
            alert, at: workflow.deliveryClock.now(), tellAfter: configuration.settings.alerts.notToldAfter)
    }

    /// What the message says of it; nil when its recipient is not asked any more.
    private func gathered(_ message: OutboxMessage) throws -> GatheredAlert? {
        guard let id = message.response, let state = try loadCase(id)?.state else { throw CaseRefusal.noSuchCase }
        let hands = duties.recipients(of: [.owner], owner: state.owner, at: now) + state.hands
        let bar = state.barToRetry(
            message.id, kind: message.kind, recipient: message.recipient, writtenAt: message.createdAt,
            hands: Set(hands))
        guard bar == nil, !isStoodDown(message, try tx.outbox.entries(of: id)) else { return nil }
        return GatheredAlert(
            alert: message.id, code: state.code, contactDueAt: state.contactDueAt, says: message.says)
    }

    /// One message for many has arrived: the case of each knows.
    func toldTogether(_ message: OutboxMessage) throws {
        _ = try tellCases(of: message) { try told($0, message, of: $1) }
    }

    /// It has not in its time: the ladder of each case goes on. One that cannot take the news is told again soon.
    func notToldTogether(_ message: OutboxMessage, outcome: String) throws {
        let untaken = try tellCases(of: message, where: { $0.state == .gathered }) {
            try notTold($0, message, of: $1, outcome: outcome)
        }
        let soon = workflow.deliveryClock.now() + .minutes(1)
        if untaken > 0 { try tx.outbox.sayAgain(message.alert, at: soon) }
    }

    /// - Returns: how many cases could not take it; each is alarmed, and holds up no other.
    private func tellCases(
        of message: OutboxMessage, where isMeant: (OutboxEntry) -> Bool = { _ in true },
        _ tell: (AlertID, CaseID) throws -> Void
    ) throws -> Int {
        var untaken = 0
        for entry in try tx.outbox.members(of: message.alert) where isMeant(entry) {
            guard let response = entry.message.response else { continue }
            guard try item({ try tell(entry.message.id, response) }) != nil else { continue }
            untaken += 1
            try isFaulty(response)
        }
        return untaken
    }
}

extension Reading {
    /// Whoever was stood down after an alert was written has a newer one, where they have the case again.
    ///
    /// - Parameter entries: all of its case.
    func isStoodDown(_ message: OutboxMessage, _ entries: [OutboxEntry]) -> Bool {
        entries.contains { entry in
            entry.message.kind == .standDown && entry.message.recipient == message.recipient
                && entry.message.createdAt >= message.createdAt
        }
    }
}
