import Foundation
public import NFODEngine

/// Turns payloads into bytes and back, by the type and version that were chosen by hand.
public struct EventCodec: Sendable {
    private struct Key: Hashable {
        let type: String
        let version: Int
    }

    private let types: [Key: any EventPayload.Type]
    private let decoder = JSONDecoder()

    /// `types` is every payload type any stream has ever written; ``PayloadRemoved`` is always known. Two types of the
    /// same name and version are a programmer's error.
    public init(_ types: [any EventPayload.Type]) {
        var known: [Key: any EventPayload.Type] = [:]
        for type in types + [PayloadRemoved.self] {
            let previous = known.updateValue(type, forKey: Key(type: type.type, version: type.version))
            precondition(previous == nil || previous == type, "two payload types called \(type.type) \(type.version)")
        }
        self.types = known
    }

    /// UTF-8 JSON with sorted keys.
    /// - Throws: `StoreError.eventTypeUnknown` for a type that could not be read back.
    func encode(_ payload: some EventPayload, with json: CanonicalJSON) throws -> [UInt8] {
        let kind = type(of: payload)
        guard types[Key(type: kind.type, version: kind.version)] != nil else {
            throw StoreError.eventTypeUnknown(sequence: nil, type: kind.type, version: kind.version)
        }
        return try json.encode(payload)
    }

    func decode(_ bytes: Data, type: String, version: Int, sequence: Int64) throws -> any EventPayload {
        guard let kind = types[Key(type: type, version: version)] else {
            throw StoreError.eventTypeUnknown(sequence: sequence, type: type, version: version)
        }
        do {
            return try decoder.decode(kind, from: bytes)
        } catch {
            // The decoder's own words may quote the payload: they stay here.
            throw StoreError.eventUnreadable(sequence: sequence, type: type, version: version)
        }
    }
}
