/// Encodes one value: an object, a list, or a single scalar, whichever it asks for first.
///
/// Used again for one value after the other; values inside go to the encoder below it, made when it is first needed.
final class JSONValueEncoder: Encoder {
    let bytes: JSONBytes
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let scalar: JSONScalarContainer
    private var inner: JSONValueEncoder?
    private var shape = Shape.nothing
    /// An object's keys with where each entry stands, for sorting; or how many elements a list has.
    private var entries: [(key: String, from: Int)] = []
    private var start = 0

    private enum Shape { case nothing, object, list, scalar }

    init(bytes: JSONBytes) {
        self.bytes = bytes
        scalar = JSONScalarContainer(bytes: bytes)
    }

    func write(_ value: some Encodable) throws {
        shape = .nothing
        entries.removeAll(keepingCapacity: true)
        try value.encode(to: self)
        close()
    }

    func writeInner(_ value: some Encodable) throws {
        let encoder = inner ?? JSONValueEncoder(bytes: bytes)
        inner = encoder
        try encoder.write(value)
    }

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
        return scalar
    }

    var count: Int { entries.count }

    func beginEntry(_ key: String) {
        beginElement(key)
        bytes.append(string: key)
        bytes.append(0x3A)
    }

    func beginElement(_ key: String = "") {
        if !entries.isEmpty { bytes.append(0x2C) }
        entries.append((key, bytes.position))
    }

    private func close() {
        switch shape {
        case .nothing: bytes.append(literal: "{}")
        case .scalar: break
        case .list: bytes.append(0x5D)
        case .object:
            sort()
            bytes.append(0x7D)
        }
    }

    private func open(_ shape: Shape, _ bracket: UInt8) {
        // A type that adds to its superclass's object asks for the same container again.
        guard self.shape == .nothing else { return }
        self.shape = shape
        bytes.append(bracket)
        start = bytes.position
    }

    private func sort() {
        guard zip(entries, entries.dropFirst()).contains(where: { $0.key > $1.key }) else { return }
        let order = entries.indices.sorted { entries[$0].key < entries[$1].key }
        let parts = order.map { index in
            let end = index + 1 < entries.count ? entries[index + 1].from - 1 : bytes.position
            return entries[index].from..<end
        }
        bytes.reorder(start..<bytes.position, as: parts)
    }
}

struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONValueEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.bytes.append(literal: "null")
    }

    func encode(_ value: Bool, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.bytes.append(literal: value ? "true" : "false")
    }

    func encode(_ value: String, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.bytes.append(string: value)
    }

    func encode(_ value: Int, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.bytes.append(number: value)
    }

    func encode(_ value: Int64, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.bytes.append(number: value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        encoder.beginEntry(key.stringValue)
        try encoder.writeInner(value)
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
        encoder.bytes.append(literal: "null")
    }

    func encode(_ value: some Encodable) throws {
        encoder.beginElement()
        try encoder.writeInner(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("payloads encode whole values")
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("payloads encode whole values")
    }

    func superEncoder() -> any Encoder { preconditionFailure("payloads have no superclass") }
}

final class JSONScalarContainer: SingleValueEncodingContainer {
    private let bytes: JSONBytes
    private lazy var encoder = JSONValueEncoder(bytes: bytes)
    var codingPath: [any CodingKey] { [] }

    init(bytes: JSONBytes) { self.bytes = bytes }

    func encodeNil() { bytes.append(literal: "null") }
    func encode(_ value: Bool) { bytes.append(literal: value ? "true" : "false") }
    func encode(_ value: String) { bytes.append(string: value) }
    func encode(_ value: Int) { bytes.append(number: value) }
    func encode(_ value: Int8) { bytes.append(number: value) }
    func encode(_ value: Int16) { bytes.append(number: value) }
    func encode(_ value: Int32) { bytes.append(number: value) }
    func encode(_ value: Int64) { bytes.append(number: value) }
    func encode(_ value: UInt) { bytes.append(number: value) }
    func encode(_ value: UInt8) { bytes.append(number: value) }
    func encode(_ value: UInt16) { bytes.append(number: value) }
    func encode(_ value: UInt32) { bytes.append(number: value) }
    func encode(_ value: UInt64) { bytes.append(number: value) }
    func encode(_ value: Double) { preconditionFailure("payloads hold whole numbers") }
    func encode(_ value: Float) { preconditionFailure("payloads hold whole numbers") }
    func encode(_ value: some Encodable) throws { try encoder.write(value) }
}
