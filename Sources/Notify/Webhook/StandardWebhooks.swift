import Crypto
import FoundationEssentials
public import NFODEngine

/// Signing and checking by Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`.
public enum StandardWebhooks {
    /// The names of the three headers.
    public static let idHeader = "webhook-id"
    public static let timestampHeader = "webhook-timestamp"
    public static let signatureHeader = "webhook-signature"

    /// How far a try's timestamp may be from the receiver's clock, as the published libraries have it.
    public static let tolerance = Span.minutes(5)

    /// An identifier that cannot be mistaken for another part of what is signed: letters, digits, `-` and `_`.
    public struct MessageID: Hashable, Sendable {
        public let text: String

        /// Nil for anything with another character in it, or nothing.
        public init?(_ text: String) {
            let legal = text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            guard legal, !text.isEmpty else { return nil }
            self.text = text
        }
    }

    /// The value of `webhook-signature`: one signature for each secret, so that a receiver may change over at leisure.
    ///
    /// - Parameters:
    ///   - attemptAt: when this try is made, to the second; differs from try to try while the body does not.
    ///   - secrets: newest first.
    public static func sign(
        id: MessageID, attemptAt: Instant, body: [UInt8], secrets: [WebhookSecret]
    ) -> String {
        let signed = signedBytes(id.text, String(wholeSeconds(attemptAt)), body)
        return secrets.map { secret in
            "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: secret.key)).base64EncodedString()
        }.joined(separator: " ")
    }

    /// The receiver's side: one of the signatures was made with `secret` and the try is recent. Compares in constant
    /// time.
    public static func verify(
        id: String?, timestamp: String?, signature: String?, body: [UInt8], secret: WebhookSecret, now: Instant
    ) throws(WebhookRejection) {
        guard let id, !id.isEmpty else { throw .headerMissing(idHeader) }
        guard let timestamp, !timestamp.isEmpty else { throw .headerMissing(timestampHeader) }
        guard let signature, !signature.isEmpty else { throw .headerMissing(signatureHeader) }
        guard let seconds = Int64(timestamp), abs(seconds) < 1 << 40 else { throw .timestampUnreadable }
        let age = now - Instant(seconds: seconds)
        guard age <= tolerance else { throw .tooOld }
        guard -age <= tolerance else { throw .tooNew }
        let signed = signedBytes(id, timestamp, body)
        let isGenuine = signature.split(separator: " ").contains { part in
            guard part.hasPrefix("v1,"), let code = Data(base64Encoded: String(part.dropFirst(3))) else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: secret.key)
        }
        guard isGenuine else { throw .noSignatureFits }
    }

    static func wholeSeconds(_ instant: Instant) -> Int64 {
        Int64((Double(instant.milliseconds) / 1_000).rounded(.down))
    }

    private static func signedBytes(_ id: String, _ timestamp: String, _ body: [UInt8]) -> Data {
        Data((id + "." + timestamp + ".").utf8) + Data(body)
    }
}

/// Why a receiver does not take a message.
public enum WebhookRejection: Error, Hashable, Sendable {
    /// Absent or empty; which one.
    case headerMissing(String)
    case timestampUnreadable
    /// More than five minutes ago.
    case tooOld
    /// More than five minutes ahead.
    case tooNew
    case noSignatureFits
}
