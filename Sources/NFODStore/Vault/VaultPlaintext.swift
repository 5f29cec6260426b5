import Foundation
public import NFODEngine

/// A value as the vault seals it: JSON with sorted keys, so that the same value is the same bytes. Can be written out
/// before the transaction that keeps it.
public struct VaultPlaintext: PersonalData, Sendable {
    let bytes: [UInt8]

    public init(_ value: some Encodable & PersonalData) throws { bytes = try CanonicalJSON().encode(value) }
}

/// Reads the vault's JSON.
struct VaultCoder: Sendable {
    private let decoder = JSONDecoder()

    /// Nil when the bytes are not of this type; the decoder's own error may quote personal data and stays here.
    func decode<Value: Decodable>(_ type: Value.Type, from bytes: Data) -> Value? {
        try? decoder.decode(type, from: bytes)
    }
}
