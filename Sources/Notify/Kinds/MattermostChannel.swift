import NFODEngine

/// A message in one channel of Mattermost, through an incoming webhook. Last levels are urgent and ask to be
/// acknowledged; who has done so stands there and is not told to us: it gives no receipt.
struct MattermostChannel: PostingChannel {
    let frame: ChannelFrame
    let url: EndpointURL

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        var reader = SetupReader(setup)
        let url = reader.url(.urlFile)
        guard let url, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.url) = (setup.frame, url)
    }

    static func body(_ text: AlertText) -> [UInt8] {
        let lines = ["**" + plain(text.title) + "**"] + text.details.map(plain) + ["[Open](\(text.link))", plain(text.team)]
        var members: [String: JSONValue] = ["text": .text(lines.joined(separator: "\n"))]
        if text.urgency == .loudest {
            members["priority"] = .object(["priority": .text("urgent"), "requested_ack": .boolean(true)])
        }
        return JSONValue.object(members).utf8
    }

    func outcome(_ result: TransportResult) -> DeliveryOutcome { DeliveryOutcome(result, isTaken: \.saysOK) }

    /// `<...|...>` is a link and `@all` calls everybody; neither is ever meant. Look-alikes, because pushes to telephones
    /// show escapes as they stand.
    private static func plain(_ text: String) -> String {
        String(
            text.map { character -> Character in
                switch character {
                case "<": "‹"
                case ">": "›"
                case "@": "＠"
                default: character
                }
            })
    }
}
