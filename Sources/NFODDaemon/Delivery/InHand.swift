import NFODEngine
import NFODStore
import Notify
import Synchronization

/// How many alerts of one lane are taken and have not ended, by channel. What a receiver cannot keep up with stays in
/// the outbox, where it costs nothing, and is no longer in memory than it takes to send.
final class InHand: Sendable {
    private let counts = Mutex<[ChannelID: Int]>([:])

    /// How many of a channel may be taken at most: more than can be under way at once, and few enough for a slow
    /// receiver to get through before they have waited too long.
    static func most(_ pace: SendPace) -> Int {
        let soon = Int(pace.perSecond * 15)
        // A fast receiver is not to run dry between one taking and the next.
        let untilNext = Int(min(pace.perSecond / 10, 1_000))
        return max(pace.atOnce, min(max(100, 4 * pace.atOnce, untilNext), soon))
    }

    /// How many more may be taken.
    func room(_ channel: ChannelID, _ pace: SendPace) -> Int {
        counts.withLock { InHand.most(pace) - $0[channel, default: 0] }
    }

    func take(_ entries: [OutboxEntry]) {
        counts.withLock { counts in for entry in entries { counts[entry.message.channel, default: 0] += 1 } }
    }

    func end(_ channel: ChannelID) { counts.withLock { $0[channel, default: 1] -= 1 } }
}
