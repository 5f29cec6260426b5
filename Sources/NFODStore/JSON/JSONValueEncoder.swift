/// Encodes one value: an object, a list, or a single scalar, whichever it asks for first.
final class JSONValueEncoder: Encoder {
    let sink: JSONSink
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var shape = Shape.nothing
    /// An object's keys with where each entry stands, for sorting; or how many elements a list has.
    private var entries: [(key: String, from: Int)] = []
    private var start = 0

    private enum Shape { case nothing, object, list, scalar }

    init(sink: JSONSink) { self.sink = sink }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open(.object, 0x7B)
        return KeyedEncodingContainer(JSONObjectContainer<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open(.list, 0x5B)
        return JSONListContainer(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        shape = .scalar
        return JSONScalarContainer(sink: sink)
    }

    var count: Int { entries.count }

    func beginEntry(_ key: String) {
        beginElement(key)
        sink.append(string: key)
        sink.append(0x3A)
    }

    func beginElement(_ key: String = "") {
        if !entries.isEmpty { sink.append(0x2C) }
        entries.append((key, sink.position))
    }

    func close() {
        switch shape {
        case .nothing: sink.append(literal: "{}")
        case .scalar: break
        case .list: sink.append(0x5D)
        case .object:
            sort()
            sink.append(0x7D)
        }
    }

    private func open(_ shape: Shape, _ bracket: UInt8) {
        // A type that adds to its superclass's object asks for the same container again.
        guard self.shape == .nothing else { return }
        self.shape = shape
        sink.append(bracket)
        start = sink.position
    }

    private func sort() {
        let order = entries.indices.sorted { entries[$0].key < entries[$1].key }
        guard order != Array(entries.indices) else { return }
        let parts = order.map { index in
            let end = index + 1 < entries.count ? entries[index + 1].from - 1 : sink.position
            return entries[index].from..<end
        }
        sink.reorder(start..<sink.position, as: parts)
    }
}

struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONValueEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.sink.append(literal: "null")
    }

    func encode(_ value: Bool, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.sink.append(literal: value ? "true" : "false")
    }

    func encode(_ value: String, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.sink.append(string: value)
    }

    func encode(_ value: Int, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.sink.append(number: value)
    }

    func encode(_ value: Int64, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.sink.append(number: value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        encoder.beginEntry(key.stringValue)
        try encoder.sink.write(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { preconditionFailure("payloads encode whole values") }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("payloads encode whole values")
    }

    func superEncoder() -> any Encoder { preconditionFailure("payloads have no superclass") }
    func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("payloads have no superclass") }
}

struct JSONListContainer: UnkeyedEncodingContainer {
    let encoder: JSONValueEncoder
    var codingPath: [any CodingKey] { [] }
    var count: Int { encoder.count }

    func encodeNil() {
        encoder.beginElement()
        encoder.sink.append(literal: "null")
    }

    func encode(_ value: some Encodable) throws {
        encoder.beginElement()
        try encoder.sink.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("payloads encode whole values")
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("payloads encode whole values")
    }

    func superEncoder() -> any Encoder { preconditionFailure("payloads have no superclass") }
}

struct JSONScalarContainer: SingleValueEncodingContainer {
    let sink: JSONSink
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { sink.append(literal: "null") }
    func encode(_ value: Bool) { sink.append(literal: value ? "true" : "false") }
    func encode(_ value: String) { sink.append(string: value) }
    func encode(_ value: Int) { sink.append(number: value) }
    func encode(_ value: Int8) { sink.append(number: value) }
    func encode(_ value: Int16) { sink.append(number: value) }
    func encode(_ value: Int32) { sink.append(number: value) }
    func encode(_ value: Int64) { sink.append(number: value) }
    func encode(_ value: UInt) { sink.append(number: value) }
    func encode(_ value: UInt8) { sink.append(number: value) }
    func encode(_ value: UInt16) { sink.append(number: value) }
    func encode(_ value: UInt32) { sink.append(number: value) }
    func encode(_ value: UInt64) { sink.append(number: value) }
    func encode(_ value: Double) { preconditionFailure("payloads hold whole numbers") }
    func encode(_ value: Float) { preconditionFailure("payloads hold whole numbers") }
    func encode(_ value: some Encodable) throws { try sink.write(value) }
}
