import Foundation
import Logging
import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// Takes alerts out of the outbox and over their channels; every try is a row. Leases keep two tries of one alert
/// apart; a crash between sending and marking sends the same bytes under the same id again (duplicate yes, miss
/// never).
struct Dispatcher: Sendable {
    let workflow: Workflow
    let transport: CurlTransport
    let log: Logger
    /// A lease outlives the longest try.
    private let lease = Span.seconds(60)

    init(workflow: Workflow, transport: CurlTransport, log: Logger) {
        self.workflow = workflow
        self.log = log
        self.transport = transport
    }

    static let actor = Actor.machine("dispatcher")

    /// The schedule's numbers, as configured.
    private var schedule: RetrySchedule {
        RetrySchedule(workflow.configuration.settings.retrySettings)
    }

    private var endpoints: Endpoints { workflow.endpoints }

    var now: Instant { workflow.deliveryClock.now() }

    /// Takes what is ready in one lane and can be sent soon, but for receivers that rest.
    func take(_ lane: OutboxMessage.Lane, _ inHand: InHand) throws -> [OutboxEntry] {
        let (channels, now) = (workflow.channels, now)
        let entries = try workflow.store.write { tx in
            endpoints.setDisabled(try tx.alarms.disabledChannels())
            return try tx.outbox.lease(lane, now: now, until: now + lease) { channel in
                let room = inHand.room(channel, channels.pace(of: channel))
                return endpoints.allowed(channel, lane, room: room, at: now)
            }
        }
        inHand.take(entries)
        if lane == .ordinary { endpoints.begin(Set(entries.map(\.message.channel)), at: now) }
        return entries
    }

    /// How long nothing will be ready in a lane unless something is written.
    ///
    /// - Throws: faults of the store.
    func pause(_ lane: OutboxMessage.Lane, atMost longest: Span) throws -> Span {
        let now = now
        let next = try workflow.store.read { tx in
            try tx.outbox.nextTry(lane) { endpoints.rests($0, lane, at: now) }
        }
        return min(longest, max(.zero, (next ?? now + longest) - now))
    }

    /// One try of one alert.
    func deliver(_ entry: OutboxEntry) async -> EndedTry {
        let message = entry.message
        let started = now
        // On a simulated clock an alert's age and the receiver's clock have nothing to do with each other.
        if entry.tries == 0, !workflow.clock.isSimulated, message.kind != .canary {
            workflow.meters.alertLateness.observe(seconds: Double((started - entry.dueAt).milliseconds) / 1_000)
        }
        let outcome: DeliveryOutcome
        if message.response != nil, !workflow.configuration.team.isActive(message.recipient) {
            // Rule 27: disabled or taken out of the team since it was written.
            outcome = .permanent(.recipientNotInTeam)
        } else if message.lane == .ordinary, endpoints.isDisabled(message.channel) {
            outcome = .permanent(.channelDisabled)
        } else if let channel = workflow.channels[message.channel] {
            outcome = await send(message, over: channel)
        } else {
            outcome = .permanent(.channelMissing)
        }
        let attempt = DeliveryTry(
            startedAt: started, endedAt: now, outcome: outcome.recorded, code: outcome.code,
            status: outcome.status.map(Int64.init))
        if message.kind != .canary { workflow.meters.tries.count(attempt.outcome.rawValue) }
        endpoints.note(
            outcome, of: message.channel, workflow.configuration.settings.breakerSettings, at: attempt.endedAt)
        return EndedTry(entry: entry, attempt: attempt, next: nextStep(after: outcome, entry: entry))
    }

    private func send(_ message: OutboxMessage, over channel: any Channel) async -> DeliveryOutcome {
        // The configuration has made something else of it since.
        guard channel.kind == message.form else { return .permanent(.channelChanged) }
        let outgoing = OutgoingMessage(
            id: message.id, body: Array(message.body), recipient: message.recipient, lane: message.lane.onTheWire)
        // Receivers hold the signature's time against their own wall clock.
        return await channel.deliver(outgoing, attemptAt: AnchoredClock.wall(), over: transport)
    }

    /// Writes tries down, as many of the first as one transaction may hold, and what follows from them. A case that
    /// cannot take its own up holds up no other.
    ///
    /// - Returns: how many were dealt with, at least one.
    func record(_ tries: [EndedTry], limit: GroupLimit) throws -> Int {
        try workflow.perform(as: Dispatcher.actor) { work in
            let start = ContinuousClock.now
            var count = 0
            for ended in tries.prefix(limit.items) {
                if let fault = try work.item({ try record(ended, work) }) {
                    _ = try work.item { try keepWithoutCase(ended, in: work) }
                    try alarm(fault, ended.entry.message, work)
                }
                count += 1
                if ContinuousClock.now - start >= limit.holding { break }
            }
            return count
        }
    }

