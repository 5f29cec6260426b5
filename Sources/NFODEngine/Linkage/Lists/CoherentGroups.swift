/// Makes people of pairs: groups grow by joining the two whose pairs, all of them, have the best mean odds. A group in
/// which two records contradict each other cannot come about, and a chain of likenesses does not join what is unlike.
/// Nor is anybody joined to one of two who contradict each other while the other fits nearly as well.
struct CoherentGroups {
    private let scorer: PairScorer
    private var maker: PatternMaker
    /// Records of each group; of copies only the first.
    private var members: [Int: [Int]] = [:]
    /// Records that say the same as a first one in every field, by the first: what holds for it holds for them.
    private let copies: [Int: [Int]]
    /// Sums of odds between groups that share a likely pair, by group and other group.
    private var sums: [Int: [Int: Double]] = [:]
    private var queue = BestFirstQueue()
    /// Records that fit two groups which cannot be one person.
    private(set) var contested: Set<Int> = []

    /// A pair's weight counts up to here, or one certain pair would outvote many that speak against it.
    private static let bitsMax = 20.0

    private init(_ scorer: PairScorer, copies: [Int: [Int]]) {
        self.scorer = scorer
        self.copies = copies
        let linkage = scorer.linkage
        maker = PatternMaker(records: linkage.records, profile: linkage.profile, layout: linkage.layout)
    }

    /// - Parameter pairs: scored candidates, each pair once or with equal scores.
    /// - Returns: groups of two records and more, each sorted, the one with the lowest record first; and the records
    ///   that were left out because they fit two groups.
    static func groups(_ pairs: [ScoredPair], _ scorer: PairScorer) -> (groups: [[Int]], contested: Set<Int>) {
        let records = scorer.linkage.records
        let likely = pairs.filter { $0.bits >= scorer.joinOdds && isAllowed($0, scorer) }
        // Where copies may be one person at all, a list of nothing but copies is one person, without a look at every
        // pair of them.
        let areJoined = !scorer.linkage.profile.eachPersonOncePerList
        var same = RecordSets(count: records.count)
        for pair in likely where areJoined && records.areCopies(pair.left, pair.right) {
            same.join(pair.left, pair.right)
        }
        var known: Set<UInt64> = []
        let distinct = likely.compactMap { pair -> ScoredPair? in
            let ends = [same.first(pair.left), same.first(pair.right)].sorted()
            let isNew = ends[0] != ends[1] && known.insert(UInt64(ends[0]) << 32 | UInt64(ends[1])).inserted
            return isNew ? pair.between(ends[0], ends[1]) : nil
        }
        var growing = CoherentGroups(scorer, copies: same.groups)
        let alone = Set(same.groups.keys).subtracting(distinct.flatMap { [$0.left, $0.right] })
        let groups =
            connected(distinct, records: records.count).flatMap { growing.grown(from: $0) }
            + alone.map { growing.expanded([$0]) }
        return (groups.sorted { $0[0] < $1[0] }, growing.contested)
    }

    /// Pairs that hang together by records they share; others have nothing to do with each other.
    private static func connected(_ pairs: [ScoredPair], records: Int) -> [[ScoredPair]] {
        var sets = RecordSets(count: records)
        for pair in pairs { sets.join(pair.left, pair.right) }
        var place = Array(repeating: -1, count: records)
        var connected: [[ScoredPair]] = []
        for pair in pairs {
            let first = sets.first(pair.left)
            if place[first] < 0 {
                place[first] = connected.count
                connected.append([])
            }
            connected[place[first]].append(pair)
        }
        return connected
    }

    /// With their copies, in order.
    private func expanded(_ group: [Int]) -> [Int] { group.flatMap { copies[$0] ?? [$0] }.sorted() }

    private func count(_ record: Int) -> Int { copies[record]?.count ?? 1 }

    private func size(_ group: Int) -> Int? { members[group].map { $0.reduce(0) { $0 + count($1) } } }

    private mutating func grown(from pairs: [ScoredPair]) -> [[Int]] {
        if pairs.count == 1, let pair = pairs.first {
            let isJoined = counted(pair) >= scorer.joinOdds
            return (isJoined ? [[pair.left, pair.right]] : [[pair.left], [pair.right]]).map(expanded).filter {
                $0.count > 1
            }
        }
        members.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        for pair in pairs {
            members[pair.left] = [pair.left]
            members[pair.right] = [pair.right]
            let sum = counted(pair) * Double(count(pair.left) * count(pair.right))
            sums[pair.left, default: [:]][pair.right] = sum
            sums[pair.right, default: [:]][pair.left] = sum
        }
        for (group, others) in sums {
            for (other, sum) in others where group < other { enqueue(group, other, sum) }
        }
        while let best = queue.popBest() {
            guard isCurrent(best) else { continue }
            if isContested(best.low, best.high) {
                contested.formUnion(expanded((members[best.low] ?? []) + (members[best.high] ?? [])))
            } else {
                join(best.low, best.high)
            }
        }
        return members.values.map(expanded).filter { $0.count > 1 }
    }

    private static func isAllowed(_ pair: ScoredPair, _ scorer: PairScorer) -> Bool {
        pair.contradiction == nil && scorer.linkage.mayBeOne(pair.left, pair.right)
    }

    private func counted(_ pair: ScoredPair) -> Double { min(pair.bits, CoherentGroups.bitsMax) }

    /// Neither group has changed since.
    private func isCurrent(_ entry: BestFirstQueue.Entry) -> Bool {
        size(entry.low) == entry.lowCount && size(entry.high) == entry.highCount
    }

    private mutating func enqueue(_ group: Int, _ other: Int, _ sum: Double) {
        let (low, high) = (min(group, other), max(group, other))
        guard let lowCount = size(low), let highCount = size(high) else { return }
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
            guard areTwo(group, rival) else { continue }
            // Nearly as well: by less than what makes two records one person.
            if mean(group, other) - mean(rival, other) < scorer.joinOdds { return true }
        }
        return false
    }

    /// What two of them tell contradicts each other; that something is not told makes nobody a rival.
    private mutating func areTwo(_ group: Int, _ other: Int) -> Bool {
        for record in members[group] ?? [] {
            for another in members[other] ?? [] {
                if !scorer.linkage.mayBeOne(record, another) { return true }
                if scorer.saysTwo(scorer.judged(record, another, &maker).pattern) { return true }
            }
        }
        return false
    }

    /// Of all pairs, each with its whole weight.
    private mutating func mean(_ group: Int, _ other: Int) -> Double {
        let (mine, theirs) = (members[group] ?? [], members[other] ?? [])
        let sum = mine.reduce(0) { sum, record in
            theirs.reduce(sum) {
                $0 + scorer.judged(record, $1, &maker).bits * Double(count(record) * count($1))
            }
        }
        return sum / Double((size(group) ?? 1) * (size(other) ?? 1))
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
                sum += counted(pair) * Double(count(record) * count(another))
            }
        }
        return sum
    }
}
