/// Writes values as JSON with sorted keys straight into bytes. Foundation's encoder builds a tree of objects first,
/// which was the largest single cost of taking a notification in; the bytes are the same (a test holds the two
/// together).
///
/// For the shapes that events and vault records have: nested containers are never asked for by name, because every
/// payload type encodes whole values.
///
/// Made once for many values one after the other; not to be shared by threads.
struct CanonicalJSON {
    private let encoder = JSONValueEncoder(bytes: JSONBytes())

    func encode(_ value: some Encodable) throws -> [UInt8] {
        defer { encoder.bytes.empty() }
        try encoder.write(value)
        return encoder.bytes.bytes
    }
}