    private func record(_ ended: EndedTry, _ work: Work) throws {
        let state = try keep(ended, in: work)
        if ended.attempt.code == PermanentReason.gone.code { try work.disable(ended.entry.message.channel) }
        switch state {
        case .delivered where ended.attempt.outcome == .delivered: try work.told(ended.entry.message)
        case .sent: try work.sent(ended.entry.message)
        // A service that has it, and has said since that it did not arrive, was heard then.
        case .failed where ended.attempt.outcome != .sent:
            try work.failed(ended.entry.message, outcome: ended.attempt.code)
        // It was under way when another channel delivered.
        case .ready: try work.cancelIfArrived(ended.entry.message)
        default: break
        }
    }

    /// What follows in the outbox follows all the same: another channel's turn, or no more copies.
    private func keepWithoutCase(_ ended: EndedTry, in work: Work) throws {
        let message = ended.entry.message
        switch try keep(ended, in: work) {
        case .delivered: _ = try work.settle(message)
        case .failed: try work.bringForward(message)
        default: break
        }
    }

    /// Says of whom the time to be told is over, whether anything was tried or not (rule 32); of as many as one
    /// transaction may hold.
    ///
    /// - Returns: how many there were, at least one where there is any.
    func sayWhoIsNotTold(limit: GroupLimit = .standard) throws -> Int {
        guard let next = try workflow.read({ try $0.tx.outbox.nextTellBy() }), next <= now else { return 0 }
        return try workflow.perform(as: Dispatcher.actor) { work in
            let start = ContinuousClock.now
            var count = 0
            for message in try work.tx.outbox.untold(by: now, limit: limit.items) {
                if let fault = try work.item({ try work.notTold(message) }) {
                    // The case cannot take the news: it is alarmed, and tried again soon.
                    try work.tx.outbox.put(message.id, tellBy: now + .minutes(1))
                    try alarm(fault, message, work)
                }
                count += 1
                if ContinuousClock.now - start >= limit.holding { break }
            }
            return count
        }
    }

    /// Sends what has gathered for one of those whose gathering has ended, whoever has waited longest since.
    ///
    /// - Returns: false when there was nobody.
    func sendWhatGathered() throws -> Bool {
        guard try workflow.read({ try $0.tx.outbox.endedGathering(by: now) }) != nil else { return false }
        return try workflow.perform(as: Dispatcher.actor) { work in
            guard let recipient = try work.tx.outbox.endedGathering(by: now) else { return false }
            guard let fault = try work.item({ try work.endGathering(of: recipient) }) else { return true }
            log.error("a gathering could not be sent as one", metadata: ["kind": "\(type(of: fault))"])
            try work.scatter(of: recipient)
            return true
        }
    }

    /// How long nobody will be there to say that of, and no gathering will have ended.
    func pauseUntilNotTold(atMost longest: Span) -> Span {
        let ends = try? workflow.read { [try $0.tx.outbox.nextTellBy(), try $0.tx.outbox.nextGatheringEnd()] }
        guard let next = ends?.compactMap(\.self).min() else { return longest }
        return min(longest, max(.zero, next - now))
    }

    /// The case cannot take the news: a try is written down without it, or the alert would be sent for ever.
    func alarm(_ fault: any Error, _ message: OutboxMessage, _ work: Work) throws {
        log.error("a delivery could not be recorded", metadata: ["kind": "\(type(of: fault))"])
        try work.isFaulty(message)
    }

    /// The try, and what is tried next.
    private func keep(_ ended: EndedTry, in work: Work) throws -> OutboxState? {
        let message = ended.entry.message
        let otherwise: Outbox.AfterFailure
        switch ended.next {
        case .retry(let at): otherwise = .retry(at: at)
        case .giveUp, nil: otherwise = .giveUp
        }
        return try work.tx.outbox.record(ended.attempt, of: message.id, otherwise: otherwise)
    }

    private func nextStep(after outcome: DeliveryOutcome, entry: OutboxEntry) -> NextStep? {
        switch outcome {
        case .delivered, .sent: nil
        case .permanent: .giveUp
        case .retryable(_, let retryAfter):
            schedule.next(
                afterTry: Int(entry.tries) + 1, firstTryAt: firstTry(of: entry), now: now,
                jitter: Double.random(in: 0..<1), retryAfter: entry.message.lane == .lastLevel ? nil : retryAfter)
        }
    }

    private func firstTry(of entry: OutboxEntry) -> Instant {
        let tries = try? workflow.store.read { try $0.outbox.tries(of: entry.message.id) }
        return tries?.first?.startedAt ?? now
    }
}

extension OutboxMessage.Lane {
    var onTheWire: OutgoingRequest.Lane { self == .lastLevel ? .lastLevel : .ordinary }
}

extension DeliveryOutcome {
    var recorded: DeliveryTry.Outcome {
        switch self {
        case .delivered: .delivered
        case .sent: .sent
        case .retryable: .retryable
        case .permanent: .permanent
        }
    }
}
