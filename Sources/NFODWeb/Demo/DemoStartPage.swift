import Foundation
import NFODDaemon
import NFODEngine

/// Ten lines that say what to look at, and what has happened so far.
struct DemoStartPage {
    let player: DemoPlayer
    let story: DemoStory
    let huddles: HuddleCalendar
    let zone: ZoneRules
    let now: Instant
    let pages: String
    private let scenesShown = 14

    var body: HTML {
        let lines: [HTML] = [
            line(
                huddle, "what everybody needs then: who is new, who to check, what falls due before the next huddle."),
            line(
                thread(.weekend, "A weekend without a huddle"),
                "the 72 hours end on Sunday at 16:00; see who is told next."),
            line(link("/alerts", "The alerts"), "on the team's telephones, each with its signature checked."),
            line(thread(.toldTwice, "Told by two agencies"), "ambulance and police, one overdose, one response."),
            line(
                thread(.misspelled, "A name spelled another way", from: "Fri 09:15"),
                "the huddle report asks a person who it is, while the clock runs."),
            line(
                thread(.toldLate, "Told late", from: "Fri 10:30"), "half a day left: the ladder starts near its top."),
            line(
                thread(.unidentified, "Somebody without a name", from: "Fri 11:20"),
                "a response with a clock and an owner, and no person yet."),
            line(thread(.underAge, "Somebody of sixteen", from: "Fri 11:45"), "another route, another owner."),
            line(
                page("/overdue", "Overdue"),
                "empty on Friday, as it should be; look again between Sunday evening and Monday's huddle."),
            line(page("/workload", "Workload"), "who has how much, who has room, and who is at work."),
        ]
        return """
            <h2>Ten things to look at</h2>
            <ol>
            \(lines)</ol>
            \(scenes)
            """
    }

    /// As the last huddle saw it; before Friday's, as it stands.
    private var huddle: HTML {
        let last = huddles.previousHuddle(before: now + .seconds(1))
        guard last >= story.start else { return page("/huddle", "The huddle report so far, for Friday 09:30") }
        let at = zone.iso8601(last).replacingOccurrences(of: "+", with: "%2B")
        return page("/huddle?at=\(at)", "The huddle report of \(TimePhrase.moment(last, in: zone))")
    }

    private func line(_ what: HTML, _ why: String) -> HTML { "<li>\(what): \(why)</li>\n" }

    private func page(_ path: String, _ words: String) -> HTML { link(pages + path, words) }

    private func link(_ address: String, _ words: String) -> HTML { "<a href=\"\(address)\">\(words)</a>" }

    private func thread(_ thread: DemoThread, _ words: String, from time: String = "Fri 07:00") -> HTML {
        guard let code = player.code(of: thread) else {
            return "<b>\(words)</b> <span class=\"later\">(comes \(time))</span>"
        }
        return page("/c/\(code.name)", words)
    }

    private var scenes: HTML {
        let rows: [HTML] = player.scenes.prefix(scenesShown).map { scene in
            let code: HTML = scene.code.map { page("/c/\($0.name)", $0.name) } ?? .empty
            let refusal: HTML = scene.refusal.map { " <b>Not done: \($0)</b>" } ?? .empty
            let when = TimePhrase.moment(scene.at, in: zone)
            return "<tr><th scope=\"row\">\(when)</th><td>\(scene.caption)\(refusal)</td><td>\(code)</td></tr>\n"
        }
        return """
            <h2>The story so far</h2>
            <table>
            <caption>What happened last, newest first</caption>
            <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Response</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            <p><a href="/?still">Keep this page still</a>: it comes anew every five seconds.</p>

            """
    }
}
