import Crypto
import Foundation

/// AES-256-GCM as the vault uses it. The context is authenticated with the text, so that a sealed value moved to
/// another row does not open there.
enum Seal {
    static func close(_ plain: some DataProtocol, under key: SymmetricKey, context: String) throws -> Data {
        let box = try AES.GCM.seal(plain, using: key, authenticating: Data(context.utf8))
        guard let combined = box.combined else { preconditionFailure("a 12-byte nonce always combines") }
        return combined
    }

    /// Nil when key, context or bytes are not the ones it was closed with.
    static func open(_ sealed: Data, under key: SymmetricKey, context: String) -> Data? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        return try? AES.GCM.open(box, using: key, authenticating: Data(context.utf8))
    }
}
