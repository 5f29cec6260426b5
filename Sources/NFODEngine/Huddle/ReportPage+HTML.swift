extension ReportPage {
    /// One self-contained page: no script, nothing fetched from elsewhere, readable from 320 pixels, prints on A4.
    public var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="referrer" content="no-referrer">
        <title>\(title)</title>
        <style>\(ReportPage.style)</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the report</a>
        <header>
        <h1>\(title)</h1>
        <p class="summary">\(summary)</p>
        \(about.map { "<p>\($0)</p>\n" as HTML })</header>
        \(contents)<main id="main" tabindex="-1">
        \(sections.map(\.html))</main>
        </body>
        </html>

        """
    }

    private var contents: HTML {
        guard sections.count > 2 else { return .empty }
        let links: [HTML] = sections.map { "<li><a href=\"#\($0.anchor)\">\($0.title) <b>\($0.count)</b></a></li>\n" }
        return "<nav aria-label=\"Sections\">\n<ul>\n\(links)</ul>\n</nav>\n"
    }
}

extension ReportPage.Section {
    fileprivate var html: HTML {
        let heading: HTML = "<h2 id=\"\(anchor)\">\(title) <span class=\"count\">(\(count))</span></h2>\n"
        let explained: HTML = count > 0 ? explanation.map { "<p>\($0)</p>\n" } ?? .empty : .empty
        return "<section aria-labelledby=\"\(anchor)\">\n\(heading)\(explained)\(listed)</section>\n"
    }

    private var listed: HTML {
        switch content {
        case .none(let sentence): return "<p class=\"none\">\(sentence)</p>\n"
        case .sentences(let sentences):
            return "<ul>\n\(sentences.map { "<li>\($0)</li>\n" as HTML })</ul>\n"
        case .cases(let lines):
            let columns = ["Response", "Time left", "What to know", "Facts"]
            return HTML.table(caption: title, columns: columns, rows: lines.map(\.html), kind: "cases")
        case .table(let table):
            let rows = table.rows.map { HTML.row(table.columns, $0) }
            return HTML.table(caption: title, columns: table.columns, rows: rows, kind: "plain")
        }
    }
}

extension ReportPage.CaseLine {
    fileprivate var html: HTML {
        let priority: HTML = "<span class=\"priority \(level.rawValue)\">\(PageText.words(level))</span>"
        let dueCell: HTML =
            "<span class=\"due \(due.urgency.rawValue)\">\(due.words)</span> <span class=\"when\">\(due.when)</span>"
        return """
            <tr role="row"\(attributes)>
            <th role="rowheader" scope="row">\(priority) <span class="code">\(code.name)</span> \
            <span class="person">\(person)</span></th>
            <td role="cell">\(dueCell)</td>
            <td role="cell">\(knowledge)</td>
            <td role="cell">\(factList)</td>
            </tr>

            """
    }

    /// Only the full line carries the id that the short ones link to.
    private var attributes: HTML {
        shownUnder == nil ? " id=\"case-\(HTML.anchor(code.name))\"" : " class=\"again\""
    }

    /// A short line says nothing here unless its section does: the warnings stand where the case is told in full.
    private var knowledge: HTML {
        let told = [remark].compactMap(\.self) + warnings
        guard told.isEmpty else { return "<ul class=\"warnings\">\(told.map { "<li>\($0)</li>" as HTML })</ul>" }
        return shownUnder == nil ? "<span class=\"nothing\">Nothing to mark.</span>" : .empty
    }

    private var factList: HTML {
        if let shownUnder {
            return "<a href=\"#case-\(HTML.anchor(code.name))\">See \(code.name) under \(shownUnder)</a>"
        }
        return "<ul class=\"facts\">\(facts.map { "<li><b>\($0.label):</b> \($0.text)</li>" as HTML })</ul>"
    }
}

extension HTML {
    /// The roles are said out loud because the narrow layout shows rows as blocks, which would hide them from a reader.
    fileprivate static func table(caption: String, columns: [String], rows: [HTML], kind: String) -> HTML {
        let head: [HTML] = columns.map { "<th role=\"columnheader\" scope=\"col\">\($0)</th>" }
        return """
            <table role="table" class="\(kind)">
            <caption>\(caption), \(PageText.count(rows.count, "row"))</caption>
            <thead role="rowgroup"><tr role="row">\(head)</tr></thead>
            <tbody role="rowgroup">
            \(rows)</tbody>
            </table>

            """
    }

    /// A row of plain cells; each repeats its column's name for the narrow layout.
    fileprivate static func row(_ columns: [String], _ cells: [String]) -> HTML {
        let written: [HTML] = zip(columns, cells).enumerated().map { index, cell in
            let label: HTML = "<span class=\"label\" aria-hidden=\"true\">\(cell.0): </span>"
            return index == 0
                ? "<th role=\"rowheader\" scope=\"row\">\(cell.1)</th>" : "<td role=\"cell\">\(label)\(cell.1)</td>"
        }
        return "<tr role=\"row\">\(written)</tr>\n"
    }
}
