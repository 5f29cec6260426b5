/// Writes values as JSON with sorted keys straight into bytes. Foundation's encoder builds a tree of objects first,
/// which was the largest single cost of taking a notification in; the bytes are the same (a test holds the two
/// together).
///
/// For the shapes that events and vault records have: nested containers are never asked for by name, because every
/// payload type encodes whole values.
///
/// Made once for many values one after the other; not to be shared by threads.
final class CanonicalJSON {
    private let buffer: UnsafeMutablePointer<JSONBuffer>
    private let encoder: JSONValueEncoder

    init() {
        buffer = .allocate(capacity: 1)
        buffer.initialize(to: JSONBuffer())
        encoder = JSONValueEncoder(buffer)
    }

    deinit {
        buffer.deinitialize(count: 1)
        buffer.deallocate()
    }

    func encode(_ value: some Encodable) throws -> [UInt8] {
        defer { buffer.pointee.empty() }
        try encoder.write(value)
        return buffer.pointee.bytes
    }
}
