extension ReportPage {
    /// Columns of the terminal.
    static let terminalWidth = 100

    /// For a terminal: plain characters, at most 100 columns.
    public var terminalText: String {
        var lines = Wrapped(title, first: "", rest: "").lines
        lines.append(String(repeating: "=", count: lines.map(\.count).max() ?? 0))
        lines += Wrapped(summary, first: "", rest: "").lines + [""]
        for sentence in about { lines += Wrapped(sentence, first: "", rest: "").lines }
        for section in sections { lines += [""] + section.terminalLines }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension ReportPage.Section {
    fileprivate var terminalLines: [String] {
        var lines = ["\(title.uppercased()) (\(count))"]
        if count > 0, let explanation { lines += Wrapped(explanation, first: "  ", rest: "  ").lines }
        switch content {
        case .none(let sentence): lines.append("  " + sentence)
        case .sentences(let sentences):
            for sentence in sentences { lines += Wrapped(sentence, first: "  - ", rest: "    ").lines }
        case .cases(let cases): for line in cases { lines += line.terminalLines }
        case .table(let table): for row in table.rows { lines += table.terminalLines(row) }
        }
        return lines
    }
}

extension ReportPage.CaseLine {
    fileprivate var terminalLines: [String] {
        let priority = PageText.words(level)
        let head = "\(code.name) | \(priority) | \(due.words), \(due.when) | \(person)"
        guard let shownUnder else {
            var lines = Wrapped(head, first: "  * ", rest: "    ").lines
            if let remark { lines += Wrapped(remark, first: "    ! ", rest: "      ").lines }
            for warning in warnings { lines += Wrapped(warning, first: "    ! ", rest: "      ").lines }
            for fact in facts { lines += Wrapped("\(fact.label): \(fact.text)", first: "    ", rest: "      ").lines }
            return lines
        }
        let told = Wrapped("\(head) | see \(shownUnder)", first: "  * ", rest: "    ").lines
        return told + (remark.map { Wrapped($0, first: "    ! ", rest: "      ").lines } ?? [])
    }
}

extension ReportPage.Table {
    /// A row as one sentence: wide tables do not fit a terminal, and labels travel with their values.
    fileprivate func terminalLines(_ row: [String]) -> [String] {
        let rest = zip(columns.dropFirst(), row.dropFirst()).map { "\($0): \($1)" }
        return Wrapped(([row.first ?? ""] + rest).joined(separator: "; "), first: "  - ", rest: "    ").lines
    }
}

/// A text broken into lines of at most 100 columns, at blanks; a word longer than a line is cut.
struct Wrapped {
    let lines: [String]

    init(_ text: String, first: String, rest: String, width: Int = ReportPage.terminalWidth) {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        let words = PageText.singleLine(text).split(separator: " ")
        for word in words.flatMap({ Wrapped.pieces($0, width - rest.count) }) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                (line, isEmpty) = (rest, true)
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        self.lines = lines + [line]
    }

    private static func pieces(_ word: Substring, _ width: Int) -> [Substring] {
        guard word.count > width else { return [word] }
        return [word.prefix(width)] + pieces(word.dropFirst(width), width)
    }
}
