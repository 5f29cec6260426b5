import NFODEngine

/// Who waits and who may start. Each channel has two queues, one for each lane, first come first served, each with a
/// limit of its own on what is under way. Nothing is shared between queues: a receiver that hangs fills its own and
/// delays nobody else's, and ordinary alerts never stand before those of a last level. What can be under way in all is
/// therefore bounded by the number of channels in the configuration. Pure: time is an argument.
struct SendLanes<Item> {
    struct Slot: Hashable, Comparable {
        let lane: OutgoingRequest.Lane
        let channel: ChannelID

        static func < (left: Slot, right: Slot) -> Bool {
            left.lane == right.lane ? left.channel < right.channel : left.lane < right.lane
        }
    }

    private struct Queue {
        var waiting: [(item: Item, since: Instant)] = []
        var underWay = 0
    }

    private let limits: [OutgoingRequest.Lane: Int]
    private var queues: [Slot: Queue] = [:]

    /// How many of each channel may be under way at once in each lane.
    init(ordinary: Int, lastLevel: Int) {
        precondition(ordinary > 0 && lastLevel > 0, "a lane needs room for one")
        limits = [.ordinary: ordinary, .lastLevel: lastLevel]
    }

    mutating func add(_ item: Item, to slot: Slot, at now: Instant) {
        queues[slot, default: Queue()].waiting.append((item, now))
    }

    /// Everything that may start now, last levels first; counted as under way until ``ended(_:)``.
    mutating func start() -> [(slot: Slot, item: Item)] {
        var started: [(Slot, Item)] = []
        for slot in queues.keys.sorted() {
            guard var queue = queues[slot], let limit = limits[slot.lane] else { continue }
            let count = min(queue.waiting.count, limit - queue.underWay)
            guard count > 0 else { continue }
            started += queue.waiting.prefix(count).map { (slot, $0.item) }
            queue.waiting.removeFirst(count)
            queue.underWay += count
            queues[slot] = queue
        }
        return started
    }

    /// One of them is done: makes room for the next.
    mutating func ended(_ slot: Slot) {
        guard var queue = queues[slot] else { return }
        precondition(queue.underWay > 0, "ended more often than started")
        queue.underWay -= 1
        queues[slot] = queue.underWay == 0 && queue.waiting.isEmpty ? nil : queue
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
            queues[slot] = queue.underWay == 0 && queue.waiting.isEmpty ? nil : queue
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
}
