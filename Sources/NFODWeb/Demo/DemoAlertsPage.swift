import NFODEngine

/// The receiver's page: who is told what and when, as it came over the wire.
struct DemoAlertsPage {
    let alerts: [ReceivedAlert]
    let total: Int
    let team: Team
    let zone: ZoneRules
    let pages: String

    var body: HTML {
        """
        <p>What the team's telephones got: real webhooks over loopback, each checked here against its signature. \
        An alert carries a random code, a due time and a link that asks for sign-in, and nothing personal: no name, \
        birth date, address, place or substance.</p>
        <p>This page comes anew every three seconds; <a href="/alerts?still">keep it still</a>.</p>
        \(table)
        """
    }

    private var table: HTML {
        guard !alerts.isEmpty else { return "<p>Nothing has arrived yet. The first come within seconds.</p>\n" }
        let shown = total > alerts.count ? ", the last \(alerts.count) of them" : ""
        let rows: [HTML] = alerts.map(row)
        return """
            <table>
            <caption>\(total) alerts since the start, newest first\(shown)</caption>
            <thead><tr><th scope="col">When</th><th scope="col">Who is told</th><th scope="col">What</th>\
            <th scope="col">Response</th><th scope="col">Signature</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>

            """
    }

    private func row(_ alert: ReceivedAlert) -> HTML {
        let due = alert.contactDueAt.map { "contact due \(TimePhrase.moment($0, in: zone))" } ?? ""
        let response: HTML = alert.code.map { "<a href=\"\(pages)/c/\($0)\">\($0)</a> \(due)" } ?? "about the service"
        let again = alert.times > 1 ? ", came \(alert.times) times" : ""
        let signature: HTML =
            alert.isGenuine
            ? "<span class=\"good\">genuine</span>\(again)" : "<span class=\"bad\">NOT GENUINE</span>\(again)"
        return """
            <tr><th scope="row">\(TimePhrase.moment(alert.at, in: zone))</th><td>\(name(alert.phone))</td>\
            <td>\(what(alert))</td><td>\(response)</td><td>\(signature)</td></tr>

            """
    }

    private func name(_ worker: WorkerID) -> String { team.workers[worker]?.displayName ?? worker.name }

    private func what(_ alert: ReceivedAlert) -> HTML {
        let words =
            switch alert.type {
            case "case.assignment": "A response for you"
            case "case.stand_down": alert.level == "no need to go" ? "No need to go" : "No need to go: \(alert.level)"
            case "case.gathered": "Not reached yet: \(alert.level)"
            case "service.alarm", "service.canary": "About the service: \(alert.level)"
            default: "Not reached yet: \(alert.level)"
            }
        return "\(words)"
    }
}
