/// The bytes so far, shared by all encoders of one value.
final class JSONBytes {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(4_096) }

    func empty() { bytes.removeAll(keepingCapacity: true) }

    var position: Int { bytes.count }

    func append(_ byte: UInt8) { bytes.append(byte) }
    func append(literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    func append(number: some FixedWidthInteger) {
        var text = String(number)
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    func append(string: String) {
        var string = string
        bytes.append(0x22)
        string.withUTF8 { text in
            if text.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
                for byte in text { escape(byte) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
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
