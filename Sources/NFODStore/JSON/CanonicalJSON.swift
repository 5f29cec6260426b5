/// Writes values as JSON with sorted keys straight into bytes. Foundation's encoder builds a tree of objects first,
/// which was the largest single cost of taking a notification in; the bytes are the same (a test holds the two
/// together).
///
/// For the shapes that events and vault records have: nested containers are never asked for by name, because every
/// payload type encodes whole values.
struct CanonicalJSON {
    func encode(_ value: some Encodable) throws -> [UInt8] {
        let sink = JSONSink()
        try sink.write(value)
        return sink.bytes
    }
}

/// The bytes so far, shared by all encoders of one value.
final class JSONSink {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1_024) }

    var position: Int { bytes.count }

    func write(_ value: some Encodable) throws {
        let encoder = JSONValueEncoder(sink: self)
        try value.encode(to: encoder)
        encoder.close()
    }

    func append(_ byte: UInt8) { bytes.append(byte) }
    func append(literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    func append(number: some FixedWidthInteger) {
        var text = String(number)
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    func append(string: String) {
        var string = string
        bytes.append(0x22)
        string.withUTF8 { for byte in $0 { escape(byte) } }
        bytes.append(0x22)
    }

    /// Puts the parts of `range` into another order.
    func reorder(_ range: Range<Int>, as parts: [Range<Int>]) {
        var sorted: [UInt8] = []
        sorted.reserveCapacity(range.count)
        for (index, part) in parts.enumerated() {
            if index > 0 { sorted.append(0x2C) }
            sorted.append(contentsOf: bytes[part])
        }
        bytes.replaceSubrange(range, with: sorted)
    }

    private func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: append(literal: "\\\"")
        case 0x5C: append(literal: "\\\\")
        case 0x08: append(literal: "\\b")
        case 0x09: append(literal: "\\t")
        case 0x0A: append(literal: "\\n")
        case 0x0C: append(literal: "\\f")
        case 0x0D: append(literal: "\\r")
        case 0x00..<0x20:
            append(literal: "\\u00")
            for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        default: bytes.append(byte)
        }
    }
}
