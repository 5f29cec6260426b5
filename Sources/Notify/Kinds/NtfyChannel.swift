import NFODEngine

/// A push to somebody's telephone through an ntfy server, published as JSON: the topic, which is as good as a password,
/// goes in with each try, and no word of the message has to be made fit for a header. The server has it; whether the
/// telephone was on nobody says: it gives no receipt.
struct NtfyChannel: PostingChannel {
    let frame: ChannelFrame
    let url: EndpointURL
    private let topics: AddressBook
    private let token: HiddenText?

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        var reader = SetupReader(setup)
        let url = reader.url(.url)
        let topics = reader.addresses(.topic)
        let token = reader.optionalSecret(.tokenFile)
        guard let url, let topics, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.url, self.topics, self.token) = (setup.frame, url, topics, token)
    }

    /// The button opens the page; it asks for sign-in like every link.
    static func body(_ text: AlertText) -> [UInt8] {
        let button: [String: JSONValue] = [
            "action": .text("view"), "label": .text("Open"), "url": .text(text.link),
        ]
        return JSONValue.object([
            "title": .text(text.title),
            "message": .text((text.details + [text.team]).joined(separator: "\n")),
            "priority": .number(Int64(text.urgency.rawValue)),
            "click": .text(text.link),
            "actions": .list([.object(button)]),
        ]).utf8
    }

    func reaches(_ recipient: WorkerID) -> Bool { topics[recipient] != nil }

    func headers(
        _ message: OutgoingMessage, attemptAt: Instant
    ) throws(UnsendableMessage) -> [OutgoingRequest.Header?] {
        let pass = token.map { [OutgoingRequest.Header("authorization", "Bearer " + $0.text)] } ?? []
        return [OutgoingRequest.Header.json] + pass
    }

    func content(_ message: OutgoingMessage) throws(UnsendableMessage) -> [UInt8] {
        guard let topic = topics[message.recipient] else { throw UnsendableMessage(.noAddress) }
        return JSONValue.adding(["topic": .text(topic.text)], to: message.body)
    }

    /// A page of some proxy is no id.
    func outcome(_ result: TransportResult) -> DeliveryOutcome {
        DeliveryOutcome(result) { $0.status == 200 && ServiceAnswer.namesMessage($0) }
    }
}
