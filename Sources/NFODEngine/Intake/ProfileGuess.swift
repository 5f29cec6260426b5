/// A profile for a source that nobody has described yet, guessed from its header and some of its rows.
///
/// Somebody looks at it before it is used: everything that is not plain carries a doubt.
public struct ProfileGuess: Sendable {
    /// One column of the header.
    public struct Column: Sendable, Equatable {
        public let name: String
        /// Nil: kept as received, not read.
        public internal(set) var field: SourceField?
        /// What somebody should check; nil where the name is plain.
        public internal(set) var doubt: String?
    }

    public private(set) var columns: [Column] = []
    public private(set) var dates = DateHabits([])
    /// Nil where no cell holds both names.
    public private(set) var nameOrder: SourceProfile.NameOrder?
    /// More rows than references, so that several rows share one.
    public private(set) var sharesReferences = false
    /// What is missing for a profile that could be used; empty when nothing is.
    public var missing: [String] {
        let fields = Set(columns.compactMap(\.field))
        var missing: [String] = []
        if fields.isDisjoint(with: [.forename, .surname, .fullName, .chi]) {
            missing.append("no column seems to tell who it is about (surname, fullName or chi)")
        }
        if fields.isDisjoint(with: [.overdoseAt, .overdoseDate, .arrivedAt]) {
            missing.append("no column seems to tell when it was (overdoseAt, overdoseDate or arrivedAt)")
        }
        return missing
    }

    /// - Parameters:
    ///   - rows: some of the rows, their cells in the header's order.
    ///   - words: the words that all sources share.
    public init(header: [String], rows: [[String]], words: SourceWords) {
        columns = ProfileGuess.columns(header)
        settleOverdose(rows)
        settleOutcome(rows, words)
        settleNames(rows)
        let told = cells(of: ProfileGuess.dateFields, rows).filter { !words.meansAbsent($0.trimmed) }
        dates = DateHabits(told)
        let references = cells(of: [.reference], rows)
        sharesReferences = Set(references).count < references.count
    }

    /// Each name's best match; a field that takes one column only goes to the one that fits best.
    private static func columns(_ header: [String]) -> [Column] {
        let matches = header.map { HeaderWords.match($0) }
        var best: [SourceField: Int] = [:]
        for (index, match) in matches.enumerated() {
            guard let match, !severalColumns.contains(match.field) else { continue }
            guard let other = best[match.field], let rival = matches[other], rival.fit >= match.fit else {
                best[match.field] = index
                continue
            }
        }
        let namesApart = best[.surname] != nil && best[.forename] != nil
        return header.enumerated().map { index, name in
            guard let match = matches[index] else { return Column(name: name, field: nil, doubt: nil) }
            let isTaken = !severalColumns.contains(match.field) && best[match.field] != index
            if isTaken || match.field == .fullName && namesApart {
                let doubt = "also looks like \(match.field.rawValue), which another column fits better"
                return Column(name: name, field: nil, doubt: doubt)
            }
            return Column(name: name, field: match.field, doubt: doubt(match))
        }
    }

    private static func doubt(_ match: HeaderWords.Match) -> String? {
        switch match.fit {
        case .exact: nil
        case .general: "the name could mean something else"
        case .contained: "one word of the name fits"
        }
    }

    /// A column of days that tells the time as well.
    private mutating func settleOverdose(_ rows: [[String]]) {
        guard let index = columns.firstIndex(where: { $0.field == .overdoseDate }),
            !columns.contains(where: { $0.field == .overdoseTime || $0.field == .overdoseAt })
        else { return }
        let hasTimes = cells(of: [.overdoseDate], rows).contains { $0.contains(":") }
        if hasTimes { columns[index].field = .overdoseAt }
    }

    /// What a hospital writes tells where the person is; what a team writes is its own outcome.
    private mutating func settleOutcome(_ rows: [[String]], _ words: SourceWords) {
        for index in columns.indices where columns[index].field == .outcome {
            let told = ProfileGuess.cells(at: index, rows)
            let known = told.count { !words.marks.all(in: $0, negations: words.negations).isEmpty }
            guard known * 2 < told.count || told.isEmpty else { continue }
            columns[index].field = .remark
            columns[index].doubt = "write outcome instead where it says how a hospital stay ended"
        }
    }

    private mutating func settleNames(_ rows: [[String]]) {
        guard let index = columns.firstIndex(where: { $0.field == .fullName }) else { return }
        let names = cells(of: [.fullName], rows)
        let isLoudFirst = { (name: String) -> Bool in
            let parts = name.split(separator: " ")
            guard let first = parts.first, let last = parts.last, parts.count > 1 else { return false }
            return first.utf8.count > 1 && first == first.uppercased() && last != last.uppercased()
        }
        if names.contains(where: { $0.contains(",") }) || names.contains(where: isLoudFirst) {
            nameOrder = .surnameFirst
        } else {
            nameOrder = .forenameFirst
            columns[index].doubt = "forename first is a guess"
        }
    }

    private func cells(of fields: Set<SourceField>, _ rows: [[String]]) -> [String] {
        columns.indices.filter { columns[$0].field.map(fields.contains) ?? false }
            .flatMap { ProfileGuess.cells(at: $0, rows) }
    }

    private static func cells(at index: Int, _ rows: [[String]]) -> [String] {
        rows.compactMap { row in
            guard row.indices.contains(index) else { return nil }
            let text = row[index].trimmed
            return text.isEmpty ? nil : String(text)
        }
    }

    private static let dateFields: Set<SourceField> = [
        .birthDate, .overdoseDate, .overdoseTime, .overdoseAt, .arrivedAt, .departedAt, .sentAt,
    ]

    /// Fields that are read from every column that holds one.
    private static let severalColumns: Set<SourceField> = [
        .otherName, .substances, .diagnosis, .concern, .outcome, .note, .remark, .ignored,
    ]
}
