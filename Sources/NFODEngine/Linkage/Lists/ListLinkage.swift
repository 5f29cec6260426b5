/// Links one list with itself, or two lists, in four steps: compare (in parallel, chunk by chunk), learn, score (in
/// parallel again), group. Pure: the caller has the threads, and the result is the same however many there are.
public struct ListLinkage: Sendable {
    let records: RecordTable
    let profile: ListProfile
    let plan: BlockingPlan
    let layout: PatternLayout

    /// Pairs outside the blocks that u is learnt from.
    private static let samplePairsMax = 200_000
    /// About as many pairs as a fraction of a second is enough for.
    private static let chunkPairs = 50_000

    /// - Returns: nil when the profile compares more fields than a pattern can hold.
    public init?(records: RecordTable, profile: ListProfile) {
        guard let layout = PatternLayout(profile.shapes) else { return nil }
        self.records = records
        self.profile = profile
        self.layout = layout
        plan = BlockingPlan(records: records, profile: profile)
    }

    /// Pairs that could be of one person at all.
    var pairsTotal: Double {
        let (all, first) = (Double(records.count), Double(records.secondListStart))
        return profile.eachPersonOncePerList && first < all ? first * (all - first) : all * (all - 1) / 2
    }

    /// What is to be compared.
    public var chunks: [PairChunk] {
        var chunks: [PairChunk] = []
        var (start, pairs) = (0, 0)
        for (index, block) in plan.blocks.enumerated() {
            pairs += block.pairs
            if pairs >= ListLinkage.chunkPairs {
                chunks.append(PairChunk(work: .blocks(start..<index + 1)))
                (start, pairs) = (index + 1, 0)
            }
        }
        if start < plan.blocks.count { chunks.append(PairChunk(work: .blocks(start..<plan.blocks.count))) }
        guard records.count > 1 else { return chunks }
        let samples = Int(min(Double(ListLinkage.samplePairsMax), 4 * pairsTotal))
        return chunks
            + stride(from: 0, to: samples, by: ListLinkage.chunkPairs).map {
                PairChunk(work: .samples($0..<min($0 + ListLinkage.chunkPairs, samples)))
            }
    }

    /// Compares the pairs of a chunk.
    public func compare(_ chunk: PairChunk) -> ComparedPairs {
        var maker = PatternMaker(records: records, profile: profile, layout: layout)
        var compared: ComparedPairs
        switch chunk.work {
        case .blocks(let range):
            compared = ComparedPairs(isSample: false)
            for block in plan.blocks[range] { compare(block, &maker, into: &compared) }
        case .samples(let range):
            compared = ComparedPairs(isSample: true)
            for position in range {
                let (left, right) = PairSample.pair(position, of: records.count)
                guard mayBeOne(left, right), !plan.meet(left, right) else { continue }
                compared.add(maker.pattern(left, right), left, right)
            }
        }
        compared.finish()
        return compared
    }

    private func compare(_ block: BlockingPlan.Block, _ maker: inout PatternMaker, into compared: inout ComparedPairs) {
        for first in block.start..<block.end {
            let left = Int(plan.order[first])
            let last = block.window.map { min(block.end, first + 1 + $0) } ?? block.end
            for second in first + 1..<max(first + 1, last) {
                let right = Int(plan.order[second])
                guard mayBeOne(left, right), plan.isFirstMeeting(left, right, in: block) else { continue }
                compared.add(maker.pattern(left, right), left, right)
            }
        }
    }

    /// False for two records of a list that names nobody twice.
    func mayBeOne(_ left: Int, _ right: Int) -> Bool {
        !profile.eachPersonOncePerList || records.secondListStart == records.count
            || (left < records.secondListStart) != (right < records.secondListStart)
    }

    /// Learns the model from everything that was compared.
    public func learn(_ compared: [ComparedPairs]) -> ExpectationMaximisation.Outcome {
        let shapes = profile.shapes
        let candidates = counts(compared.filter { !$0.isSample })
        let outside = counts(compared.filter(\.isSample))
        let sampled = outside.reduce(0) { $0 + $1.count }
        let beyond = max(0, pairsTotal - candidates.reduce(0) { $0 + $1.count })
        return ExpectationMaximisation(shapes: shapes, layout: layout).learn(
            candidates: candidates, outside: outside, outsideWeight: sampled > 0 ? beyond / sampled : 0,
            start: MatchModel.shipped(comparisons: shapes, records: records.count))
    }

    private func counts(_ compared: [ComparedPairs]) -> [ExpectationMaximisation.PatternCount] {
        var totals: [UInt64: Int] = [:]
        for part in compared {
            for (pattern, count) in zip(part.patterns, part.counts) { totals[pattern, default: 0] += count }
        }
        return totals.map { ExpectationMaximisation.PatternCount(pattern: $0.key, count: Double($0.value)) }
    }

    /// Everything in turn, on one thread.
    public func link() -> LinkedList {
        let compared = chunks.map(compare)
        let learnt = learn(compared)
        let scorer = PairScorer(self, model: learnt.model)
        return group(
            compared.map { scorer.score($0) }, scorer, learnt,
            pairsCompared: compared.reduce(0) { $0 + $1.pairsCompared })
    }
}
