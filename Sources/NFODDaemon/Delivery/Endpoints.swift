import NFODConfig
import NFODEngine
import NFODStore
import Notify
import Synchronization

/// How the receivers behave, by channel: who rests, and who said that it is no more. In memory alone, but for those
/// that are no more, whom an alarm remembers; a new process asks each receiver anew.
final class Endpoints: Sendable {
    private struct State {
        var breakers: [ChannelID: CircuitBreaker] = [:]
        var disabled: Set<ChannelID> = []
        /// Something has arrived there since this process began.
        var arrived: Set<ChannelID> = []
        /// Since when everything fails there for good: the receiver answers, and says no each time.
        var refusesSince: [ChannelID: Instant] = [:]
        /// Since when its service has said of everything that it did not arrive.
        var losesSince: [ChannelID: Instant] = [:]
    }

    private let state = Mutex(State())

    /// How many alerts of a channel may be taken in a lane.
    ///
    /// - Parameter room: how many could be sent soon.
    func allowed(_ channel: ChannelID, _ lane: OutboxMessage.Lane, room: Int, at now: Instant) -> Int {
        // No last level waits for a receiver to recover; those of a disabled channel go on to their fall-back at once.
        guard lane == .ordinary, !isDisabled(channel) else { return room }
        return switch permission(channel, at: now) {
        case .send: room
        case .probe: min(1, room)
        case .rest: 0
        }
    }

    /// Until when nothing is taken; nil when something may be now.
    func rests(_ channel: ChannelID, _ lane: OutboxMessage.Lane, at now: Instant) -> Instant? {
        guard lane == .ordinary, !isDisabled(channel), case .rest(let until) = permission(channel, at: now) else {
            return nil
        }
        return until
    }

    /// Alerts are taken; where the receiver rests, as its probe.
    func begin(_ channels: Set<ChannelID>, at now: Instant) {
        state.withLock { state in for channel in channels { state.breakers[channel]?.begin(at: now) } }
    }

    /// A try came to this.
    func note(_ outcome: DeliveryOutcome, of channel: ChannelID, _ settings: BreakerSettings, at now: Instant) {
        state.withLock { state in
            var breaker = state.breakers[channel] ?? CircuitBreaker(settings)
            breaker.note(outcome, at: now)
            switch outcome {
            case .delivered, .sent:
                state.arrived.insert(channel)
                state.refusesSince[channel] = nil
            case .permanent(let reason) where reason.isChannels:
                state.refusesSince[channel] = state.refusesSince[channel] ?? now
            case .retryable, .permanent: break
            }
            // A receiver of which nothing is to be said needs none.
            state.breakers[channel] = breaker == CircuitBreaker(settings) ? nil : breaker
        }
    }

    /// What a service said later of what it took.
    func note(_ receipt: DeliveryReceipt, of channel: ChannelID, at now: Instant) {
        state.withLock { state in
            state.losesSince[channel] = receipt == .arrived ? nil : state.losesSince[channel] ?? now
        }
    }

    /// Nothing is known of a receiver any more: the next alert asks it.
    func forget(_ channel: ChannelID) {
        state.withLock { state in
            state.breakers[channel] = nil
            state.refusesSince[channel] = nil
            state.losesSince[channel] = nil
        }
    }

    /// Those of the record, as they are now.
    func setDisabled(_ channels: Set<ChannelID>) { state.withLock { $0.disabled = channels } }

    func isDisabled(_ channel: ChannelID) -> Bool { state.withLock { $0.disabled.contains(channel) } }

    /// Receivers that fail and are only probed, in order.
    var resting: [ChannelID] {
        state.withLock { state in state.breakers.filter(\.value.isOpen).keys.sorted() }
    }

    /// Since when nothing arrives at each of those that fail, whatever the reason.
    var failingSince: [ChannelID: Instant] {
        state.withLock { state in
            state.breakers.compactMapValues(\.openSince).merging(state.refusesSince, uniquingKeysWith: min)
                .merging(state.losesSince, uniquingKeysWith: min)
        }
    }

    /// Something has arrived there, as far as this process knows, and it has not failed since.
    func isWell(_ channel: ChannelID) -> Bool {
        state.withLock { state in
            state.arrived.contains(channel) && state.breakers[channel]?.isOpen != true
                && state.refusesSince[channel] == nil && state.losesSince[channel] == nil
        }
    }

    private func permission(_ channel: ChannelID, at now: Instant) -> CircuitBreaker.Permission {
        state.withLock { $0.breakers[channel]?.permission(at: now) ?? .send }
    }
}

extension PermanentReason {
    /// It says something about the channel, and not about one alert or one recipient alone.
    fileprivate var isChannels: Bool {
        switch self {
        case .refusedByAddressPolicy, .urlNotAllowed, .notAccepted: true
        // 410 has an alarm of its own.
        case .gone, .messageNotSendable, .channelMissing, .channelDisabled, .channelChanged, .noAddress,
            .recipientNotInTeam:
            false
        }
    }
}
