import NFODDaemon
import NFODEngine

/// Everything that waits for somebody to say who it is, with what speaks for and against; and whom the machine has
/// joined. For the huddle's screen and for paper.
struct ReviewsPage {
    let list: ReviewList

    private var text: PageText { list.text }

    var page: HTML {
        let questions: [HTML] = list.questions.map(section)
        let body: HTML = """
            <p>\(summary)</p>
            <p>The time and the alerts of each response run on until somebody has answered.</p>
            \(questions)\(joined)<p><a href="\(SiteURL.home.path)">Start</a></p>

            """
        return PageShell.page(title: "Check who this is", body: body, style: ReviewsPage.style)
    }

    private var summary: String {
        list.questions.isEmpty ? "Nothing to check." : PageText.count(list.questions.count, "question") + " to answer."
    }

    private func section(_ question: HuddleInput.Review) -> HTML {
        let asked = TimePhrase.moment(question.askedAt, in: text.zone, now: list.at)
        let place: HTML =
            question.code.map { ", response <a href=\"\(SiteURL.response($0).path)\">\($0.name)</a>" } ?? .empty
        let rows: [HTML] = question.candidates.map { row($0, of: question) }
        let body: HTML = """
            <p>\(text.person(question.person))\(place), told by \(text.source(question.source)), asked \(asked). \
            Is this the same person as one of these?</p>
            <table>
            <caption>Who it might be, the likeliest first</caption>
            <thead><tr><th scope="col">Person</th><th scope="col">What agrees, what does not, what is missing</th>\
            <th scope="col">Weight</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            <p>None of these? <code>nfodd review separate \(question.id.description)</code></p>

            """
        return PageShell.section("Question \(question.id.number)", body)
    }

    private func row(_ candidate: HuddleInput.Review.Candidate, of question: HuddleInput.Review) -> HTML {
        let evidence = candidate.evidence
        let label = PageText.label(of: candidate.person)
        let doubt: HTML =
            evidence.doubt.map { "<br><strong>Not joined by the machine because</strong> \($0)." } ?? .empty
        let weights: [HTML] = evidence.weights.map { "<li>\($0.field.words): \($0.bits.description)</li>" }
        return """
            <tr><th scope="row">\(text.person(candidate.person))</th>
            <td>\(PageText.sentence(evidence.sentence))\(doubt)<br>\
            The same? <code>nfodd review confirm \(question.id.description) --candidate \(label)</code></td>
            <td>\(evidence.weight)<ul>\(weights)</ul></td></tr>

            """
    }

    private var joined: HTML {
        let since = TimePhrase.moment(list.since, in: text.zone, now: list.at)
        let items: [HTML] = list.joins.map { join in
            """
            \(join.sentence(text, now: list.at))<br>Two people after all? \
            <code>nfodd review separate \(PageText.label(of: join.absorbed))</code>
            """
        }
        return PageShell.section(
            "Found to be one person",
            "<p>Joined by the machine since \(since).</p>\n\(PageShell.list(items, orElse: "Nobody."))")
    }

    private static let style: HTML = """
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding: .25rem 0; }
        th, td { text-align: left; vertical-align: top; border-top: 1px solid #767676; padding: .35rem .5rem .35rem 0; }
        td ul { margin: .25rem 0; padding-left: 1rem; }
        code { background: #f0f0f0; padding: 0 .2rem; }
        tr { break-inside: avoid; }

        """
}
