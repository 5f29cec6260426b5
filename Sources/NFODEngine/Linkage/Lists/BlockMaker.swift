/// Divides records into blocks, pass by pass.
struct BlockMaker {
    /// Records and, beside each, its key; 0 for none.
    typealias Group = (records: [UInt32], keys: [UInt32])

    private let records: RecordTable
    private let sizeMax: Int
    private(set) var columns: [[UInt32]] = []
    private(set) var order: [UInt32] = []
    private(set) var blocks: [BlockingPlan.Block] = []
    var figures = BlockingPlan.Figures()

    init(records: RecordTable, sizeMax: Int) {
        self.records = records
        self.sizeMax = sizeMax
    }

    /// Makes blocks of what shares a key within a group.
    /// - Returns: what is too large for a block.
    mutating func addPass(_ groups: [Group]) -> [[UInt32]] {
        var column = Array(repeating: UInt32(0), count: records.count)
        var large: [[UInt32]] = []
        var isEmpty = true
        for group in groups {
            // Key and record in one number: sorting these is all there is to grouping.
            let keyed = zip(group.records, group.keys).filter { $0.1 != 0 }.map { UInt64($0.1) << 32 | UInt64($0.0) }
                .sorted()
            var start = 0
            while start < keyed.count {
                var end = start
                while end < keyed.count, keyed[end] >> 32 == keyed[start] >> 32 { end += 1 }
                let members = keyed[start..<end].map { UInt32(truncatingIfNeeded: $0) }
                start = end
                if members.count > sizeMax {
                    large.append(members)
                } else if members.count > 1 {
                    append(members, isWindowed: false)
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
            figures.windowed += groups.count
            for group in groups { append(group, isWindowed: true) }
            return
        }
        for (place, field) in zip(fields.indices, fields) {
            let keyed = groups.map { group in (group, group.map { records.value(Int($0), field) }) }
            let large = addPass(keyed)
            divide(large, by: fields[(place + 1)...], times: times - 1)
        }
    }

    private mutating func append(_ members: [UInt32], isWindowed: Bool) {
        let start = order.count
        order += members
        blocks.append(
            BlockingPlan.Block(
                pass: columns.count, start: start, end: order.count, isWindowed: isWindowed))
    }
}
