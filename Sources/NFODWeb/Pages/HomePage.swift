import NFODDaemon
import NFODEngine

/// The front page: where everything is.
enum HomePage {
    static func page(label: OverdoseLabel) -> HTML {
        let reports: [HTML] = [
            link(.report(.huddle), "Huddle report", "everything since the last huddle"),
            link(.report(.overdue), "Overdue", "the 72 hours are over and nobody has spoken with the person"),
            link(.reviews, "Check who this is", "questions about who somebody is, with what speaks for and against"),
            link(.report(.workload), "Workload", "who has how many responses, and who has room"),
        ]
        let body: HTML = """
            <p>The rapid response to \(label.many).</p>
            \(PageShell.list(reports, orElse: ""))<p>For programs: \
            <a href="\(SiteURL.openAPI.path)">OpenAPI document</a></p>

            """
        return PageShell.page(title: "Rapid response", body: body)
    }

    private static func link(_ url: SiteURL, _ title: String, _ words: String) -> HTML {
        "<a href=\"\(url.path)\">\(title)</a>: \(words)"
    }
}
