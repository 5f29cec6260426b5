/// The best entry first; of equals the one with the lowest names, so that nothing depends on the order of arrival.
struct BestFirstQueue {
    struct Entry: Hashable {
        let mean: Double
        let low: Int
        let high: Int
        let lowCount: Int
        let highCount: Int

        func isBetter(than other: Entry) -> Bool {
            (-mean, low, high, lowCount, highCount)
                < (-other.mean, other.low, other.high, other.lowCount, other.highCount)
        }
    }

    private var heap: [Entry] = []

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var place = heap.count - 1
        while place > 0, heap[place].isBetter(than: heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popBest() -> Entry? {
        guard let best = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return best }
        heap[0] = last
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < heap.count else { return best }
            if child + 1 < heap.count, heap[child + 1].isBetter(than: heap[child]) { child += 1 }
            guard heap[child].isBetter(than: heap[place]) else { return best }
            heap.swapAt(place, child)
            place = child
        }
    }
}
