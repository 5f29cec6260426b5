import NFODEngine

/// A message in one room of Rocket.Chat, through an incoming webhook. The answer says that it stands there, and not
/// that anybody has seen it: it gives no receipt.
struct RocketChatChannel: PostingChannel {
    let frame: ChannelFrame
    let url: EndpointURL

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        var reader = SetupReader(setup)
        let url = reader.url(.urlFile)
        guard let url, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.url) = (setup.frame, url)
    }

    static func body(_ text: AlertText) -> [UInt8] {
        JSONValue.object(["text": .text(ChatText.markdown(text, bold: "*"))]).utf8
    }

    func outcome(_ result: TransportResult) -> DeliveryOutcome {
        DeliveryOutcome(result) { $0.status == 200 && ServiceAnswer($0.body)?.success == true }
    }
}
