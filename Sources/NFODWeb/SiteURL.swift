import NFODDaemon
import NFODEngine

/// Every address this service answers: requests are matched against it, pages link with it, and the OpenAPI document
/// lists it. No address holds anything personal (rule 35): a case goes by its random code.
enum SiteURL: Hashable, Sendable {
    case home
    case report(ReportKind)
    /// The page that alerts link to.
    case response(CaseCode)
    case health, ready
    /// For Prometheus.
    case metrics
    case openAPI
    case notifications
    case reportData(ReportKind)
    case responseData(CaseCode)
    case command(CaseRequest.Action, CaseCode)
    /// When the huddle meets.
    case huddles
    case huddleCommand(HuddleRequest.Action)
    /// Questions about who somebody is.
    case reviews, reviewsData
    /// About a question, a person or a notification.
    case reviewCommand(ReviewRequest.Action, String)
    /// The same, from the form of a page.
    case reviewForm(ReviewRequest.Action, String)
    /// Who works, who is on duty, what that leaves open; and what is said about it.
    case roster, rosterCommand(RosterRequest.Action)
    /// Alerts that were given up; having them tried again.
    case outbox, outboxRetry
    /// The page by which the recipient of one alert takes it without sign-in, and what its button sends to.
    case acknowledgement(String), takeByLink(String)
    /// Where GOV.UK Notify says whether a message arrived that it took over a channel.
    case notifyCallback(ChannelID)

    typealias ReportKind = ReportRequest.Kind

    /// Stands for any code where an address is described and not used.
    static let anyCode = CaseCode("{code}")
    static let anySubject = "{subject}"
    static let anyToken = "{token}"
    static let anyChannel = "{channel}"

    /// Every address once, case codes as ``anyCode``.
    static let all: [SiteURL] =
        [.home, .response(anyCode), .health, .ready, .metrics, .openAPI, .notifications, .responseData(anyCode)]
        + ReportKind.allCases.flatMap { [.report($0), .reportData($0)] }
        + CaseRequest.Action.commands.map { .command($0, anyCode) }
        + [.huddles] + HuddleRequest.Action.allCases.map { .huddleCommand($0) } + [.reviews, .reviewsData]
        + ReviewRequest.Action.allCases.flatMap { [.reviewCommand($0, anySubject), .reviewForm($0, anySubject)] }
        + [.roster] + RosterRequest.Action.allCases.map { .rosterCommand($0) } + [.outbox, .outboxRetry]
        + [.acknowledgement(anyToken), .takeByLink(anyToken), .notifyCallback(ChannelID(anyChannel))]

    /// As it stands in a link, a request and the OpenAPI document.
    var path: String {
        switch self {
        case .home: "/"
        case .report(let kind): "/\(kind.rawValue)"
        case .response(let code): "/c/\(code.name)"
        case .health: "/healthz"
        case .ready: "/readyz"
        case .metrics: "/metrics"
        case .openAPI: "/openapi.json"
        case .notifications: "/api/v1/notifications"
        case .reportData(let kind): "/api/v1/report/\(kind.rawValue)"
        case .responseData(let code): "/api/v1/cases/\(code.name)"
        case .command(let action, let code): "/api/v1/cases/\(code.name)/\(action.inAddresses)"
        case .huddles: "/api/v1/huddles"
        case .huddleCommand(let action): "/api/v1/huddles/\(action.inAddresses)"
        case .reviews: "/reviews"
        case .reviewsData: "/api/v1/reviews"
        case .reviewCommand(let action, let subject): "/api/v1/reviews/\(subject)/\(action.rawValue)"
        case .reviewForm(let action, let subject): "/reviews/\(subject)/\(action.rawValue)"
        case .roster: "/api/v1/roster"
        case .rosterCommand(let action): "/api/v1/roster/\(action.rawValue.inAddresses)"
        case .outbox: "/api/v1/outbox"
        case .outboxRetry: "/api/v1/outbox/retry"
        case .acknowledgement(let token): "/ack/\(token)"
        case .takeByLink(let token): "/ack/\(token)/taken"
        case .notifyCallback(let channel): "/callbacks/notify/\(channel.name)"
        }
    }

    /// The same address without a code, for logs and for the names of stored answers.
    var template: String {
        switch self {
        case .acknowledgement, .takeByLink: with(SiteURL.anyToken).path
        case .notifyCallback: with(SiteURL.anyChannel).path
        default: with(isAboutReview ? SiteURL.anySubject : SiteURL.anyCode.name).path
        }
    }

