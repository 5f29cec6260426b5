/// Columns whose cells may be compared with each other (forename and surname, which are sometimes swapped), or a single
/// one, as numbers of folded values. Each can be filled by itself, so a list is read on several cores. Personal: the
/// values are in it.
public struct FoldedColumns: Sendable {
    /// Positions in the profile.
    let fields: [Int]
    private(set) var table: ValueTable
    /// Value of each row, for each of `fields`.
    private(set) var values: [[UInt32]]
    /// Cells of date columns that could not be read.
    private(set) var unreadableDates = 0

    private let kinds: [ListFieldKind]
    private let folding: CellFolding
    /// Most cells come again: what each folds to, by field.
    private var cells: [TextNumbers]
    private var folded: [[UInt32]]

    init(_ fields: [Int], profile: ListProfile) {
        self.fields = fields
        kinds = fields.map { profile.fields[$0].kind }
        folding = CellFolding(profile: profile)
        table = ValueTable(kinds: kinds)
        values = Array(repeating: [], count: fields.count)
        cells = Array(repeating: TextNumbers(), count: fields.count)
        folded = Array(repeating: [0], count: fields.count)
    }

    /// All columns of a profile, empty.
    public static func all(of profile: ListProfile) -> [FoldedColumns] {
        profile.comparisons.flatMap { comparison in
            (comparison.isInterchangeable ? [comparison.fields] : comparison.fields.map { [$0] })
                .map { FoldedColumns($0, profile: profile) }
        }
    }

    /// - Parameters:
    ///   - rows: cells as the list has them.
    ///   - places: for each field of the profile its cell in a row; -1 for a column that the list lacks.
    public mutating func add(_ rows: [[String]], places: [Int]) {
        for (index, field) in fields.enumerated() {
            let place = places[field]
            for row in rows { values[index].append(place < 0 ? 0 : number(row[place], index)) }
        }
    }

    private mutating func number(_ cell: String, _ index: Int) -> UInt32 {
        let (place, isNew) = cells[index].number(cell)
        if isNew { folded[index].append(fold(cell, kinds[index])) }
        let number = folded[index][place]
        if number == 0, kinds[index] == .date, folding.saysSomething(cell) { unreadableDates += 1 }
        return number
    }

    private mutating func fold(_ cell: String, _ kind: ListFieldKind) -> UInt32 {
        let folded = folding.folded(cell, kind)
        return kind == .forename || kind == .surname
            ? table.number(ofName: folded, cell: cell) : table.number(of: folded)
    }
}
