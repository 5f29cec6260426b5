/// Values that stand in an event only where they differ from what is taken for granted.
extension KeyedDecodingContainer {
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key, otherwise usual: Value) throws -> Value {
        try decodeIfPresent(type, forKey: key) ?? usual
    }
}
