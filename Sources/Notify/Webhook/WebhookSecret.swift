import Crypto
import FoundationEssentials

/// The key that one endpoint and we share (Standard Webhooks 1.0.0, symmetric). Shows itself to nobody: not in a
/// description, not in a debugger's dump, not in an error.
public struct WebhookSecret: Sendable {
    let key: SymmetricKey

    /// Reads `whsec_` and base64 of 24 to 64 bytes; blanks and line ends around it (a file's last line
    /// end) are left off.
    public init(_ text: String) throws(WebhookSecretProblem) {
        let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !trimmed.isEmpty else { throw .empty }
        guard trimmed.hasPrefix("whsec_") else { throw .prefixMissing }
        guard let bytes = Data(base64Encoded: String(trimmed.dropFirst(6))) else { throw .notBase64 }
        guard bytes.count >= 24 else { throw .tooShort }
        guard bytes.count <= 64 else { throw .tooLong }
        key = SymmetricKey(data: bytes)
    }
}

/// What is wrong with a secret, without a word of it.
public enum WebhookSecretProblem: String, Error, Hashable, Sendable {
    case empty
    /// Does not begin with `whsec_`.
    case prefixMissing
    case notBase64
    /// Fewer than 24 bytes.
    case tooShort
    /// More than 64 bytes.
    case tooLong

    /// Stable, for programs.
    public var code: String { rawValue }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "whsec_…" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
