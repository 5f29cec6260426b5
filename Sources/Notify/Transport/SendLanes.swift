import NFODEngine

/// Who waits and who may start. Each channel has two queues, one for each lane, first come first served, each with a
/// limit of its own on what is under way and a rate of its own. Nothing is shared between channels: a receiver that
/// hangs fills its own queue and delays nobody else's, and ordinary alerts never stand before those of a last level.
/// What a last level begins counts for the ordinary lane as well, which then waits the longer: the receiver is not
/// pressed harder than its setting says. Pure: time is an argument.
struct SendLanes<Item> {
    struct Slot: Hashable, Comparable {
        let lane: OutgoingRequest.Lane
        let channel: ChannelID

        static func < (left: Slot, right: Slot) -> Bool {
            left.lane == right.lane ? left.channel < right.channel : left.lane < right.lane
        }
    }

    private struct Queue {
        var pace: SendPace
        var waiting: [(item: Item, since: Instant)] = []
        var underWay = 0
    }

    private var queues: [Slot: Queue] = [:]
    private var rates: [Slot: SendRate] = [:]

    /// Somebody waits for a turn.
    var isAnybodyWaiting: Bool { queues.values.contains { !$0.waiting.isEmpty } }

    /// - Parameter pace: the channel's as it is configured now; counts for all that waits there.
    mutating func add(_ item: Item, to slot: Slot, pace: SendPace, at now: Instant) {
        queues[slot, default: Queue(pace: pace)].pace = pace
        queues[slot, default: Queue(pace: pace)].waiting.append((item, now))
        if rates[slot, default: SendRate(perSecond: pace.perSecond, at: now)].perSecond != pace.perSecond {
            rates[slot]?.change(to: pace.perSecond, at: now)
        }
    }

    /// Everything that may start now, last levels first; counted as under way until ``ended(_:)``.
    mutating func start(at now: Instant) -> [(slot: Slot, item: Item)] {
        var started: [(Slot, Item)] = []
        for slot in queues.keys.sorted() {
            guard var queue = queues[slot], !queue.waiting.isEmpty else { continue }
            var rate = rates[slot] ?? SendRate(perSecond: queue.pace.perSecond, at: now)
            let room = min(queue.pace.atOnce - queue.underWay, rate.available(at: now))
            let count = min(queue.waiting.count, room)
            if count > 0 {
                started += queue.waiting.prefix(count).map { (slot, $0.item) }
                queue.waiting.removeFirst(count)
                queue.underWay += count
                rate.spend(count)
                queues[slot] = queue
                if slot.lane == .lastLevel { chargeOrdinary(slot.channel, count, queue.pace, now) }
            }
            rates[slot] = rate
        }
        return started
    }

    /// When somebody who waits only for the rate may start; nil when nobody does.
    func nextStart() -> Instant? {
        queues.compactMap { slot, queue in
            queue.waiting.isEmpty || queue.underWay >= queue.pace.atOnce ? nil : rates[slot]?.nextAt()
        }.min()
    }

    /// One of them is done: makes room for the next.
    mutating func ended(_ slot: Slot) {
        guard var queue = queues[slot] else { return }
        precondition(queue.underWay > 0, "ended more often than started")
        queue.underWay -= 1
        put(queue, slot)
    }

    /// Takes out those that came before `since` and have not started.
    mutating func takeWaiting(since: Instant) -> [Item] {
        var taken: [Item] = []
        for slot in queues.keys.sorted() {
            guard var queue = queues[slot] else { continue }
            let count = queue.waiting.prefix { $0.since < since }.count
            guard count > 0 else { continue }
            taken += queue.waiting.prefix(count).map(\.item)
            queue.waiting.removeFirst(count)
            put(queue, slot)
        }
        return taken
    }

    /// Takes out all that have not started.
    mutating func takeWaiting() -> [Item] {
        let taken = queues.keys.sorted().flatMap { queues[$0]?.waiting.map(\.item) ?? [] }
        for slot in queues.keys { queues[slot]?.waiting = [] }
        queues = queues.filter { $0.value.underWay > 0 }
        return taken
    }

    /// Forgets rates of which nothing is spent; channels come and go with the configuration.
    mutating func forgetIdle(at now: Instant) {
        rates = rates.filter { queues[$0.key] != nil || !$0.value.isFull(at: now) }
    }

    private mutating func chargeOrdinary(_ channel: ChannelID, _ count: Int, _ pace: SendPace, _ now: Instant) {
        let slot = Slot(lane: .ordinary, channel: channel)
        rates[slot, default: SendRate(perSecond: pace.perSecond, at: now)].owe(count)
    }

    private mutating func put(_ queue: Queue, _ slot: Slot) {
        queues[slot] = queue.underWay == 0 && queue.waiting.isEmpty ? nil : queue
    }
}
