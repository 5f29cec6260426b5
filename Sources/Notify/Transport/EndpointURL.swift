internal import CCurl

/// Where a channel delivers to. Read by the same parser that later connects, so that the two cannot disagree about the
/// host. The path and query of a webhook are often its password: they never appear in a description or an error.
public struct EndpointURL: Hashable, Sendable {
    /// The whole URL. Give it to the transport and to nothing else.
    public let text: String
    /// Follows from scheme and development flag; kept with the URL so that the two cannot be mixed up.
    public let addressPolicy: AddressPolicy
    private let scheme: String
    private let host: String

    /// - Parameter allowPlainLoopback: development only; plain http to this machine, and https to it as well.
    /// - Throws: the first thing that is wrong with it. The host is not looked up here: addresses are checked on each
    ///   connection, because what a name resolves to can change.
    public init(_ text: String, allowPlainLoopback: Bool) throws(EndpointURLProblem) {
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .malformed }
        let parts = try URLParts(text, schemes: ["https", "http"])
        let port = parts.port ?? 0
        switch parts.scheme {
        case "https": addressPolicy = allowPlainLoopback ? .publicOrLoopback : .publicOnly
        case "http" where allowPlainLoopback: addressPolicy = .loopbackOnly
        default: throw .schemeNotAllowed
        }
        guard port == (parts.scheme == "https" ? 443 : 80) || port >= 1_024 else { throw .portNotAllowed }
        self.text = text
        scheme = parts.scheme
        host = parts.host.lowercased()
    }

    /// Its host is one of these. As redirects are never followed, an alert goes nowhere else.
    ///
    /// - Parameter hosts: in lower case; `.example.org` stands for all below it. Empty: any host will do.
    public func isOn(_ hosts: [String]) -> Bool { EndpointURL.isHost(host, on: hosts) }

    /// The same for a host alone, in lower case.
    static func isHost(_ host: String, on hosts: [String]) -> Bool {
        hosts.isEmpty || hosts.contains { $0.hasPrefix(".") ? host.hasSuffix($0) : host == $0 }
    }
}

/// Why a URL cannot be an endpoint. Never holds the URL.
public enum EndpointURLProblem: String, Error, Hashable, Sendable {
    /// Not a URL, or with blanks, control or non-ASCII characters in it.
    case malformed
    /// Other than https (or http to this machine in development).
    case schemeNotAllowed
    /// `user@host`: hides the true host from a reader, and puts a password into a place that gets logged.
    case userNotAllowed
    /// A well-known port of another service; allowed are the scheme's own and 1024 upwards.
    case portNotAllowed
    /// Not among the hosts to which the configuration lets alerts go.
    case hostNotAllowed

    /// Stable, for programs.
    public var code: String { rawValue }
}

extension EndpointURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { scheme + "://" + host + "/…" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A URL taken apart by libcurl, so that reader and sender cannot disagree about its host.
struct URLParts {
    let scheme: String
    let host: String
    let port: Int?

    /// - Parameter schemes: those that are allowed.
    init(_ text: String, schemes: Set<String>) throws(EndpointURLProblem) {
        guard let url = curl_url() else { throw .malformed }
        defer { curl_url_cleanup(url) }
        switch curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_DISALLOW_USER)) {
        case CURLUE_OK: break
        case CURLUE_UNSUPPORTED_SCHEME: throw .schemeNotAllowed
        case CURLUE_USER_NOT_ALLOWED: throw .userNotAllowed
        default: throw .malformed
        }
        guard let scheme = URLParts.part(CURLUPART_SCHEME, of: url) else { throw .malformed }
        guard schemes.contains(scheme) else { throw .schemeNotAllowed }
        guard let host = URLParts.part(CURLUPART_HOST, of: url), !host.isEmpty else { throw .malformed }
        self.scheme = scheme
        self.host = host
        port = URLParts.part(CURLUPART_PORT, of: url).flatMap { Int($0) }
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
