/// One list, or two, as numbers: what each record says in each field. Records stand in the order of their list and
/// name, whatever order the rows had, so that results do not depend on it. Personal: the values are in it.
public struct RecordTable: Sendable {
    /// Names of the records, as the list writes them.
    public let names: [String]
    /// Records from here on are the second list's.
    public let secondListStart: Int
    /// Cells of date columns that could not be read and count as missing.
    public let unreadableDates: Int
    let fields: Int
    /// Value of field f in record r at `r * fields + f`.
    let values: [UInt32]
    private let tables: [ValueTable]
    /// Position in `tables` by field.
    private let tableOf: [Int]

    public var count: Int { names.count }

    /// - Parameters:
    ///   - names: list (0, or 1 for the second) and name of each row, in the order in which the columns were filled.
    ///   - columns: all of the profile, filled.
    public init(names: [(list: Int, name: String)], columns: [FoldedColumns]) {
        let order = RecordTable.order(names)
        self.names = order.map { names[Int($0)].name }
        secondListStart = order.firstIndex { names[Int($0)].list == 1 } ?? order.count
        unreadableDates = columns.reduce(0) { $0 + $1.unreadableDates }
        let fields = columns.reduce(0) { $0 + $1.fields.count }
        var values = Array(repeating: UInt32(0), count: order.count * fields)
        var tableOf = Array(repeating: 0, count: fields)
        for (index, column) in columns.enumerated() {
            for (field, rows) in zip(column.fields, column.values) {
                tableOf[field] = index
                for (record, row) in order.enumerated() { values[record * fields + field] = rows[Int(row)] }
            }
        }
        self.fields = fields
        self.values = values
        self.tableOf = tableOf
        tables = columns.map(\.table)
    }

    /// Two records of one list have the same name.
    public var namesAnyTwice: Bool {
        names.indices.dropFirst().contains { $0 != secondListStart && names[$0] == names[$0 - 1] }
    }

    func value(_ record: Int, _ field: Int) -> UInt32 { values[record * fields + field] }

    /// They say the same in every field.
    func areCopies(_ left: Int, _ right: Int) -> Bool {
        (0..<fields).allSatisfy { value(left, $0) == value(right, $0) }
    }

    func table(of field: Int) -> ValueTable { tables[tableOf[field]] }

    /// Rows by list and name.
    private static func order(_ names: [(list: Int, name: String)]) -> [UInt32] {
        let isASCII = names.allSatisfy { $0.name.utf8.allSatisfy { $0 < 0x80 } }
        // The first eight letters decide most comparisons without looking at a string; of ASCII only, because the
        // order of other letters is that of their composed forms.
        let keyed = names.enumerated().map { row, entry in
            (list: entry.list, start: isASCII ? start(entry.name) : 0, row: UInt32(row))
        }
        return keyed.sorted { left, right in
            if left.list != right.list { return left.list < right.list }
            if left.start != right.start { return left.start < right.start }
            return names[Int(left.row)].name < names[Int(right.row)].name
        }.map(\.row)
    }

    private static func start(_ name: String) -> UInt64 {
        var (start, left): (UInt64, UInt64) = (0, 64)
        for byte in name.utf8.prefix(8) {
            left -= 8
            start |= UInt64(byte) << left
        }
        return start
    }

    /// Collects rows one by one.
    public struct Builder {
        private let places: [Int]
        private var columns: [FoldedColumns]
        private var names: [(list: Int, name: String)] = []

        public init(profile: ListProfile) {
            columns = FoldedColumns.all(of: profile)
            places = Array(profile.fields.indices)
        }

        /// - Parameters:
        ///   - list: 0, or 1 for the second list.
        ///   - cells: one for each field of the profile, in its order.
        public mutating func add(list: Int, name: String, cells: [String]) {
            precondition(cells.count == places.count)
            for index in columns.indices { columns[index].add([cells], places: places) }
            names.append((list, name))
        }

        public func build() -> RecordTable { RecordTable(names: names, columns: columns) }
    }
}
