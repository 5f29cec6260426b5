/// Text for comparing words: lower case, no blanks around, one blank between.
///
/// Nearly every cell is plain ASCII and many are looked up, so ASCII is folded byte by byte.
func folded(_ text: String) -> String {
    var text = text
    return text.withUTF8(foldedASCII)
        ?? text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// The same for a part of a text.
func folded(_ text: Substring) -> String { folded(String(text)) }

/// Nil when a byte is not ASCII.
private func foldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(unsafeUninitializedCapacity: bytes.count) { buffer in
        var count = 0
        var isBlankDue = false
        for byte in bytes {
            if isBlank(byte) {
                isBlankDue = count > 0
                continue
            }
            if isBlankDue {
                buffer[count] = 0x20
                count += 1
                isBlankDue = false
            }
            buffer[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            count += 1
        }
        return count
    }
}

/// Runs of letters and digits; ASCII punctuation and every kind of blank divide them.
func words(of text: String) -> [Substring] {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.split { !$0.isLetter && !$0.isNumber } }
    return text.utf8.split { !isWordByte($0) }.map { Substring($0) }
}

/// Blank, tab and line ends.
private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
}

/// Blanks inside made single, none at the ends; letters as they are.
func collapsed(_ text: Substring) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x80).contains($0) }) {
        return text.utf8.split(separator: 0x20).map { String(Substring($0)) }.joined(separator: " ")
    }
    return collapsedScalars(text)
}

private func collapsedScalars(_ text: Substring) -> String {
    text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
}

/// The same for a whole text.
func collapsed(_ text: String) -> String { collapsed(text[...]) }

extension Substring {
    /// Without blanks at both ends.
    var trimmed: Substring {
        guard let first = utf8.first, let last = utf8.last else { return self }
        let isPlain = (0x21..<0x80).contains(first) && (0x21..<0x80).contains(last)
        if isPlain { return self }
        guard let start = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return self[endIndex...] }
        return self[start..<unicodeScalars.index(after: end)]
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: Substring { self[...].trimmed }
}
