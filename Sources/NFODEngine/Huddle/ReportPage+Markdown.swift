extension ReportPage {
    /// Markdown (CommonMark with tables). Whatever stands in the report is escaped: a name cannot become a link.
    public var markdown: String {
        var lines = ["# " + Markdown.escape(title), "", "**\(Markdown.escape(summary))**", ""]
        lines += about.map { Markdown.escape($0) + "  " }
        for section in sections { lines += ["", "## \(section.title) (\(section.count))", ""] + section.markdownLines }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension ReportPage.Section {
    fileprivate var markdownLines: [String] {
        let explained = count > 0 ? explanation.map { [Markdown.escape($0), ""] } ?? [] : []
        switch content {
        case .none(let sentence): return [Markdown.escape(sentence)]
        case .sentences(let sentences): return explained + sentences.map { "- " + Markdown.escape($0) }
        case .cases(let cases): return explained + cases.flatMap(\.markdownLines)
        case .table(let table): return explained + table.markdownLines
        }
    }
}

extension ReportPage.CaseLine {
    fileprivate var markdownLines: [String] {
        let parts = ["**\(PageText.words(level))**", "**\(Markdown.escape(due.words))**", Markdown.escape(due.when)]
        let middle = parts.joined(separator: " · ")
        var head = "- **\(Markdown.escape(code.name))** · \(middle) · \(Markdown.escape(person))"
        if let shownUnder { head += " · see \(Markdown.escape(shownUnder))" }
        let strong = ([remark].compactMap(\.self) + warnings).map { "  - **\(Markdown.escape($0))**" }
        return [head] + strong + facts.map { "  - \(Markdown.escape($0.label)): \(Markdown.escape($0.text))" }
    }
}

extension ReportPage.Table {
    fileprivate var markdownLines: [String] {
        [columns, columns.map { _ in "---" }].map(Self.row) + rows.map { Self.row($0.map(Markdown.escape)) }
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}

/// Plain text for a place in a Markdown document.
enum Markdown {
    static func escape(_ text: String) -> String {
        var out = ""
        for scalar in PageText.singleLine(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#": out += "\\" + String(scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
