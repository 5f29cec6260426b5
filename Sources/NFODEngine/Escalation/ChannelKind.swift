/// The closed set of ways to tell somebody, as `kind:` of a channel names them. What each takes and promises stands in
/// its row of the table; the rooms that read the configuration and that send both go by it (docs/adding-a-channel.md).
public enum ChannelKind: String, Hashable, Sendable, CaseIterable {
    /// A signed Standard Webhooks POST, for programs.
    case webhook
    /// An adaptive card through a workflow of Microsoft Teams.
    case teams
    /// An incoming webhook of Slack.
    case slack
    /// An incoming webhook of Mattermost.
    case mattermost
    /// An incoming webhook of Rocket.Chat.
    case rocketChat = "rocket-chat"
    /// A push to a telephone through an ntfy server.
    case ntfy
    /// A text message through GOV.UK Notify.
    case notifySMS = "notify-sms"
    /// An e-mail through GOV.UK Notify.
    case notifyEmail = "notify-email"
    /// An e-mail through a mail server.
    case mail

    /// What one kind takes and promises.
    public struct Row: Hashable, Sendable {
        public let kind: ChannelKind
        /// Without any one of these there is no such channel.
        public let required: [ChannelSetting]
        public let optional: [ChannelSetting]
        public let receipt: Receipt
        /// The largest body that the service takes, in bytes.
        public let bodyBytesMax: Int
    }

    /// How one learns that a message has arrived.
    public enum Receipt: String, Hashable, Sendable {
        /// The answer to the request says so, unless `receipt: false` says otherwise of this receiver.
        case byAnswer
        /// The service says so later, where it has a `callbackTokenFile` to say it with; otherwise nobody does.
        case byCallback
        /// Nobody says so: the answer means that the service has it, and no more.
        case none
    }

    public var row: Row { ChannelKind.rows[self] ?? ChannelKind.unknownRow(self) }

    /// One row a kind.
    private static let table = [
        Row(
            kind: .webhook, required: [.url, .secret], optional: [], receipt: .byAnswer, bodyBytesMax: 20_000),
        Row(kind: .teams, required: [.urlFile], optional: [], receipt: .none, bodyBytesMax: 21_000),
        Row(kind: .slack, required: [.urlFile], optional: [], receipt: .none, bodyBytesMax: 13_000),
        Row(kind: .mattermost, required: [.urlFile], optional: [], receipt: .none, bodyBytesMax: 16_000),
        Row(kind: .rocketChat, required: [.urlFile], optional: [], receipt: .none, bodyBytesMax: 5_000),
        Row(
            kind: .ntfy, required: [.url, .addressFile], optional: [.tokenFile], receipt: .none, bodyBytesMax: 4_096),
        Row(
            kind: .notifySMS, required: [.url, .apiKeyFile, .template, .addressFile],
            optional: [.sender, .callbackTokenFile], receipt: .byCallback, bodyBytesMax: 4_096),
        Row(
            kind: .notifyEmail, required: [.url, .apiKeyFile, .template, .addressFile],
            optional: [.sender, .callbackTokenFile], receipt: .byCallback, bodyBytesMax: 8_192),
        Row(
            kind: .mail, required: [.url, .from, .addressFile], optional: [.loginFile], receipt: .none,
            bodyBytesMax: 65_536),
    ]

    private static let rows = Dictionary(table.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })

    private static func unknownRow(_ kind: ChannelKind) -> Row { preconditionFailure("no row for \(kind.rawValue)") }
}
