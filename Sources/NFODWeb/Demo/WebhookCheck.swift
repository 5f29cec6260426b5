import Crypto
import Foundation

/// What a receiver does with a webhook before it believes it, written from the Standard Webhooks text alone: it shares
/// no code with what signs them, so that a mistake there would be seen here.
struct WebhookCheck: Sendable {
    private let key: SymmetricKey
    private static let toleranceSeconds: Int64 = 300

    /// - Parameter secret: `whsec_` and base64; nil when it is not that.
    init?(secret: String) {
        let text = secret.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))) else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// - Parameter now: seconds since 1970 on this machine's clock.
    func isGenuine(id: String?, timestamp: String?, signature: String?, body: Data, now: Int64) -> Bool {
        guard let id, !id.isEmpty, let timestamp, let sent = Int64(timestamp), let signature,
            abs(now.subtractingReportingOverflow(sent).partialValue) <= WebhookCheck.toleranceSeconds
        else { return false }
        let signed = Data("\(id).\(timestamp).".utf8) + body
        return signature.split(separator: " ").contains { part in
            let pieces = part.split(separator: ",", maxSplits: 1)
            guard pieces.count == 2, pieces[0] == "v1", let code = Data(base64Encoded: String(pieces[1])) else {
                return false
            }
            return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
        }
    }
}
