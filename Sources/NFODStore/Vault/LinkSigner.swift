import Crypto
import Foundation

/// Makes and knows the part of an alert's link that nobody can guess, under a key made from the vault's secret.
public struct LinkSigner: Sendable {
    /// Characters of a mark.
    public static let length = 32
    private let key: SymmetricKey

    init(key: SymmetricKey) { self.key = key }

    /// The same for equal texts: 128 bits of an HMAC-SHA256 as hexadecimal digits in lower case.
    public func mark(_ text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
        return code.prefix(LinkSigner.length / 2).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Whether this is the text's mark; takes as long whichever of its characters is wrong.
    public func isMark(_ mark: some StringProtocol, of text: String) -> Bool {
        let (given, right) = (Array(mark.utf8), Array(self.mark(text).utf8))
        guard given.count == right.count else { return false }
        return zip(given, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
