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
        var members: [String: JSONValue] = ["text": .text(ChatText.markdown(text, bold: "**"))]
        if text.urgency == .loudest {
            members["priority"] = .object(["priority": .text("urgent"), "requested_ack": .boolean(true)])
        }
        return JSONValue.object(members).utf8
    }

    func outcome(_ result: TransportResult) -> DeliveryOutcome { DeliveryOutcome(result, isTaken: \.saysOK) }
}
