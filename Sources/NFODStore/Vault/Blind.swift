import Crypto
import Foundation
public import NFODEngine

/// A keyed hash that stands for a personal text where one must be found again: equal texts of one kind have equal
/// blinds, and without the vault's key a blind tells nothing. The first 16 bytes of an HMAC-SHA256.
public struct Blind: Hashable, Sendable {
    static let length = 16
    /// The first eight bytes. That many are enough in memory: a chance meeting only makes linkage compare two records
    /// that it would not have compared.
    let first: UInt64
    let second: UInt64

    /// - Parameter bytes: 16 or more; those after the sixteenth are left out.
    init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= Blind.length, "a blind has sixteen bytes")
        first = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        second = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    init(_ data: Data) { self = data.withUnsafeBytes { Blind($0) } }

    /// As it stands in tables.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: (first.bigEndian, second.bigEndian)) { Array($0) }
    }
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
        var message = kind.name + "\0" + text
        return message.withUTF8 { bytes in
            var hash = keyed
            hash.update(data: UnsafeRawBufferPointer(bytes))
            return hash.finalize().withUnsafeBytes { Blind($0) }
        }
    }
}
