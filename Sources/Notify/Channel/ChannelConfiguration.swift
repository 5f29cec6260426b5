public import NFODEngine

/// A webhook, as configured. The caller reads the secrets from their files; from here on they are shown to nobody.
public struct ChannelConfiguration: Sendable {
    public let id: ChannelID
    public let kind: ChannelKind
    public let url: EndpointURL
    /// Newest first; two while a secret is being changed.
    public let secrets: [WebhookSecret]
    public let fallback: ChannelID?
    public let limits: TransferLimits
    public let authorities: CertificateAuthorities?

    /// - Parameters:
    ///   - secrets: the text of each secret, as it stands in its file.
    ///   - allowPlainLoopback: development only; see ``EndpointURL``.
    ///   - hosts: where alerts may go at all; see ``EndpointURL/isOn(_:)``.
    /// - Throws: everything that is wrong with it at once.
    public init(
        id: ChannelID, kind: ChannelKind, url: String, secrets: [String], allowPlainLoopback: Bool = false,
        fallback: ChannelID? = nil, limits: TransferLimits = TransferLimits(),
        authorities: CertificateAuthorities? = nil, hosts: [String] = []
    ) throws(InvalidChannel) {
        var problems: [ChannelProblem] = []
        var endpoint: EndpointURL?
        do throws(EndpointURLProblem) {
            endpoint = try EndpointURL(url, allowPlainLoopback: allowPlainLoopback)
        } catch { problems.append(.url(error)) }
        if let endpoint, !endpoint.isOn(hosts) { problems.append(.url(.hostNotAllowed)) }
        var read: [WebhookSecret] = []
        for (index, text) in secrets.enumerated() {
            do throws(WebhookSecretProblem) {
                read.append(try WebhookSecret(text))
            } catch { problems.append(.secret(number: index + 1, error)) }
        }
        if secrets.isEmpty { problems.append(.noSecret) }
        if fallback == id { problems.append(.fallbackIsItself) }
        guard let endpoint, problems.isEmpty else { throw InvalidChannel(id: id, problems: problems) }
        self.id = id
        self.kind = kind
        self.url = endpoint
        self.secrets = read
        self.fallback = fallback
        self.limits = limits
        self.authorities = authorities
    }

    /// The channel itself.
    public func channel() -> WebhookChannel { WebhookChannel(self) }

    var frame: ChannelFrame {
        ChannelFrame(id: id, kind: kind, fallback: fallback, limits: limits, authorities: authorities)
    }
}

extension ChannelConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `worker-1-phone: webhook https://hooks.example.org/…`
    public var description: String { "\(id): \(kind.rawValue) \(url)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id.name, "kind": kind.rawValue]) }
}

/// Everything that is wrong with one channel's configuration; holds neither URL nor secret.
public struct InvalidChannel: Error, Hashable, Sendable {
    public let id: ChannelID
    public let problems: [ChannelProblem]
}

/// One thing that is wrong with a channel's configuration.
public enum ChannelProblem: Hashable, Sendable {
    case url(EndpointURLProblem)
    /// Counted from 1.
    case secret(number: Int, WebhookSecretProblem)
    /// An unsigned alert could be anybody's.
    case noSecret
    case fallbackIsItself
    /// A setting, or the file it names, is not there or empty.
    case missing(ChannelSetting)
    /// It is there and cannot be what it should be.
    case malformed(ChannelSetting)
    /// In the file of addresses.
    case address(AddressBookProblem)

    /// Stable, for programs: `url.portNotAllowed`, `secret.tooShort`, `noSecret` ...
    public var code: String {
        switch self {
        case .url(let problem): "url." + problem.code
        case .secret(_, let problem): "secret." + problem.code
        case .noSecret: "noSecret"
        case .fallbackIsItself: "fallbackIsItself"
        case .missing(let setting): setting.rawValue + ".missing"
        case .malformed(let setting): setting.rawValue + ".malformed"
        case .address(let problem): "addressFile.line\(problem.line)"
        }
    }
}
