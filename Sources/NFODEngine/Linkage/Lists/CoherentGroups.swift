/// Makes people of pairs: groups grow by joining the two whose pairs, all of them, have the best mean odds. A group in
/// which two records contradict each other cannot come about, and a chain of likenesses does not join what is unlike.
/// Nor is anybody joined to one of two who contradict each other while the other fits nearly as well.
struct CoherentGroups {
    private let scorer: PairScorer
    private var maker: PatternMaker
    private var members: [Int: [Int]] = [:]
    /// Sums of odds between groups that share a likely pair, by group and other group.
    private var sums: [Int: [Int: Double]] = [:]
    private var queue = BestFirstQueue()
    /// Records that fit two groups which cannot be one person.
    private(set) var contested: Set<Int> = []

    /// A pair's weight counts up to here, or one certain pair would outvote many that speak against it.
    private static let bitsMax = 20.0

    private init(_ scorer: PairScorer, _ maker: PatternMaker) {
        self.scorer = scorer
        self.maker = maker
    }

    /// - Parameter pairs: scored candidates, each pair once or with equal scores.
    /// - Returns: groups of two records and more, each sorted, the one with the lowest record first; and the records
    ///   that were left out because they fit two groups.
    static func groups(_ pairs: [ScoredPair], _ scorer: PairScorer) -> (groups: [[Int]], contested: Set<Int>) {
        let linkage = scorer.linkage
        let likely = pairs.filter { $0.bits >= scorer.joinOdds && isAllowed($0, scorer) }
        let maker = PatternMaker(records: linkage.records, profile: linkage.profile, layout: linkage.layout)
        var growing = CoherentGroups(scorer, maker)
        let groups = connected(likely, records: linkage.records.count).flatMap { growing.grown(from: $0) }
        return (groups.sorted { $0[0] < $1[0] }, growing.contested)
    }

    /// Pairs that hang together by records they share; others have nothing to do with each other.
    private static func connected(_ pairs: [ScoredPair], records: Int) -> [[ScoredPair]] {
        var parent = Array(0..<records)
        func root(_ record: Int) -> Int {
            var record = record
            while parent[record] != record {
                parent[record] = parent[parent[record]]
                record = parent[record]
            }
            return record
        }
        for pair in pairs {
            let (one, other) = (root(pair.left), root(pair.right))
            parent[max(one, other)] = min(one, other)
        }
        var place = Array(repeating: -1, count: records)
        var connected: [[ScoredPair]] = []
        for pair in pairs {
            let root = root(pair.left)
            if place[root] < 0 {
                place[root] = connected.count
                connected.append([])
            }
            connected[place[root]].append(pair)
        }
        return connected
    }

    private mutating func grown(from pairs: [ScoredPair]) -> [[Int]] {
        if pairs.count == 1, let pair = pairs.first {
            return counted(pair) >= scorer.joinOdds ? [[pair.left, pair.right]] : []
        }
        members.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        for pair in pairs {
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
            if isContested(best.low, best.high) {
                contested.formUnion((members[best.low] ?? []) + (members[best.high] ?? []))
            } else {
                join(best.low, best.high)
            }
        }
        return members.values.filter { $0.count > 1 }.map { $0.sorted() }
    }

    private static func isAllowed(_ pair: ScoredPair, _ scorer: PairScorer) -> Bool {
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

    /// One of the two fits a third group nearly as well, and that one contradicts the other.
    private mutating func isContested(_ low: Int, _ high: Int) -> Bool {
        hasRival(of: low, beside: high) || hasRival(of: high, beside: low)
    }

    private mutating func hasRival(of group: Int, beside other: Int) -> Bool {
        for (rival, sum) in sums[other] ?? [:] where rival != group && sum > -.infinity {
            guard let mine = members[group], self.sum(mine, rival) == -.infinity else { continue }
            // Nearly as well: by less than what makes two records one person.
            if mean(group, other) - mean(rival, other) < scorer.joinOdds { return true }
        }
        return false
    }

    /// Of all pairs, each with its whole weight.
    private mutating func mean(_ group: Int, _ other: Int) -> Double {
        let (mine, theirs) = (members[group] ?? [], members[other] ?? [])
        let sum = mine.reduce(0) { sum, record in
            theirs.reduce(sum) { $0 + scorer.judged(record, $1, &maker).bits }
        }
        return sum / Double(mine.count * theirs.count)
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
                guard CoherentGroups.isAllowed(pair, scorer) else { return -.infinity }
                sum += counted(pair)
            }
        }
        return sum
    }
}
