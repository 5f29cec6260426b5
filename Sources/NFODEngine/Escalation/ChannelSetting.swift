/// A setting of a channel besides those that all kinds have, by its key in `config/nfodd.yaml`. Which kind takes which
/// stands in the table of ``ChannelKind``.
public enum ChannelSetting: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Where the service is. Nothing secret may stand in it: it is shown at start.
    case url
    /// A file with the key that signs: `whsec_` and base64; two lines while it is being changed.
    case secret
    /// A file with the whole address of an incoming webhook, which is its password.
    case urlFile
    /// A file with an access token.
    case tokenFile
    /// A file with an API key.
    case apiKeyFile
    /// A file with the telephone number, mail address or topic of everybody this channel goes to: `WORKER ADDRESS` a
    /// line, or one address alone, which is then everybody's.
    case addressFile
    /// A file with the name and, on the second line, the password for a mail server.
    case loginFile
    /// A file with the token that the service sends with what it calls back: at least 32 characters; two lines while it
    /// is being changed.
    case callbackTokenFile
    /// Which template of the service is filled in.
    case template
    /// Who it comes from, where the service knows several.
    case sender
    /// The mail address it comes from.
    case from

    /// The setting names a file, whose content is shown to nobody.
    public var isFile: Bool {
        switch self {
        case .secret, .urlFile, .tokenFile, .apiKeyFile, .addressFile, .loginFile, .callbackTokenFile: true
        case .url, .template, .sender, .from: false
        }
    }

    public static func < (left: ChannelSetting, right: ChannelSetting) -> Bool { left.rawValue < right.rawValue }
}
