import Crypto
import FoundationEssentials
import NFODEngine

/// An API key of GOV.UK Notify: a name, the service's id and the secret, both UUIDs, joined by hyphens. Shows itself to
/// nobody.
struct NotifyKey: Sendable {
    private let service: String
    private let key: SymmetricKey

    /// Nil when the text does not end in two UUIDs.
    init?(_ text: String) {
        let tail = text.suffix(73)
        let (service, secret) = (tail.prefix(36), tail.suffix(36))
        guard tail.count == 73, tail.dropFirst(36).first == "-", text.dropLast(73).last.map({ $0 == "-" }) ?? true,
            NotifyKey.isUUID(service), NotifyKey.isUUID(secret)
        else { return nil }
        self.service = String(service)
        key = SymmetricKey(data: Data(secret.utf8))
    }

    /// A JSON Web Token, HS256 (RFC 7519), that says who we are and when this is.
    func token(issuedAt instant: Instant) -> String {
        let head = #"{"typ":"JWT","alg":"HS256"}"#
        let claims = #"{"iss":"\#(service)","iat":\#(StandardWebhooks.wholeSeconds(instant))}"#
        let signed = NotifyKey.base64URL(Data(head.utf8)) + "." + NotifyKey.base64URL(Data(claims.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: key)
        return signed + "." + NotifyKey.base64URL(Data(code))
    }

    private static func isUUID(_ text: Substring) -> Bool {
        text.utf8.enumerated().allSatisfy { place, byte in
            [8, 13, 18, 23].contains(place)
                ? byte == UInt8(ascii: "-")
                : (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
        }
    }

    /// RFC 4648 section 5, without padding.
    private static func base64URL(_ data: Data) -> String {
        String(
            data.base64EncodedString().compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}

extension NotifyKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "…" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
