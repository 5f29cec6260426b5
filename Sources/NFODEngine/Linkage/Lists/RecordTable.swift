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
    let table: ValueTable

    public var count: Int { names.count }

    func value(_ record: Int, _ field: Int) -> UInt32 { values[record * fields + field] }

    /// Collects rows.
    public struct Builder {
        private let profile: ListProfile
        private let folding: CellFolding
        private var table = ValueTable()
        /// Folded number of each cell seen, by field: most cells come again.
        private var known: [[String: UInt32]]
        private var rows: [(list: Int, name: String, values: [UInt32])] = []
        private var unreadableDates = 0

        public init(profile: ListProfile) {
            self.profile = profile
            folding = CellFolding(profile: profile)
            known = Array(repeating: [:], count: profile.fields.count)
        }

        /// - Parameters:
        ///   - list: 0, or 1 for the second list.
        ///   - cells: one for each field of the profile, in its order.
        public mutating func add(list: Int, name: String, cells: [String]) {
            precondition(cells.count == profile.fields.count)
            var values: [UInt32] = []
            values.reserveCapacity(cells.count)
            for (field, cell) in cells.enumerated() { values.append(number(cell, field)) }
            rows.append((list, name, values))
        }

        private mutating func number(_ cell: String, _ field: Int) -> UInt32 {
            if cell.isEmpty { return 0 }
            let kind = profile.fields[field].kind
            var number = known[field][cell]
            if number == nil {
                let folded = folding.folded(cell, kind)
                number =
                    switch kind {
                    case .forename: table.number(ofForename: folded, cell: cell)
                    case .surname: table.number(ofName: folded, cell: cell)
                    default: table.number(of: folded)
                    }
                known[field][cell] = number
            }
            if kind == .date, number == 0, saysSomething(cell) { unreadableDates += 1 }
            return number ?? 0
        }

        private func saysSomething(_ cell: String) -> Bool {
            let plain = NameFolding.folded(cell)
            return !plain.isEmpty && !profile.missingWords.contains(plain)
        }

        public func build() -> RecordTable {
            let sorted = rows.sorted { ($0.list, $0.name) < ($1.list, $1.name) }
            return RecordTable(
                names: sorted.map(\.name), secondListStart: sorted.firstIndex { $0.list == 1 } ?? sorted.count,
                unreadableDates: unreadableDates, fields: profile.fields.count, values: sorted.flatMap(\.values),
                table: table)
        }
    }
}
