import Crypto
public import Foundation
public import NFODEngine

/// A keyed hash that stands for a personal text where one must be found again: equal texts of one kind have equal
/// blinds, and without the vault's key a blind tells nothing.
public struct Blind: Hashable, Sendable {
    /// The first half of an HMAC-SHA256.
    public let bytes: Data
    static let length = 16

    public init(bytes: Data) { self.bytes = bytes }
}

/// What an index entry is about: `chi`, `reference`, `surname`, ... Its own name space: the same text under two kinds
/// has two blinds.
public struct IndexKind: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// Makes blinds, on any thread and outside any transaction.
public struct Blinder: Sendable {
    /// Keyed once, copied for each text.
    private let keyed: HMAC<SHA256>

    init(key: SymmetricKey) { keyed = HMAC(key: key) }

    /// The blind of a text. The caller folds it first (case, blanks, accents), the same way each time.
    public func blind(_ kind: IndexKind, _ text: String) -> Blind {
        var hash = keyed
        hash.update(data: Array(kind.name.utf8) + [0] + Array(text.utf8))
        return Blind(bytes: hash.finalize().withUnsafeBytes { Data($0.prefix(Blind.length)) })
    }
}
