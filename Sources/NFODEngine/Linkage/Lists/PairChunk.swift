/// A part of the work: some blocks, or some of the sampled pairs. Chunks are independent; their results are put
/// together in their order, so it makes no difference who works on which, or when.
public struct PairChunk: Hashable, Sendable {
    enum Work: Hashable, Sendable {
        case blocks(Range<Int>)
        /// Numbers of the sampled pairs.
        case samples(Range<Int>)
    }
    let work: Work
}

/// One pair of records, the lower first, and what the model sees of it.
struct PatternPair: Hashable, Sendable {
    let left: UInt32
    let right: UInt32
    /// Position in the chunk's patterns.
    let pattern: UInt32
}

/// What comparing a chunk gave.
public struct ComparedPairs: Sendable {
    let isSample: Bool
    /// Distinct patterns in the order of their first appearance, and how often each came.
    var patterns: [UInt64] = []
    var counts: [Int] = []
    /// Kept for candidates only.
    var pairs: [PatternPair] = []
    private var places: [UInt64: UInt32] = [:]

    /// Candidates of this chunk.
    public var pairsCompared: Int { pairs.count }

    init(isSample: Bool) { self.isSample = isSample }

    mutating func add(_ pattern: UInt64, _ left: Int, _ right: Int) {
        let place: UInt32
        if let known = places[pattern] {
            place = known
            counts[Int(known)] += 1
        } else {
            place = UInt32(patterns.count)
            places[pattern] = place
            patterns.append(pattern)
            counts.append(1)
        }
        if !isSample { pairs.append(PatternPair(left: UInt32(left), right: UInt32(right), pattern: place)) }
    }

    /// The pairs are enough from here on.
    mutating func finish() { places = [:] }
}

/// Pairs taken at random, the same ones in every run: the numbers come from the pair's position alone.
enum PairSample {
    static func pair(_ position: Int, of records: Int) -> (Int, Int) {
        let first = mixed(UInt64(position) &* 2 &+ 1)
        let second = mixed(UInt64(position) &* 2 &+ 2)
        let left = Int(first % UInt64(records))
        let right = Int(second % UInt64(records - 1))
        return right < left ? (right, left) : (left, right + 1)
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    static func mixed(_ position: UInt64) -> UInt64 {
        var state = position &* 0x9E37_79B9_7F4A_7C15
        state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
        return state ^ state >> 31
    }
}
