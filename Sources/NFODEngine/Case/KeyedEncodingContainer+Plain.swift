/// Ids, instants and words of closed lists go into an object as plain numbers and texts. The bytes are those of their
/// own `encode(to:)`; these overloads, which synthesised encoders take too, save the detour through a container for
/// each value.
extension KeyedEncodingContainer {
    mutating func encode<Word: RawRepresentable<String> & Encodable>(_ word: Word, forKey key: Key) throws {
        try encode(word.rawValue, forKey: key)
    }

    mutating func encodeIfPresent<Word: RawRepresentable<String> & Encodable>(_ word: Word?, forKey key: Key) throws {
        if let word { try encode(word.rawValue, forKey: key) }
    }

    mutating func encode(_ id: some NumericIdentifier, forKey key: Key) throws { try encode(id.number, forKey: key) }

    mutating func encodeIfPresent(_ id: (some NumericIdentifier)?, forKey key: Key) throws {
        if let id { try encode(id.number, forKey: key) }
    }

    mutating func encode(_ id: some NamedIdentifier, forKey key: Key) throws { try encode(id.name, forKey: key) }

    mutating func encodeIfPresent(_ id: (some NamedIdentifier)?, forKey key: Key) throws {
        if let id { try encode(id.name, forKey: key) }
    }

    mutating func encode(_ instant: Instant, forKey key: Key) throws { try encode(instant.milliseconds, forKey: key) }

    mutating func encodeIfPresent(_ instant: Instant?, forKey key: Key) throws {
        if let instant { try encode(instant.milliseconds, forKey: key) }
    }

    mutating func encode(_ owner: Owner, forKey key: Key) throws { try encode(owner.text, forKey: key) }
    mutating func encode(_ owner: PlanOwner, forKey key: Key) throws { try encode(owner.text, forKey: key) }
    mutating func encode(_ actor: Actor, forKey key: Key) throws { try encode(actor.text, forKey: key) }

    /// A value that stands in an event only where it differs from what is taken for granted.
    mutating func encode<Value: Encodable & Equatable>(_ value: Value, unless usual: Value, forKey key: Key) throws {
        if value != usual { try encode(value, forKey: key) }
    }

    mutating func encode<Word: RawRepresentable<String> & Encodable & Equatable>(
        _ word: Word, unless usual: Word, forKey key: Key
    ) throws {
        if word != usual { try encode(word.rawValue, forKey: key) }
    }
}
