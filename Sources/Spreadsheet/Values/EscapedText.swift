/// Texts of a workbook write characters that XML has no place for as `_x000D_` (ECMA-376, 22.9.2.19).
enum EscapedText {
    static func plain(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        guard bytes.contains(0x5F) else { return String(decoding: bytes, as: UTF8.self) }
        var units: [UInt16] = []
        var rest = Array(String(decoding: bytes, as: UTF8.self).utf16)[...]
        while let first = rest.first {
            if let unit = escape(rest.prefix(escapeLength)) {
                units.append(unit)
                rest = rest.dropFirst(escapeLength)
            } else {
                units.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// `text` with what would be read as such a character protected.
    static func protected(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var out: [UInt16] = []
        var rest = Array(text.utf16)[...]
        while let first = rest.first {
            if escape(rest.prefix(escapeLength)) != nil { out += "_x005F".utf16 }
            out.append(first)
            rest = rest.dropFirst()
        }
        return String(decoding: out, as: UTF16.self)
    }

    private static let escapeLength = 7

    /// The character that exactly these seven stand for; nil when they are no escape.
    private static func escape(_ units: ArraySlice<UInt16>) -> UInt16? {
        let text = Array(units)
        guard text.count == escapeLength, text[0] == 0x5F, text[1] == 0x78, text[6] == 0x5F else { return nil }
        var value: UInt16 = 0
        for unit in text[2...5] {
            guard let digit = Unicode.Scalar(unit).flatMap({ Character($0).hexDigitValue }) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
