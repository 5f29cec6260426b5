import NFODEngine

/// An e-mail through a mail server, over TLS. The message is fixed at commit but for the lines that say from whom and
/// to whom. 250 says that the server has it: it gives no receipt.
struct MailChannel: Channel {
    let frame: ChannelFrame
    private let server: MailServer
    private let from: MailAddress
    private let login: OutgoingMail.Login?
    private let addresses: AddressBook

    init(_ setup: ChannelSetup) throws(InvalidChannel) {
        var reader = SetupReader(setup)
        let from = MailChannel.from(&reader)
        let server = MailChannel.server(&reader, greeting: from?.domain ?? "localhost")
        let addresses = reader.addresses(.mail)
        let login = MailChannel.login(&reader)
        guard let server, let from, let addresses, reader.problems.isEmpty else { throw reader.invalid }
        (frame, self.server, self.from) = (setup.frame, server, from)
        (self.login, self.addresses) = (login, addresses)
    }

    /// - Parameter server: for tests of TLS on this machine.
    init(_ setup: ChannelSetup, server: MailServer) throws(InvalidChannel) {
        let channel = try MailChannel(setup)
        (frame, self.server, from) = (channel.frame, server, channel.from)
        (login, addresses) = (channel.login, channel.addresses)
    }

    static func body(_ text: AlertText, _ alert: Alert, _ context: AlertContext) -> [UInt8] {
        MailText(
            subject: text.title, at: alert.at, id: alert.id.name + "@" + domain(context.links),
            lines: text.details + ["", text.link] + (text.taking.map { [$0] } ?? []) + ["", text.team]
        ).bytes
    }

    /// Of the pages, as far as it is one.
    private static func domain(_ links: CaseLinks) -> String {
        let host = links.origin.split(separator: "/").dropFirst().first?.prefix { $0 != ":" } ?? ""
        return MailAddress.isDomain(host) ? String(host) : "nfodd.invalid"
    }

    func reaches(_ recipient: WorkerID) -> Bool { addresses[recipient] != nil }

    func reachesAlone(_ recipient: WorkerID) -> Bool { addresses.isAlone(recipient) }

    func deliver(
        _ message: OutgoingMessage, attemptAt: Instant, over transport: CurlTransport
    ) async -> DeliveryOutcome {
        guard let address = addresses[message.recipient], let to = MailAddress(address.text) else {
            return .permanent(.noAddress)
        }
        let head = Array("From: <\(from.text)>\r\nTo: <\(to.text)>\r\n".utf8)
        let mail = OutgoingMail(
            channel: id, lane: message.lane, server: server, from: from, to: to, login: login,
            content: head + message.body, limits: frame.limits, authorities: frame.authorities)
        return MailChannel.outcome(await transport.mail.send(mail))
    }

    /// RFC 5321: 4xx is for now, 5xx is for good, and then the next channel goes at once.
    static func outcome(_ result: TransportResult) -> DeliveryOutcome {
        guard case .answered(let answer) = result else { return DeliveryOutcome(result) }
        switch answer.status {
        case 250...259: return .delivered(status: answer.status)
        case 500...599: return .permanent(.notAccepted(status: answer.status))
        case 400...499: return .retryable(.answered(status: answer.status), retryAfter: nil)
        default: return .retryable(.answerNotUnderstood(status: answer.status), retryAfter: nil)
        }
    }

    private static func from(_ reader: inout SetupReader) -> MailAddress? {
        let text = reader.text(.from)
        guard !text.isEmpty else { return nil }
        let address = MailAddress(text)
        if address == nil { reader.add(.malformed(.from)) }
        return address
    }

    private static func server(_ reader: inout SetupReader, greeting: String) -> MailServer? {
        let text = reader.text(.url)
        guard !text.isEmpty else { return nil }
        do throws(EndpointURLProblem) {
            let server = try MailServer(text, allowPlainLoopback: reader.setup.allowPlainLoopback, greeting: greeting)
            guard EndpointURL.isHost(server.host, on: reader.setup.hosts) else { throw .hostNotAllowed }
            return server
        } catch {
            reader.add(.url(error))
            return nil
        }
    }

    /// Two lines: name and password.
    private static func login(_ reader: inout SetupReader) -> OutgoingMail.Login? {
        guard let text = reader.optionalText(.loginFile) else { return nil }
        let lines = text.split(whereSeparator: \.isNewline).map { SetupReader.trimmed($0) }
        guard lines.count == 2, lines.allSatisfy({ !$0.isEmpty }) else {
            reader.add(.malformed(.loginFile))
            return nil
        }
        return OutgoingMail.Login(name: HiddenText(lines[0]), password: HiddenText(lines[1]))
    }
}
