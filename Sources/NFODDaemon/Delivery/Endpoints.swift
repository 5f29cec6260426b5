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
            case .delivered, .sent: state.arrived.insert(channel)
            case .retryable, .permanent: break
            }
            // A receiver of which nothing is to be said needs none.
            state.breakers[channel] = breaker == CircuitBreaker(settings) ? nil : breaker
        }
    }

    /// Nothing is known of a receiver any more: the next alert asks it.
    func forget(_ channel: ChannelID) { state.withLock { $0.breakers[channel] = nil } }

    /// Those of the record, as they are now.
    func setDisabled(_ channels: Set<ChannelID>) { state.withLock { $0.disabled = channels } }

    func isDisabled(_ channel: ChannelID) -> Bool { state.withLock { $0.disabled.contains(channel) } }

    /// Receivers that fail and are only probed, in order.
    var resting: [ChannelID] {
        state.withLock { state in state.breakers.filter(\.value.isOpen).keys.sorted() }
    }

    /// Since when each of them has been failing.
    var restingSince: [ChannelID: Instant] { state.withLock { $0.breakers.compactMapValues(\.openSince) } }

    /// Something has arrived there, as far as this process knows, and it has not been sent to rest since.
    func isWell(_ channel: ChannelID) -> Bool {
        state.withLock { $0.arrived.contains(channel) && $0.breakers[channel]?.isOpen != true }
    }

    private func permission(_ channel: ChannelID, at now: Instant) -> CircuitBreaker.Permission {
        state.withLock { $0.breakers[channel]?.permission(at: now) ?? .send }
    }
}
