import NFODEngine

/// A message in one channel of Slack, through an incoming webhook. `ok` says that it stands there, and not that anybody
/// has seen it: it gives no receipt.
struct SlackChannel: PostingChannel {
    let frame: ChannelFrame
    let url: EndpointURL

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        var reader = SetupReader(setup)
        let url = reader.url(.urlFile)
        guard let url, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.url) = (setup.frame, url)
    }

    /// The text stands in notifications and where blocks are not shown.
    static func body(_ text: AlertText) -> [UInt8] {
        let details = text.details + [text.team]
        let section = "*" + escaped(text.title) + "*\n" + details.map(escaped).joined(separator: "\n")
        let button: [String: JSONValue] = [
            "type": .text("button"), "url": .text(text.link),
            "text": .object(["type": .text("plain_text"), "text": .text("Open")]),
        ]
        return JSONValue.object([
            "text": .text(escaped(text.title) + " " + escaped(text.link)),
            "blocks": .list([
                .object([
                    "type": .text("section"), "text": .object(["type": .text("mrkdwn"), "text": .text(section)]),
                ]),
                .object(["type": .text("actions"), "elements": .list([.object(button)])]),
            ]),
        ]).utf8
    }

    func outcome(_ result: TransportResult) -> DeliveryOutcome { DeliveryOutcome(result, isTaken: \.saysOK) }

    /// What Slack reads as its own: `<!channel>` would call everybody.
    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }
}
