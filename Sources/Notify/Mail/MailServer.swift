internal import CCurl

/// A mail server: `smtps://host` (TLS from the first byte) or `smtp://host` (STARTTLS, and nothing is said without it).
/// Unencrypted only to this machine, in development.
struct MailServer: Hashable, Sendable {
    /// The whole URL, with the name that we greet the server by as its path.
    let text: String
    let scheme: String
    let host: String
    let addressPolicy: AddressPolicy
    let needsTLS: Bool

    /// - Parameters:
    ///   - allowPlainLoopback: development only; `smtp` to this machine without TLS, and `smtps` to it as well.
    ///   - greeting: a domain; libcurl would tell this machine's own name.
    init(_ text: String, allowPlainLoopback: Bool, greeting: String) throws(EndpointURLProblem) {
        try self.init(
            text, addressPolicy: allowPlainLoopback ? .publicOrLoopback : .publicOnly, needsTLS: true,
            greeting: greeting)
        guard allowPlainLoopback, scheme == "smtp" else { return }
        self = try MailServer(text, addressPolicy: .loopbackOnly, needsTLS: false, greeting: greeting)
    }

    /// For tests of TLS on this machine.
    init(
        _ text: String, addressPolicy: AddressPolicy, needsTLS: Bool, greeting: String
    ) throws(EndpointURLProblem) {
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), MailAddress.isDomain(greeting) else {
            throw .malformed
        }
        let parts = try URLParts(text, schemes: ["smtp", "smtps"])
        let port = parts.port ?? 0
        guard [25, 465, 587].contains(port) || port >= 1_024 else { throw .portNotAllowed }
        self.text = "\(parts.scheme)://\(parts.host):\(port)/\(greeting)"
        scheme = parts.scheme
        host = parts.host.lowercased()
        self.addressPolicy = addressPolicy
        self.needsTLS = needsTLS
    }
}

extension MailServer: CustomStringConvertible {
    var description: String { scheme + "://" + host }
}
