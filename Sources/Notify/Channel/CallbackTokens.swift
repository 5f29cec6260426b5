import Crypto
import FoundationEssentials

/// The tokens with which a service may call back about what it took: one, or two while it is being changed. Kept as
/// hashes, shown to nobody.
public struct CallbackTokens: Hashable, Sendable {
    private let hashes: [[UInt8]]

    /// Of a file: one token a line, one or two of them. Nil when there are none or more, or one is shorter than 32
    /// characters or could not stand in a header.
    init?(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map { SetupReader.trimmed($0) }.filter { !$0.isEmpty }
        let isFit = lines.allSatisfy { line in
            (32...512).contains(line.utf8.count) && line.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        }
        guard (1...2).contains(lines.count), isFit else { return nil }
        hashes = lines.map(CallbackTokens.hash)
    }

    private init(hashes: [[UInt8]]) { self.hashes = hashes }

    /// No token opens it; asking takes as long as with others.
    public static let none = CallbackTokens(hashes: [[UInt8](repeating: 0, count: 32)])

    /// Whether a token is one of them. How long that takes says nothing about how near it is.
    public func opens(_ token: String) -> Bool {
        let asked = CallbackTokens.hash(token)
        return hashes.filter { CallbackTokens.areEqual($0, asked) }.count > 0
    }

    private static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Data(token.utf8))) }

    private static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension CallbackTokens: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "…" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
