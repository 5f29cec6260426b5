public import NFODEngine
import NFODStore

/// Which alerts a person wants tried again: by name, or all that were tried in vain of a case, of a channel, or at all.
/// Exactly one of them is said.
public struct OutboxRequest: Codable, Hashable, Sendable {
    /// Ids, as `nfodd outbox list` names them.
    public var alerts: [String]
    /// A case's code.
    public var response: String?
    public var channel: String?
    public var all: Bool

    public init(alerts: [String] = [], response: String? = nil, channel: String? = nil, all: Bool = false) {
        self.alerts = alerts
        self.response = response
        self.channel = channel
        self.all = all
    }

    /// So many at once: nothing that falls due is to wait long for a person's command.
    public static let most = 200

    /// The request, with every field read.
    enum Read {
        case alerts([AlertID])
        case response(CaseCode)
        case channel(ChannelID)
        case all
    }

    /// - Parameter channels: those of the configuration; over no other can anything be sent.
    /// - Throws: ``InvalidInput`` with what is wrong.
    func read(channels: Set<ChannelID>) throws(InvalidInput) -> Read {
        var said: [Read] = []
        if !alerts.isEmpty { said.append(.alerts(alerts.map { AlertID($0) })) }
        if let response { said.append(.response(CaseCode(response))) }
        if let channel { said.append(.channel(ChannelID(channel))) }
        if all { said.append(.all) }
        guard let read = said.first, said.count == 1 else {
            let expected = "one of alerts, case, channel and all, and only one"
            throw InvalidInput([.init(field: "", code: said.isEmpty ? "missing" : "tooMany", expected: expected)])
        }
        if case .alerts(let alerts) = read, alerts.count > OutboxRequest.most {
            throw InvalidInput([.init(field: "alerts", code: "tooMany", expected: "\(OutboxRequest.most) at most")])
        }
        if case .channel(let channel) = read, !channels.contains(channel) {
            let known = channels.map(\.name).sorted().joined(separator: ", ")
            throw InvalidInput([.init(field: "channel", code: "unknown", expected: "one of " + known)])
        }
        return read
    }
}

/// What came of it.
public struct OutboxOutcome: Hashable, Sendable {
    public internal(set) var retried: [AlertID] = []
    /// Given up, and taken off the list now because nobody needs to hear it any more.
    public internal(set) var notNeeded: [NotNeeded] = []
    /// More than one command takes.
    public internal(set) var isMore = false

    public struct NotNeeded: Hashable, Sendable {
        public let alert: AlertID
        public let why: RetryBar
    }

    /// For programs.
    public var json: JSONValue {
        let barred: [JSONValue] = notNeeded.map {
            .object([
                "alert": .string($0.alert.name), "code": .string($0.why.rawValue),
                "text": .string(Wording().text($0.why)),
            ])
        }
        return .object([
            "retried": .strings(retried.map(\.name)), "notNeeded": .array(barred), "more": .bool(isMore),
        ])
    }

    /// For people at a terminal.
    var text: String {
        var lines = [retried.isEmpty ? "nothing to try again" : "tried again now: \(retried.count)"]
        lines += retried.map { "  \($0)" }
        if !notNeeded.isEmpty { lines.append("not needed any more, and off the list: \(notNeeded.count)") }
        lines += notNeeded.map { "  \($0.alert): \(Wording().text($0.why))" }
        if isMore { lines.append("there are more: give the command again") }
        return lines.joined(separator: "\n")
    }
}
