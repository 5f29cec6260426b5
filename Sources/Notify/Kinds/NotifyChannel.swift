import NFODEngine

/// A text message or an e-mail through GOV.UK Notify. The words are fixed at commit; number or address, template and
/// token come in with each try. 201 says that Notify will try to deliver it. Whether it arrived Notify says later,
/// where it was given an address and a token to call back with; otherwise there is no receipt.
struct NotifyChannel: PostingChannel {
    let frame: ChannelFrame
    let url: EndpointURL
    private let key: NotifyKey
    private let template: String
    private let sender: String?
    private let addresses: AddressBook
    let callbackTokens: CallbackTokens?

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        let isShort = setup.frame.kind == .notifySMS
        var reader = SetupReader(setup)
        let url = reader.url(.url, path: isShort ? "/v2/notifications/sms" : "/v2/notifications/email")
        let key = NotifyChannel.key(&reader)
        let template = reader.text(.template)
        let addresses = reader.addresses(isShort ? .telephone : .mail)
        let callbackTokens = reader.callbackTokens()
        guard let url, let key, let addresses, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.url, self.key, self.addresses) = (setup.frame, url, key, addresses)
        (self.template, sender) = (template, reader.optionalText(.sender))
        self.callbackTokens = callbackTokens
    }

    private static func key(_ reader: inout SetupReader) -> NotifyKey? {
        let text = reader.text(.apiKeyFile)
        guard !text.isEmpty else { return nil }
        let key = NotifyKey(text)
        if key == nil { reader.add(.malformed(.apiKeyFile)) }
        return key
    }

    /// Each part by itself, so that a template may have its own words around them; `message` is all of it.
    static func body(_ text: AlertText, reference: AlertID) -> [UInt8] {
        form(text, ["subject": .text(text.title), "message": .text(text.plain)], reference)
    }

    /// A text message costs by its length: title, time, of several responses some codes, and one link only. The page by
    /// which it is taken leads on to sign-in.
    static func shortBody(_ text: AlertText, reference: AlertID) -> [UInt8] {
        let parts = [text.title, text.due, text.shortResponses, text.taking ?? text.link]
        let words = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ". ")
        return form(text, ["message": .text(words)], reference)
    }

    private static func form(_ text: AlertText, _ more: [String: JSONValue], _ reference: AlertID) -> [UInt8] {
        let parts: [String: JSONValue] = [
            "case": .text(text.code ?? ""), "title": .text(text.title), "due": .text(text.due ?? ""),
            "ask": .text(text.ask), "link": .text(text.link), "team": .text(text.team),
            "acknowledge": .text(text.acknowledge ?? ""),
        ]
        return JSONValue.object([
            "personalisation": .object(parts.merging(more) { $1 }), "reference": .text(reference.name),
        ]).utf8
    }

    func reaches(_ recipient: WorkerID) -> Bool { addresses[recipient] != nil }

    func reachesAlone(_ recipient: WorkerID) -> Bool { addresses.isAlone(recipient) }

    func headers(
        _ message: OutgoingMessage, attemptAt: Instant
    ) throws(UnsendableMessage) -> [OutgoingRequest.Header?] {
        // Made for each try: Notify takes it for 30 seconds.
        [
            OutgoingRequest.Header.json,
            OutgoingRequest.Header("authorization", "Bearer " + key.token(issuedAt: attemptAt)),
        ]
    }

    func content(_ message: OutgoingMessage) throws(UnsendableMessage) -> [UInt8] {
        guard let address = addresses[message.recipient] else { throw UnsendableMessage(.noAddress) }
        let isShort = kind == .notifySMS
        var envelope: [String: JSONValue] = [
            isShort ? "phone_number" : "email_address": .text(address.text), "template_id": .text(template),
        ]
        envelope[isShort ? "sms_sender_id" : "email_reply_to_id"] = sender.map(JSONValue.text)
        return JSONValue.adding(envelope, to: message.body)
    }

    /// 400 and 403 are about the number, the template or the key, which no repetition mends: the next channel goes at
    /// once. But a token that is refused for its time is as good as the machine's clock, which is set by itself: that
    /// is tried again.
    func outcome(_ result: TransportResult) -> DeliveryOutcome {
        guard case .answered(let answer) = result else { return DeliveryOutcome(result) }
        switch answer.status {
        case 400: return .permanent(.notAccepted(status: 400))
        case 403:
            let words = ServiceAnswer(answer.body)?.errors?.compactMap(\.message) ?? []
            return words.contains { $0.lowercased().contains("clock") }
                ? .retryable(.clockNotTrusted, retryAfter: nil) : .permanent(.notAccepted(status: 403))
        default:
            let outcome = DeliveryOutcome(result) { $0.status == 201 && ServiceAnswer.namesMessage($0) }
            guard callbackTokens != nil, case .delivered(let status) = outcome else { return outcome }
            return .sent(status: status)
        }
    }
}
