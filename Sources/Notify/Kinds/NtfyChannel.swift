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

    /// One button opens the page, which asks for sign-in like every link; the other takes the alert, where its
    /// recipient can.
    static func body(_ text: AlertText) -> [UInt8] {
        let open = JSONValue.object([
            "action": .text("view"), "label": .text("Open"), "url": .text(text.link),
        ])
        let take = text.acknowledge.map(taking)
        return JSONValue.object([
            "title": .text(text.title),
            "message": .text((text.details + [text.team]).joined(separator: "\n")),
            "priority": .number(Int64(text.urgency.rawValue)),
            "click": .text(text.link),
            "actions": .list([take, open].compactMap(\.self)),
        ]).utf8
    }

    /// What the button of the page behind the link sends; the push goes away when it was taken.
    private static func taking(_ acknowledge: String) -> JSONValue {
        let token = acknowledge.split(separator: "/").last ?? ""
        return .object([
            "action": .text("http"), "label": .text(AlertText.taken), "url": .text(acknowledge + "/taken"),
            "method": .text("POST"), "body": .text("token=\(token)"),
            "headers": .object(["Content-Type": .text("application/x-www-form-urlencoded")]), "clear": .boolean(true),
        ])
    }

    func reaches(_ recipient: WorkerID) -> Bool { topics[recipient] != nil }

    func reachesAlone(_ recipient: WorkerID) -> Bool { topics.isAlone(recipient) }

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
