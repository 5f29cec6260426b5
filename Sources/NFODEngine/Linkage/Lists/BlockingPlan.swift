/// Which pairs are looked at. Several rules, so that no single wrong field hides a pair; a block that is too large is
/// divided by each further field in turn, never dropped.
struct BlockingPlan: Sendable {
    /// How the records fell into blocks.
    struct Figures: Hashable, Sendable {
        /// Blocks of more records than the setting, divided by further fields.
        var divided = 0
        /// Blocks that no field divides any further: each record meets the next ones only.
        var windowed = 0
    }

    /// One block: positions in `order`.
    struct Block: Hashable, Sendable {
        let pass: Int
        let start: Int
        let end: Int
        /// How many of the next ones each record meets; nil: all.
        let window: Int?

        var isWindowed: Bool { window != nil }
        var pairs: Int { (end - start) * (window ?? end - start - 1) / (window == nil ? 2 : 1) }
    }

    let figures: Figures
    /// Columns of `marks`.
    let passes: Int
    /// Block of record r in pass p at `r * passes + p`; 0: in none, or in one of which not all pairs are looked at.
    private let marks: [UInt32]
    /// Records, block by block.
    let order: [UInt32]
    let blocks: [Block]

    private static let divisionsMax = 2

    init(records: RecordTable, profile: ListProfile) {
        let keys = BlockingKeyTable(records: records, profile: profile)
        var maker = BlockMaker(records: records, sizeMax: profile.blockRecordsMax)
        let dividers = BlockingPlan.dividers(records, profile)
        for rule in profile.blocking {
            let large = maker.addPass([keys.groups(rule)])
            maker.figures.divided += large.count
            maker.divide(large, by: dividers[...], times: BlockingPlan.divisionsMax)
        }
        passes = maker.columns.count
        figures = maker.figures
        order = maker.order
        blocks = maker.blocks
        var marks = Array(repeating: UInt32(0), count: records.count * maker.columns.count)
        for (pass, column) in maker.columns.enumerated() {
            for (record, mark) in column.enumerated() { marks[record * maker.columns.count + pass] = mark }
        }
        self.marks = marks
    }

    /// Fields that tell many people apart, the finest first.
    private static func dividers(_ records: RecordTable, _ profile: ListProfile) -> [Int] {
        let distinct = profile.fields.indices.map { field in
            var isTold = Array(repeating: false, count: records.table(of: field).count)
            for record in 0..<records.count { isTold[Int(records.value(record, field))] = true }
            return (field, isTold.count { $0 })
        }
        return distinct.filter { $0.1 > 20 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    }

    /// No earlier block holds both: each pair is looked at once.
    func isFirstMeeting(_ left: Int, _ right: Int, in block: Block) -> Bool {
        firstMeeting(left, right) == (block.isWindowed ? nil : block.pass)
    }

    /// Both stand in one block somewhere.
    func meet(_ left: Int, _ right: Int) -> Bool { firstMeeting(left, right) != nil }

    private func firstMeeting(_ left: Int, _ right: Int) -> Int? {
        marks.withUnsafeBufferPointer { marks in
            let (one, other) = (left * passes, right * passes)
            for pass in 0..<passes where marks[one + pass] == marks[other + pass] && marks[one + pass] != 0 {
                return pass
            }
            return nil
        }
    }
}
