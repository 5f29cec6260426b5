/// Makes people of pairs: groups grow by joining the two whose pairs, all of them, have the best mean odds. A group in
/// which two records contradict each other cannot come about, and a chain of likenesses does not join what is unlike.
struct CoherentGroups {
    private let scorer: PairScorer
    private var maker: PatternMaker
    private var members: [Int: [Int]] = [:]
    /// Sums of odds between groups that share a likely pair, by group and other group.
    private var sums: [Int: [Int: Double]] = [:]
    private var queue = BestFirstQueue()

    /// A pair's weight counts up to here, or one certain pair would outvote many that speak against it.
    private static let bitsMax = 20.0

    init(scorer: PairScorer) {
        self.scorer = scorer
        maker = PatternMaker(
            records: scorer.linkage.records, profile: scorer.linkage.profile, layout: scorer.linkage.layout)
    }

    /// - Parameter pairs: scored candidates, each pair once or with equal scores.
    /// - Returns: groups of two records and more, each sorted, the one with the lowest record first.
    mutating func groups(_ pairs: [ScoredPair]) -> [[Int]] {
        for pair in pairs where pair.bits >= scorer.joinOdds && isAllowed(pair) {
            members[pair.left] = [pair.left]
            members[pair.right] = [pair.right]
            sums[pair.left, default: [:]][pair.right] = counted(pair)
            sums[pair.right, default: [:]][pair.left] = counted(pair)
        }
        for (group, others) in sums {
            for (other, sum) in others where group < other { enqueue(group, other, sum) }
        }
        while let best = queue.popBest() {
            guard isCurrent(best) else { continue }
            join(best.low, best.high)
        }
        return members.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    private func isAllowed(_ pair: ScoredPair) -> Bool {
        pair.contradiction == nil && scorer.linkage.mayBeOne(pair.left, pair.right)
    }

    private func counted(_ pair: ScoredPair) -> Double { min(pair.bits, CoherentGroups.bitsMax) }

    /// Neither group has changed since.
    private func isCurrent(_ entry: BestFirstQueue.Entry) -> Bool {
        members[entry.low]?.count == entry.lowCount && members[entry.high]?.count == entry.highCount
    }

    private mutating func enqueue(_ group: Int, _ other: Int, _ sum: Double) {
        let (low, high) = (min(group, other), max(group, other))
        guard let lowCount = members[low]?.count, let highCount = members[high]?.count else { return }
        let mean = sum / Double(lowCount * highCount)
        guard mean >= scorer.joinOdds else { return }
        queue.push(BestFirstQueue.Entry(mean: mean, low: low, high: high, lowCount: lowCount, highCount: highCount))
    }

    /// The group with the higher name becomes part of the one with the lower.
    private mutating func join(_ low: Int, _ high: Int) {
        let (kept, added) = (members[low] ?? [], members.removeValue(forKey: high) ?? [])
        let (mine, theirs) = (sums.removeValue(forKey: low) ?? [:], sums.removeValue(forKey: high) ?? [:])
        members[low] = kept + added
        var joined: [Int: Double] = [:]
        for other in Set(mine.keys).union(theirs.keys).sorted() where other != low && other != high {
            sums[other]?[low] = nil
            sums[other]?[high] = nil
            let sum = (mine[other] ?? self.sum(kept, other)) + (theirs[other] ?? self.sum(added, other))
            joined[other] = sum
            sums[other]?[low] = sum
            enqueue(low, other, sum)
        }
        sums[low] = joined
    }

    /// Minus infinity where two of them cannot be one person.
    private mutating func sum(_ records: [Int], _ other: Int) -> Double {
        var sum = 0.0
        for record in records {
            for another in members[other] ?? [] {
                let pair = scorer.judged(record, another, &maker)
                guard isAllowed(pair) else { return -.infinity }
                sum += counted(pair)
            }
        }
        return sum
    }
}

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
