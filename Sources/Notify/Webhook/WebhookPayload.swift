public import NFODEngine

/// What a receiver needs besides the alert itself; the same for all channels.
public struct AlertContext: Equatable, Sendable {
    /// Who is speaking: the team's public label from the configuration.
    public let team: String
    public let links: CaseLinks
    /// The how-manieth alert of its case this is, from 1, so that a receiver can put them in order; nil for
    /// an alarm about the service.
    public let order: Int?
    /// In whose local time people are told when something is due.
    public let zone: ZoneRules
    /// Opens the page with the button by which this recipient takes this alert without sign-in; nil where there is
    /// nothing to take. Whoever has it can press it: it goes to the recipient and nowhere else.
    public let acknowledge: String?

    public init(team: String, links: CaseLinks, order: Int?, zone: ZoneRules, acknowledge: String? = nil) {
        self.team = team
        self.links = links
        self.order = order
        self.zone = zone
        self.acknowledge = acknowledge
    }
}

/// Where the pages are, from outside. Every page asks for sign-in, so the link opens nothing by itself.
public struct CaseLinks: Hashable, Sendable {
    private let base: String

    /// - Parameter base: `https://nfod.example.org`, with or without a last slash.
    public init(base: String) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    /// Scheme and host of the pages, without a last slash.
    var origin: String { base }

    /// `https://nfod.example.org/c/K7Q2`; the front page when there is no case.
    public func link(to code: CaseCode?) -> String {
        guard let code else { return base + "/" }
        return base + "/c/" + CaseLinks.escaped(code.name)
    }

    /// `https://nfod.example.org/ack/TOKEN`
    public func acknowledge(_ token: String) -> String { base + "/ack/" + CaseLinks.escaped(token) }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" {
                result.unicodeScalars.append(scalar)
            } else {
                result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}

/// The body of one alert: made once, at commit, stored, signed and sent byte for byte on every try (rule 36).
///
/// Thin (rule 35): the case's random code, a due time, the level's and the team's name, a link that asks for sign-in,
/// and one that takes this alert and shows no more than it says. There is no field through which anything about a
/// person could come in; do not add one.
public struct WebhookPayload: Hashable, Sendable {
    /// JSON `{data, timestamp, type}`, keys sorted, no blanks, UTF-8.
    public let bytes: [UInt8]

    public init(_ alert: Alert, _ context: AlertContext) {
        let zone = ZoneRules.utc
        var data: [String: JSONValue] = [
            "acknowledge": context.acknowledge.map { .text($0) } ?? .null,
            "alert": .text(alert.id.name),
            "case": alert.code.map { .text($0.name) } ?? .null,
            "contactDueAt": alert.contactDueAt.map { .text(zone.iso8601($0)) } ?? .null,
            "level": .text(alert.level),
            "link": .text(context.links.link(to: alert.code)),
            "order": context.order.map { .number(Int64($0)) } ?? .null,
            "team": .text(context.team),
        ]
        if alert.kind == .gathered { data["responses"] = .list(alert.gathered.map(WebhookPayload.response)) }
        let payload = JSONValue.object([
            "data": .object(data),
            "timestamp": .text(zone.iso8601(alert.at)),
            "type": .text(WebhookPayload.type(of: alert.kind)),
        ])
        bytes = payload.utf8
    }

    private static func response(_ alert: GatheredAlert) -> JSONValue {
        .object([
            "alert": .text(alert.alert.name), "case": .text(alert.code.name),
            "contactDueAt": .text(ZoneRules.utc.iso8601(alert.contactDueAt)), "level": .text(alert.says),
        ])
    }

    /// Standard Webhooks: letters, digits, `_` and `.`, from the general to the particular. Receivers sort by it; it
    /// never changes.
    public static func type(of kind: Alert.Kind) -> String {
        switch kind {
        case .escalation: "case.escalation"
        case .gathered: "case.gathered"
        case .assignment: "case.assignment"
        case .standDown: "case.stand_down"
        case .alarm: "service.alarm"
        case .canary: "service.canary"
        }
    }
}
