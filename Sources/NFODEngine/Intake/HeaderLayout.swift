/// Where in a file's rows each field stands.
struct HeaderLayout: Sendable {
    /// Column names in file order, for what is kept as received.
    let names: [String]
    /// Columns that the profile does not name.
    let otherColumns: [String]
    private let positions: [SourceField: [Int]]

    /// Checks a header against the profile: every required column, none twice, none unknown where that is not allowed.
    init(header: CSVRow, profile: SourceProfile) throws(FeedRefusal) {
        let found: [String]
        switch header.content {
        case .cells(let cells): found = cells.map { String($0.trimmed) }
        case .unreadable(let problem): throw .headerUnreadable(problem)
        }
        let keys = found.map { folded($0) }
        let required = profile.columns.filter(\.isRequired).map { folded($0.name) }
        let known = Set(profile.columns.map { folded($0.name) })
        let others = zip(found, keys).filter { !known.contains($0.1) }.map(\.0)
        let isDoubled = Set(keys).count != keys.count
        guard !isDoubled, required.allSatisfy(keys.contains), others.isEmpty || profile.allowsOtherColumns else {
            throw .headerDoesNotFit(expected: profile.columns.map(\.name), found: found)
        }
        self.init(names: found, keys: keys, otherColumns: others, profile: profile)
    }

    private init(names: [String], keys: [String], otherColumns: [String], profile: SourceProfile) {
        self.names = names
        self.otherColumns = otherColumns
        var positions: [SourceField: [Int]] = [:]
        for column in profile.columns where column.field != .ignored {
            guard let index = keys.firstIndex(of: folded(column.name)) else { continue }
            positions[column.field, default: []].append(index)
        }
        self.positions = positions
    }

    /// A layout and cells for one notification told as column name to text; keys the profile does not name come last.
    static func alone(_ told: [String: String], profile: SourceProfile) -> (HeaderLayout, cells: [String]) {
        let pairs = told.sorted { $0.key < $1.key }
        let known = Set(profile.columns.map { folded($0.name) })
        let names = pairs.map(\.key)
        let layout = HeaderLayout(
            names: names, keys: names.map { folded($0) }, otherColumns: names.filter { !known.contains(folded($0)) },
            profile: profile)
        return (layout, pairs.map(\.value))
    }

    /// Indices of the cells that hold `field`, in the profile's order.
    func indices(_ field: SourceField) -> [Int] { positions[field] ?? [] }
}
