import NFODDaemon
import NFODEngine

/// Everything that waits for somebody to say who it is, with what speaks for and against and the buttons that answer;
/// whom the machine has joined; what was said. For the huddle's screen and for paper.
struct ReviewsPage {
    let list: ReviewList
    /// Of whoever looks: only staff answer, and only a coordinator takes apart what nothing asks about.
    let role: Role
    let withNames: Bool

    private var text: PageText { list.text }
    private var mayAnswer: Bool { role == .staff || role == .coordinator }

    var page: HTML {
        let questions: [HTML] = list.questions.map(section)
        let body: HTML = """
            <p>\(summary)</p>
            <p>The time and the alerts of each response run on until somebody has answered.</p>
            \(names)\(questions)\(joined)\(answered)<p><a href="\(SiteURL.home.path)">Start</a></p>

            """
        return PageShell.page(title: "Check who this is", body: body, style: ReviewsPage.style)
    }

    private var summary: String {
        list.questions.isEmpty ? "Nothing to check." : PageText.count(list.questions.count, "question") + " to answer."
    }

    private var names: HTML {
        guard mayAnswer else { return .empty }
        return withNames
            ? "<p><a href=\"\(SiteURL.reviews.path)\">Without names</a></p>\n"
            : "<p><a href=\"\(SiteURL.reviews.path)?names=yes\">With names</a> (that you looked is written down)</p>\n"
    }

    private func section(_ question: HuddleInput.Review) -> HTML {
        let asked = TimePhrase.moment(question.askedAt, in: text.zone, now: list.at)
        let place: HTML =
            question.code.map { ", response <a href=\"\(SiteURL.response($0).path)\">\($0.name)</a>" } ?? .empty
        let rows: [HTML] = question.candidates.map { row($0, of: question) }
        let none = question.candidates.count == 1 ? "No, never ask again" : "None of these, never ask again"
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
            \(form(.separate, String(question.id.number), button: none, version: version(of: question)))
            """
        return PageShell.section("Question \(question.id.number)", body)
    }

    private func row(_ candidate: HuddleInput.Review.Candidate, of question: HuddleInput.Review) -> HTML {
        let evidence = candidate.evidence
        let doubt: HTML =
            evidence.doubt.map { "<br><strong>Not joined by the machine:</strong> \($0)." } ?? .empty
        let weights: [HTML] = evidence.weights.map { "<li>\($0.field.words): \($0.bits.description)</li>" }
        let yes = form(
            .confirm, String(question.id.number), candidate: candidate.person,
            button: "Yes, the same as \(PageText.label(of: candidate.person))", version: version(of: question))
        return """
            <tr><th scope="row">\(text.person(candidate.person))</th>
            <td>\(PageText.sentence(evidence.sentence))\(doubt)\(yes)</td>
            <td>\(evidence.weight)<ul>\(weights)</ul></td></tr>

            """
    }

    private var joined: HTML {
        let since = TimePhrase.moment(list.since, in: text.zone, now: list.at)
        let items: [HTML] = list.joins.map { join in
            let label = PageText.label(of: join.absorbed)
            let apart = form(
                .separate, label, button: "Two people, never ask again", version: list.versions[join.absorbed] ?? 0)
            return "\(join.sentence(text, now: list.at))\(apart)"
        }
        return PageShell.section(
            "Found to be one person",
            "<p>Joined by the machine since \(since).</p>\n\(PageShell.list(items, orElse: "Nobody."))")
    }

    private var answered: HTML {
        let items: [HTML] = list.answers.map { answer in
            let undo = answer.undo.map { form(.undo, $0, button: "Take this back", version: answer.version) } ?? .empty
            return "\(answer.sentence(text, now: list.at))\(undo)"
        }
        return PageShell.section("Said since the last huddle", PageShell.list(items, orElse: "Nothing."))
    }

    private func version(of question: HuddleInput.Review) -> Int64 { list.versions[question.person] ?? 0 }

    /// Nothing for whoever may not send it.
    private func form(
        _ action: ReviewRequest.Action, _ subject: String, candidate: PersonID? = nil, button: String, version: Int64
    ) -> HTML {
        let url = SiteURL.reviewForm(action, subject)
        guard url.allows(role) else { return .empty }
        let usual = action == .undo ? ReviewReason.mistake : .compared
        let reasons: [HTML] = ([usual] + ReviewReason.allCases.filter { $0 != usual }).map {
            "<option value=\"\($0.rawValue)\">\($0.words)</option>"
        }
        let chosen: HTML =
            candidate.map { "<input type=\"hidden\" name=\"candidate\" value=\"\(PageText.label(of: $0))\">" } ?? .empty
        return """
            <form method="post" action="\(url.path)">\(chosen)<input type="hidden" name="version" \
            value="\(String(version))"><input type="hidden" name="names" value="\(withNames ? "yes" : "no")">\
            <label>Why <select name="reason">\(reasons)</select></label> <button>\(button)</button></form>

            """
    }

    private static let style: HTML = """
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding: .25rem 0; }
        th, td { text-align: left; vertical-align: top; border-top: 1px solid #767676; padding: .35rem .5rem .35rem 0; }
        th { overflow-wrap: normal; }
        td ul { margin: .25rem 0; padding-left: 1rem; }
        tr { break-inside: avoid; }
        form { margin: .5rem 0; }
        select, button { font: inherit; min-height: 2.2rem; max-width: 100%; }
        select:focus, button:focus { outline: 3px solid #111; outline-offset: 2px; background: #ffdd00; color: #111; }
        @media print { form { display: none; } }

        """
}
