public import NFODEngine

/// One channel as configured, of any kind: settings as text, and of files their content. From here on secrets are shown
/// to nobody.
public struct ChannelSetup: Sendable {
    public let frame: ChannelFrame
    /// Development only: plain http or SMTP to this machine.
    public let allowPlainLoopback: Bool
    let values: [ChannelSetting: String]
    /// Where alerts may go at all; see ``EndpointURL/isOn(_:)``.
    let hosts: [String]

    /// - Parameter values: what the row of the kind asks for; of files the text in them.
    public init(
        frame: ChannelFrame, values: [ChannelSetting: String], allowPlainLoopback: Bool = false, hosts: [String] = []
    ) {
        self.frame = frame
        self.values = values
        self.hosts = hosts
        self.allowPlainLoopback = allowPlainLoopback
    }

    /// The channel itself.
    /// - Throws: everything that is wrong with it at once.
    public func channel() throws(InvalidChannel) -> any Channel {
        switch frame.kind {
        case .webhook: try WebhookChannel(self)
        case .teams: try TeamsChannel(self)
        case .slack: try SlackChannel(self)
        case .mattermost: try MattermostChannel(self)
        case .rocketChat: try RocketChatChannel(self)
        case .ntfy: try NtfyChannel(self)
        case .notifySMS, .notifyEmail: try NotifyChannel(self)
        case .mail: try MailChannel(self)
        }
    }
}

extension ChannelSetup: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(frame.id): \(frame.kind.rawValue)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": frame.id.name, "kind": frame.kind.rawValue]) }
}

extension ChannelKind {
    /// The bytes of an alert for channels of this kind: made in the transaction of the event that causes it, stored,
    /// and fixed from then on (rule 36). Pure, and without any secret or setting of a channel: those come in with each
    /// try.
    ///
    /// Of several responses as many are named as fit.
    public func body(_ alert: Alert, _ context: AlertContext) -> [UInt8] {
        var shown = min(alert.gathered.count, AlertText.responsesMax)
        var bytes = body(alert, context, AlertText(alert, context, shown: shown))
        while bytes.count > row.bodyBytesMax, shown > 0 {
            shown -= 1
            bytes = body(alert, context, AlertText(alert, context, shown: shown))
        }
        return bytes
    }

    private func body(_ alert: Alert, _ context: AlertContext, _ text: AlertText) -> [UInt8] {
        switch self {
        case .webhook: WebhookPayload(alert, context).bytes
        case .teams: TeamsChannel.body(text)
        case .slack: SlackChannel.body(text)
        case .mattermost: MattermostChannel.body(text)
        case .rocketChat: RocketChatChannel.body(text)
        case .ntfy: NtfyChannel.body(text)
        case .notifySMS: NotifyChannel.shortBody(text, reference: alert.id)
        case .notifyEmail: NotifyChannel.body(text, reference: alert.id)
        case .mail: MailChannel.body(text, alert, context)
        }
    }
}
