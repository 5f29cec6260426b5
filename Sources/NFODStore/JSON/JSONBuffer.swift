/// The bytes of a JSON text so far.
struct JSONBuffer {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(4_096) }

    mutating func empty() { bytes.removeAll(keepingCapacity: true) }

    var position: Int { bytes.count }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func append(number: some FixedWidthInteger) {
        var text = String(number)
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func append(string: String) {
        var string = string
        bytes.append(0x22)
        string.withUTF8 { text in
            var start = text.startIndex
            for index in text.indices where Self.isEscaped(text[index]) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                escape(text[index])
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        }
        bytes.append(0x22)
    }

    /// Puts the parts of `range` into another order.
    mutating func reorder(_ range: Range<Int>, as parts: [Range<Int>]) {
        var sorted: [UInt8] = []
        sorted.reserveCapacity(range.count)
        for (index, part) in parts.enumerated() {
            if index > 0 { sorted.append(0x2C) }
            sorted.append(contentsOf: bytes[part])
        }
        bytes.replaceSubrange(range, with: sorted)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: append(literal: "\\\"")
        case 0x5C: append(literal: "\\\\")
        case 0x08: append(literal: "\\b")
        case 0x09: append(literal: "\\t")
        case 0x0A: append(literal: "\\n")
        case 0x0C: append(literal: "\\f")
        case 0x0D: append(literal: "\\r")
        default:
            append(literal: "\\u00")
            for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }
}