    /// What an alert's link carries in the place of a sign-in.
    var linkToken: String? {
        switch self {
        case .acknowledgement(let token), .takeByLink(let token): token
        default: nil
        }
    }

    /// What a human says about who somebody is.
    var isAboutReview: Bool {
        switch self {
        case .reviewCommand, .reviewForm: true
        default: false
        }
    }

    /// Nil for an address that does not exist.
    init?(path: String) {
        let asked = path.split(separator: "/", omittingEmptySubsequences: false)
        for (url, parts) in SiteURL.parts where parts.count == asked.count {
            let pairs = zip(parts, asked)
            guard pairs.allSatisfy({ $0.hasPrefix("{") ? SiteURL.canBe($1, in: $0) : $0 == $1 }) else { continue }
            let code = pairs.first { $0.0.hasPrefix("{") }?.1
            self = code.map { url.with(String($0)) } ?? url
            return
        }
        return nil
    }

    /// What a code, a token or a channel's name can look like at all; anything else is no address.
    private static func canBe(_ text: Substring, in place: Substring) -> Bool {
        (1...(place == SiteURL.anyCode.name || place == SiteURL.anySubject ? 32 : 64)).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || (place == SiteURL.anyChannel && byte == UInt8(ascii: "-"))
            }
    }

    private static let parts = all.map { ($0, $0.path.split(separator: "/", omittingEmptySubsequences: false)) }

    private func with(_ code: String) -> SiteURL {
        switch self {
        case .response: .response(CaseCode(code))
        case .responseData: .responseData(CaseCode(code))
        case .command(let action, _): .command(action, CaseCode(code))
        case .reviewCommand(let action, _): .reviewCommand(action, code)
        case .reviewForm(let action, _): .reviewForm(action, code)
        case .acknowledgement: .acknowledgement(code)
        case .takeByLink: .takeByLink(code)
        case .notifyCallback: .notifyCallback(ChannelID(code))
        default: self
        }
    }
}

extension SiteURL {
    enum Method: String { case get = "GET", post = "POST" }

    /// GET never changes anything.
    var method: Method {
        switch self {
        case .notifications, .command, .huddleCommand, .reviewCommand, .reviewForm, .rosterCommand,
            .outboxRetry, .takeByLink, .notifyCallback:
            .post
        default: .get
        }
    }

    /// Answers without a token; says nothing about anybody.
    var isOpen: Bool { self == .health || self == .ready || linkToken != nil }

    /// Who may use it. What is not named here is refused.
    func allows(_ role: Role) -> Bool {
        switch (self, role == .coordinator ? .staff : role) {
        case (.command(.keepTrying, _), _), (.command(.notToday, _), _), (.huddleCommand, _): role == .coordinator
        // Whoever knows the person may answer a question; to join or take apart unasked is the coordinator's.
        case (.reviewCommand(_, let subject), _) where Int64(subject) == nil: role == .coordinator
        case (.reviewForm(_, let subject), _) where Int64(subject) == nil: role == .coordinator
        // The coordinator's: what is said here decides who is told.
        case (.rosterCommand, _): role == .coordinator
        case (.outboxRetry, _): role == .coordinator
        case (.outbox, .staff): true
        case (.roster, .staff), (.roster, .reader): true
        case (.health, _), (.ready, _), (.openAPI, _): true
        case (.metrics, .metrics), (.metrics, .staff): true
        case (.notifications, .source): true
        case (.home, .staff), (.report, .staff), (.response, .staff), (.reportData, .staff), (.responseData, .staff):
            true
        case (.home, .reader), (.report, .reader), (.response, .reader), (.reportData, .reader): true
        case (.responseData, .reader): true
        case (.command, .staff), (.reviewCommand, .staff), (.reviewForm, .staff): true
        case (.huddles, .staff), (.huddles, .reader): true
        case (.reviews, .staff), (.reviewsData, .staff), (.reviews, .reader), (.reviewsData, .reader): true
        default: false
        }
    }
}

extension CaseRequest.Action {
    /// Everything that changes a case; `show` is a GET.
    static let commands = allCases.filter { $0 != .show }

    /// `handBack` is `hand-back` in an address.
    var inAddresses: String { rawValue.inAddresses }
}

extension HuddleRequest.Action {
    /// As above.
    var inAddresses: String { rawValue.inAddresses }
}

extension String {
    fileprivate var inAddresses: String {
        reduce(into: "") { text, letter in
            text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
    }
}
