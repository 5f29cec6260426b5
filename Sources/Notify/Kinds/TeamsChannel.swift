import NFODEngine

/// An adaptive card in Microsoft Teams, through a workflow "When a Teams webhook request is received". Its answer says
/// that the card is in a queue, and nobody ever says more: it gives no receipt.
struct TeamsChannel: PostingChannel {
    let frame: ChannelFrame
    /// Holds the workflow's signature.
    let url: EndpointURL

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        var reader = SetupReader(setup)
        let url = reader.url(.urlFile)
        guard let url, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.url) = (setup.frame, url)
    }

    /// Only what version 1.4 of the card knows, which all of Teams' programs show.
    static func body(_ text: AlertText) -> [UInt8] {
        let card: [String: JSONValue] = [
            "$schema": .text("http://adaptivecards.io/schemas/adaptive-card.json"),
            "type": .text("AdaptiveCard"),
            "version": .text("1.4"),
            "body": .list(
                [title(text)] + text.details.map { block($0) } + [block(text.team, ["isSubtle": .boolean(true)])]),
            "actions": .list([
                .object(["type": .text("Action.OpenUrl"), "title": .text("Open"), "url": .text(text.link)])
            ]),
        ]
        let attachment: [String: JSONValue] = [
            "contentType": .text("application/vnd.microsoft.card.adaptive"), "contentUrl": .null,
            "content": .object(card),
        ]
        return JSONValue.object(["type": .text("message"), "attachments": .list([.object(attachment)])]).utf8
    }

    private static func title(_ text: AlertText) -> JSONValue {
        var look: [String: JSONValue] = ["weight": .text("Bolder"), "size": .text("Medium")]
        if text.urgency == .loudest { look["color"] = .text("Attention") }
        return block(text.title, look)
    }

    private static func block(_ words: String, _ look: [String: JSONValue] = [:]) -> JSONValue {
        .object(["type": .text("TextBlock"), "text": .text(words), "wrap": .boolean(true)].merging(look) { $1 })
    }
}
