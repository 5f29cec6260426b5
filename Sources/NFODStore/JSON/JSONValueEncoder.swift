/// Encodes one value: an object, a list, or a single scalar, whichever it asks for first.
///
/// Used again for one value after the other; values inside go to the encoder below it, made when it is first needed.
final class JSONValueEncoder: Encoder {
    /// Belongs to the ``CanonicalJSON`` that made this encoder and lives longer than it. A pointer, because reference
    /// counts and access checks for each byte cost more than the bytes.
    let buffer: UnsafeMutablePointer<JSONBuffer>
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let scalar: JSONScalarContainer
    private var inner: JSONValueEncoder?
    private var shape = Shape.nothing
    /// An object's keys with where each entry stands, for sorting; or how many elements a list has.
    private var entries: [(key: String, from: Int)] = []
    private var isSorted = true
    private var start = 0

    private enum Shape { case nothing, object, list, scalar }

    init(_ buffer: UnsafeMutablePointer<JSONBuffer>) {
        self.buffer = buffer
        scalar = JSONScalarContainer(buffer)
    }

    func write(_ value: some Encodable) throws {
        shape = .nothing
        isSorted = true
        entries.removeAll(keepingCapacity: true)
        try value.encode(to: self)
        close()
    }

    func writeInner(_ value: some Encodable) throws {
        let encoder = inner ?? JSONValueEncoder(buffer)
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
        buffer.pointee.append(string: key)
        buffer.pointee.append(0x3A)
    }

    func beginElement(_ key: String = "") {
        if let last = entries.last {
            buffer.pointee.append(0x2C)
            isSorted = isSorted && last.key <= key
        }
        entries.append((key, buffer.pointee.position))
    }

    private func close() {
        switch shape {
        case .nothing: buffer.pointee.append(literal: "{}")
        case .scalar: break
        case .list: buffer.pointee.append(0x5D)
        case .object:
            sort()
            buffer.pointee.append(0x7D)
        }
    }

    private func open(_ shape: Shape, _ bracket: UInt8) {
        // A type that adds to its superclass's object asks for the same container again.
        guard self.shape == .nothing else { return }
        self.shape = shape
        buffer.pointee.append(bracket)
        start = buffer.pointee.position
    }

    private func sort() {
        guard !isSorted else { return }
        let order = entries.indices.sorted { entries[$0].key < entries[$1].key }
        let parts = order.map { index in
            let end = index + 1 < entries.count ? entries[index + 1].from - 1 : buffer.pointee.position
            return entries[index].from..<end
        }
        buffer.pointee.reorder(start..<buffer.pointee.position, as: parts)
    }
}

struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONValueEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.buffer.pointee.append(literal: "null")
    }

    func encode(_ value: Bool, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.buffer.pointee.append(literal: value ? "true" : "false")
    }

    func encode(_ value: String, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.buffer.pointee.append(string: value)
    }

    func encode(_ value: Int, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.buffer.pointee.append(number: value)
    }

    func encode(_ value: Int64, forKey key: Key) {
        encoder.beginEntry(key.stringValue)
        encoder.buffer.pointee.append(number: value)
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
        encoder.buffer.pointee.append(literal: "null")
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
    private let buffer: UnsafeMutablePointer<JSONBuffer>
    private lazy var encoder = JSONValueEncoder(buffer)
    var codingPath: [any CodingKey] { [] }

    init(_ buffer: UnsafeMutablePointer<JSONBuffer>) { self.buffer = buffer }

    func encodeNil() { buffer.pointee.append(literal: "null") }
    func encode(_ value: Bool) { buffer.pointee.append(literal: value ? "true" : "false") }
    func encode(_ value: String) { buffer.pointee.append(string: value) }
    func encode(_ value: Int) { buffer.pointee.append(number: value) }
    func encode(_ value: Int8) { buffer.pointee.append(number: value) }
    func encode(_ value: Int16) { buffer.pointee.append(number: value) }
    func encode(_ value: Int32) { buffer.pointee.append(number: value) }
    func encode(_ value: Int64) { buffer.pointee.append(number: value) }
    func encode(_ value: UInt) { buffer.pointee.append(number: value) }
    func encode(_ value: UInt8) { buffer.pointee.append(number: value) }
    func encode(_ value: UInt16) { buffer.pointee.append(number: value) }
    func encode(_ value: UInt32) { buffer.pointee.append(number: value) }
    func encode(_ value: UInt64) { buffer.pointee.append(number: value) }
    func encode(_ value: Double) { preconditionFailure("payloads hold whole numbers") }
    func encode(_ value: Float) { preconditionFailure("payloads hold whole numbers") }
    func encode(_ value: some Encodable) throws { try encoder.write(value) }
}
