/// Brings names, addresses and postcodes to one spelling, so that the way they were typed hides nobody. Folded text is
/// for keys and comparing only; what people see is what the source wrote.
public enum NameFolding {
    /// Small letters and digits only: case, accents, blanks, hyphens and apostrophes are gone. `O'Neil`, `ONeil` and
    /// `O Neil` fold alike, and so do `Zoë` and `ZOE`.
    public static func folded(_ text: String) -> String {
        if let plain = foldedASCII(text) { return plain }
        var result = ""
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    /// Most texts have no accent, and need no table of letters.
    private static func foldedASCII(_ text: String) -> String? {
        let bytes = text.utf8
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count) { result in
            var count = 0
            for byte in bytes {
                switch byte {
                case 0x30...0x39, 0x61...0x7A: result[count] = byte
                case 0x41...0x5A: result[count] = byte | 0x20
                default: continue
                }
                count += 1
            }
            return count
        }
    }

    /// As ``folded(_:)``, with `Mac` in front of a longer name written `mc`: `MacDonald`, `Mac Donald`, `McDonald`.
    /// Short names such as Mack or Macey stay as they are.
    public static func foldedSurname(_ text: String) -> String {
        let plain = folded(text)
        return plain.hasPrefix("mac") && plain.utf8.count >= 6 ? "mc" + plain.dropFirst(3) : plain
    }

    /// The parts of a name that blanks and hyphens divide, each folded: `Anne-Marie` has two, `O'Neil` one.
    public static func parts(_ text: String) -> [String] {
        text.split(whereSeparator: { " -\t\u{2010}\u{2011}\u{2013}".contains($0) }).map { folded(String($0)) }
            .filter { !$0.isEmpty }
    }

    /// Forename and surname with a blank between; nil when either is missing.
    public static func foldedFullName(forename: String?, surname: String?) -> String? {
        let first = folded(forename ?? "")
        let last = foldedSurname(surname ?? "")
        return first.isEmpty || last.isEmpty ? nil : first + " " + last
    }

    /// An address with everything but letters and digits gone; nil where it names no place ("no fixed abode").
    public static func foldedAddress(_ text: String?) -> String? {
        let plain = folded(text ?? "")
        let namesNoPlace = ["nofixed", "homeless", "unknown", "notknown", "nfa"].contains { plain.hasPrefix($0) }
        return plain.isEmpty || namesNoPlace ? nil : plain
    }

    /// `DD4 3JF` and `dd43jf` both become `DD43JF`; nil when nothing is left.
    public static func foldedPostcode(_ text: String?) -> String? {
        let plain = folded(text ?? "").uppercased()
        return plain.isEmpty ? nil : plain
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: result.unicodeScalars.append(scalar)
        case 0x41...0x5A: result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
        case 0..<0x80: break
        default: result += plainLetters(of: scalar)
        }
    }

    /// The standard library shows no decomposition, but the name of an accented letter says which letter it is:
    /// LATIN SMALL LETTER E WITH ACUTE.
    private static func plainLetters(of scalar: Unicode.Scalar) -> String {
        if let pair = ["ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"][
            scalar.properties.lowercaseMapping]
        {
            return pair
        }
        guard scalar.properties.isAlphabetic, let words = scalar.properties.name?.split(separator: " ")
        else { return "" }
        guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words[3].utf8.count == 1 else {
            return scalar.properties.lowercaseMapping
        }
        return words[3].lowercased()
    }
}
