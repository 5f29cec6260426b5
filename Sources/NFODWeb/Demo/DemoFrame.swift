import NFODEngine

/// What all pages of the demo share: the banner, the clock, the way between them.
struct DemoFrame {
    let now: String
    let speed: Int
    let isPlaying: Bool
    /// The pages of the daemon, signed in.
    let pages: String

    func page(title: String, body: HTML) -> HTML {
        let shown: HTML = """
            <p class="notice">DEMO: nobody here is real.</p>
            <div class="clock"><p><b>\(now)</b> <span>simulated: \(pace)</span></p>
            <form method="post" action="\(isPlaying ? DemoURL.pause.path : DemoURL.play.path)">\
            <button>\(isPlaying ? "Pause the clock" : "Let the clock run")</button></form></div>
            <nav aria-label="Demo"><a href="/">What to look at</a> <a href="/alerts">Alerts</a> \
            <a href="\(pages)/huddle">Huddle</a> <a href="\(pages)/overdue">Overdue</a> \
            <a href="\(pages)/workload">Workload</a></nav>
            \(body)
            """
        return PageShell.page(title: title, body: shown, style: DemoFrame.style)
    }

    private var pace: String {
        guard isPlaying else { return "paused" }
        return "\(speed) times as fast as a real clock, an hour in \(DemoFrame.seconds(3_600, speed)) s"
    }

    private static func seconds(_ span: Int, _ speed: Int) -> String {
        let tenths = span * 10 / max(1, speed)
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    /// When something is, as far as the story has got.
    static func time(_ instant: Instant, _ zone: ZoneRules) -> String { TimePhrase.moment(instant, in: zone) }

    private static let style: HTML = """

        body { max-width: 60rem; }
        .notice { background: #ffdd00; color: #111; border: 2px solid #111; padding: .25rem .75rem;
          font-weight: bold; }
        .clock { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin: .5rem 0; }
        .clock p { margin: 0; }
        .clock b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
        button { font: inherit; font-weight: bold; padding: .5rem 1rem; min-height: 44px; color: #fff;
          background: #003c8f; border: 2px solid #003c8f; border-radius: 4px; cursor: pointer; }
        button:focus-visible { outline: 3px solid #111; outline-offset: 2px; background: #ffdd00; color: #111; }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .5rem 0; border-top: 1px solid #767676;
          border-bottom: 1px solid #767676; }
        ol { padding-left: 2rem; }
        ol li { margin: .4rem 0; }
        .later { color: #595959; }
        table { width: 100%; border-collapse: collapse; }
        caption { text-align: left; padding: .25rem 0; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
          border-bottom: 1px solid #767676; overflow-wrap: break-word; }
        thead th { border-bottom: 2px solid #111; }
        tbody th { white-space: nowrap; font-weight: normal; }
        .last { font-weight: bold; border-left: 6px solid #9b0000; padding-left: .4rem; }
        .good { color: #00572b; white-space: nowrap; } .bad { color: #9b0000; font-weight: bold; }
        @media screen and (max-width: 40rem) {
          table, caption, tbody, tr, th, td { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { border-bottom: 2px solid #111; padding: .4rem 0; }
          th, td { border: 0; padding: .1rem 0; }
          tbody th { font-weight: bold; }
        }

        """
}
