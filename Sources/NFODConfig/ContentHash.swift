internal import Crypto

/// Names configuration by its content: the first 16 hexadecimal digits of SHA-256 over a canonical text.
enum ContentHash {
    static func of(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
