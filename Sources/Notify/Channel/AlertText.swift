import NFODEngine

/// An alert in plain words, for channels that people read: the case's code, what is asked, by when in local time, and a
/// link that asks for sign-in. Nothing else comes in (rule 35). The same for all of them; each dresses it its own way.
struct AlertText: Hashable, Sendable {
    /// `K7Q2`; nil for what belongs to no case.
    let code: String?
    /// `Case K7Q2: duty manager, last 12 hours`
    let title: String
    /// `Contact due Thu 4 Mar 08:00`; nil where there is no such time, or nobody needs to keep it any more.
    let due: String?
    /// What the reader is asked to do.
    let ask: String
    /// Of a message for several responses one line each, soonest due first, and how many more there are.
    let responses: [String]
    let link: String
    /// Opens the page with the button by which the recipient takes it without sign-in; nil where there is nothing to
    /// take. For channels that one person reads alone: in a chat room anybody could take it in another's name.
    let acknowledge: String?
    let team: String
    /// The same in a few characters: `K7Q2, M3P8, and 3 more`; empty where it is about one.
    let shortResponses: String
    let urgency: Urgency

    /// How loud it is.
    enum Urgency: Int, Hashable, Sendable {
        case quiet = 3
        case loud = 4
        case loudest = 5
    }

    /// A level's or a team's name is as long as the configuration makes it.
    private static let charactersMax = 200
    /// So many responses are named at most: a longer list nobody reads, and some services cut it.
    static let responsesMax = 25

    /// - Parameter shown: so many responses have a line, where it is about several.
    init(_ alert: Alert, _ context: AlertContext, shown: Int = responsesMax) {
        let level = AlertText.line(alert.level)
        code = alert.code.map { AlertText.line($0.name) }
        title =
            if let code {
                "Case \(code): \(level)"
            } else {
                switch alert.kind {
                case .alarm: "The service: \(level)"
                case .gathered: level
                case .canary: "Test of this channel: \(level)"
                default: "All cases: \(level)"
                }
            }
        let dueWords = alert.kind == .gathered ? "First due " : "Contact due "
        due =
            alert.kind == .standDown
            ? nil : alert.contactDueAt.map { dueWords + TimePhrase.moment($0, in: context.zone) }
        responses = AlertText.list(alert.gathered, shown: shown) { response in
            let moment = TimePhrase.moment(response.contactDueAt, in: context.zone)
            return "\(response.code): \(AlertText.line(response.says, atMost: 60)), due \(moment)"
        }
        shortResponses = AlertText.list(alert.gathered, shown: min(shown, 5), \.code.name).joined(separator: ", ")
        ask = AlertText.ask(alert)
        link = context.links.link(to: alert.code)
        acknowledge = context.acknowledge
        team = AlertText.line(context.team)
        urgency = alert.isLastLevel ? .loudest : [.standDown, .canary].contains(alert.kind) ? .quiet : .loud
    }

    /// What stands below the title.
    var details: [String] { [due, ask].compactMap(\.self).map { $0 + "." } + responses }

    /// A line with the link by which the recipient takes it.
    var taking: String? { acknowledge.map { AlertText.taken + ": " + $0 } }

    /// What its recipient says by taking it.
    static let taken = "I have it"

    /// Everything, for a channel without any form that one person reads.
    var plain: String { ([title] + details + [link, taking, team].compactMap(\.self)).joined(separator: "\n") }

    private static func ask(_ alert: Alert) -> String {
        switch alert.kind {
        case .gathered: "Open each and say that you have it"
        case .escalation where alert.code == nil: "Open the list and look at each"
        case .escalation: "Open it and say that you have it"
        case .assignment: "Open it and accept it, or hand it back"
        case .standDown: "Open it if you are not sure why"
        case .alarm: "Open the page and see what is to be done"
        case .canary: "Nothing is to be done"
        }
    }

    private static func list(
        _ responses: [GatheredAlert], shown: Int, _ words: (GatheredAlert) -> String
    ) -> [String] {
        let more = responses.count - shown
        return responses.prefix(shown).map { line(words($0)) } + (more > 0 ? ["and \(more) more"] : [])
    }

    /// One line of text, whatever the configuration holds.
    private static func line(_ text: String, atMost charactersMax: Int = charactersMax) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format: " "
            default: scalar
            }
        }
        let line = String(String.UnicodeScalarView(scalars))
        return line.count <= charactersMax ? line : line.prefix(charactersMax - 1) + "…"
    }
}
