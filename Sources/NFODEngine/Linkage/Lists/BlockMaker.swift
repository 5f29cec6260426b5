/// Divides records into blocks, pass by pass.
struct BlockMaker {
    private let records: RecordTable
    private let sizeMax: Int
    private(set) var columns: [[UInt32]] = []
    private(set) var order: [UInt32] = []
    private(set) var blocks: [BlockingPlan.Block] = []
    var figures = BlockingPlan.Figures()
    /// Groups that nothing divides, so that two rules that find the same one count it once.
    private var undivided: Set<[UInt32]> = []

    /// About so many pairs of a group that nothing divides are looked at, however large it is.
    private static let windowPairs = 3_000_000
    private static let windowMin = 10

    init(records: RecordTable, sizeMax: Int) {
        self.records = records
        self.sizeMax = sizeMax
    }

    /// Makes a block of each group.
    /// - Returns: what is too large for a block.
    mutating func addPass(_ passes: [RecordGroups]) -> [[UInt32]] {
        var column = Array(repeating: UInt32(0), count: records.count)
        var large: [[UInt32]] = []
        var isEmpty = true
        for groups in passes {
            for group in 0..<groups.count {
                let members = groups[group]
                if members.count > sizeMax {
                    large.append(Array(members))
                } else {
                    append(members, window: nil)
                    isEmpty = false
                    for member in members { column[Int(member)] = UInt32(blocks.count) }
                }
            }
        }
        if !isEmpty { columns.append(column) }
        return large
    }

    /// Divides groups that are too large by each field in turn; what is still too large by two fields, and at last
    /// nobody is left out: each meets those that come next.
    mutating func divide(_ groups: [[UInt32]], by fields: ArraySlice<Int>, times: Int) {
        guard !groups.isEmpty else { return }
        guard times > 0, !fields.isEmpty else {
            for group in groups where undivided.insert(group).inserted {
                figures.windowed += 1
                let window = min(sizeMax, max(BlockMaker.windowMin, BlockMaker.windowPairs / group.count))
                append(group[...], window: window)
            }
            return
        }
        for (place, field) in zip(fields.indices, fields) {
            let large = addPass(groups.map { sharing(field, $0) })
            divide(large, by: fields[(place + 1)...], times: times - 1)
        }
    }

    /// Those of a group that tell the field, by what they tell.
    private func sharing(_ field: Int, _ group: [UInt32]) -> RecordGroups {
        // Value and record in one number: sorting these is all there is to grouping.
        let keyed = group.compactMap { record -> UInt64? in
            let value = records.value(Int(record), field)
            return value == 0 ? nil : UInt64(value) << 32 | UInt64(record)
        }
        return RecordGroups(keyed.sorted().map { UInt32(truncatingIfNeeded: $0) }) { left, right in
            records.value(Int(left), field) == records.value(Int(right), field)
        }
    }

    private mutating func append(_ members: ArraySlice<UInt32>, window: Int?) {
        let start = order.count
        order += members
        blocks.append(
            BlockingPlan.Block(
                pass: columns.count, start: start, end: order.count, window: window))
    }
}
