/// Goes through all pairs of records that share a key, each once; above a limit through a sample of them, the same one
/// in every run.
struct PairWalk {
    private let records: TrainingRecords
    /// Those that several records share, ascending, each with its records in `order`, ascending.
    private var blocks: [(key: UInt64, members: Range<Int>)] = []
    private var order: [UInt32] = []
    /// Which part of the pairs is gone through.
    private let share: Double

    /// Where more share a key, so many of them are held against each other: a scene or a household is never that
    /// common.
    static let blockMax = 400

    /// - Parameter pairsMax: about so many pairs are gone through.
    init(_ records: TrainingRecords, pairsMax: Int) {
        self.records = records
        var entries: [(key: UInt64, record: UInt32)] = []
        for record in 0..<records.count {
            for key in records.keys(of: record) { entries.append((key, UInt32(record))) }
        }
        entries.sort { ($0.key, $0.record) < ($1.key, $1.record) }
        var (start, pairs) = (0, 0)
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].key == entries[start].key { end += 1 }
            if end - start > 1 {
                blocks.append((entries[start].key, order.count..<order.count + end - start))
                order += entries[start..<end].map(\.record)
                let size = min(end - start, PairWalk.blockMax)
                pairs += size * (size - 1) / 2
            }
            start = end
        }
        share = pairs <= pairsMax ? 1 : Double(pairsMax) / Double(pairs)
    }

    /// - Parameter visit: two records, the lower first, and how many pairs this one stands for.
    func each(_ visit: (_ left: Int, _ right: Int, _ weight: Double) throws -> Void) rethrows {
        let limit = share * 0x1p64
        for block in blocks {
            let (members, weight) = sample(of: block.members, key: block.key)
            for (index, left) in members.enumerated() {
                for right in members[(index + 1)...] {
                    if share < 1 {
                        let mark = PairSample.mixed(UInt64(left) << 32 | UInt64(right))
                        guard Double(mark) < limit else { continue }
                    }
                    // Pairs that share several keys are met under the lowest.
                    guard records.meeting(left, right) == block.key else { continue }
                    try visit(left, right, weight / share)
                }
            }
        }
    }

    private func sample(of range: Range<Int>, key: UInt64) -> (members: [Int], weight: Double) {
        let all = order[range].map(Int.init)
        guard all.count > PairWalk.blockMax else { return (all, 1) }
        let drawn = all.map { (mark: PairSample.mixed(UInt64($0) ^ key), record: $0) }.sorted { $0 < $1 }
        let (whole, part) = (Double(all.count), Double(PairWalk.blockMax))
        return (
            drawn.prefix(PairWalk.blockMax).map(\.record).sorted(), whole * (whole - 1) / (part * (part - 1))
        )
    }
}
