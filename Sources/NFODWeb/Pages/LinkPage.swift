import HTTPTypes
import NFODDaemon
import NFODEngine

/// What the recipient of an alert sees behind its link: the alert again, and a button. Nobody has signed in, so there
/// is nothing on it that the alert did not say.
struct LinkPage {
    let view: AlertLinkView
    let zone: ZoneRules
    let now: Instant

    /// The same for every link that stands for nothing, whyever.
    static let nothing = WebAnswer.html(
        PageShell.page(
            title: "Nothing to take here",
            body: """
                <p>This link is not in use. It may be too old, the response may have ended, or somebody else may have it
                now. Nothing was changed.</p>
                <p><a href="\(SiteURL.home.path)">Sign in to see what there is</a></p>

                """), status: .notFound)

    /// With the button; without it where it was pressed before.
    func asking(_ token: String) -> WebAnswer {
        guard view.usedAt == nil else { return takenBefore }
        let minutes = view.pause.milliseconds / 60_000
        var answer = page(
            "Do you have it?",
            """
            <p>Press the button to say that you have seen this alert and are dealing with it. Reminders rest for \
            \(String(minutes)) minutes. To do more, or to pause longer, sign in.</p>
            <form method="post" action="\(SiteURL.takeByLink(token).path)"><input type="hidden" name="token" \
            value="\(token)"><button>I have it</button></form>

            """)
        answer.takesForms = true
        return answer
    }

    var taken: WebAnswer { page("Thank you, you have it", "<p>\(rest)</p>\n") }

    var takenBefore: WebAnswer {
        page("You have said so already", "<p>Nothing was changed this time. \(rest)</p>\n")
    }

    private var rest: String {
        view.restsUntil.map { "Reminders rest until \(TimePhrase.moment($0, in: zone, now: now))." }
            ?? "Reminders do not rest any more."
    }

    private func page(_ title: String, _ body: HTML) -> WebAnswer {
        let facts = PageShell.facts([
            ("Response", "\(view.code.name)"), ("Alert", "\(view.says)"),
            ("Contact due", "\(TimePhrase.moment(view.contactDueAt, in: zone, now: now))"),
        ])
        let link: HTML =
            "<p><a href=\"\(SiteURL.response(view.code).path)\">Sign in to see the response</a></p>\n"
        return .html(PageShell.page(title: title, body: "\(facts)\(body)\(link)", style: LinkPage.style))
    }

    private static let style: HTML = """
        button { font: inherit; font-weight: bold; min-height: 3rem; padding: .5rem 1.5rem; max-width: 100%; }
        button:focus { outline: 3px solid #111; outline-offset: 2px; background: #ffdd00; color: #111; }

        """
}
